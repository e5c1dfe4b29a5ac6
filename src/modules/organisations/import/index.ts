export { importOrganisations } from './import-organisations.js'
export { proposeImport, type ImportOutcome } from './propose-import.js'
export { outcomeAsJson, outcomeAsText } from './outcome-words.js'
