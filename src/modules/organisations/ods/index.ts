export { parseOdsFile } from './parse-ods-file.js'
export { LARGEST_FILE } from './read-records.js'
export { proposeChanges, type ProposedChanges, type ProposedItem } from './propose-changes.js'
export { differences, takeIn, type Change, type KnownOrganisation } from './known-organisation.js'
export type { MembershipProposal, Succession } from './propose-membership.js'
export { nameKey, readableName } from './readable-name.js'
export {
  ODS_FORM_NAMES,
  ODS_FORMS,
  type OdsFacts,
  type OdsFile,
  type OdsForm,
  type OdsKind,
} from './ods-file.js'
