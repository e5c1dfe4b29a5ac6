export { writeRecord } from './write-record.js'
export { publishRecord } from './publish-record.js'
export { retractRecord } from './retract-record.js'
export { showRecord, listRecords } from './show-record.js'
export { showPublicOrganisation, listPublished } from './show-published.js'
export {
  CAN_REFUSE_WORDS,
  WHO_DECIDES_WORDS,
  type PublicContent,
  type PublicRecord,
  type PublicTool,
} from './model.js'
export { publicRegisterModule, type PublicRegisterParts } from './module.js'
