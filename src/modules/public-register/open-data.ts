import type { CsvValue } from '#kernel/csv.js'
import { londonDate } from '#kernel/time.js'
import { CAN_REFUSE_WORDS, WHO_DECIDES_WORDS, type PublicTool } from './model.js'
import { PUBLIC_STATUS_WORDS } from './rules.js'

/** Said with every copy of the open data. */
export const LICENCE_NOTE =
  'Each organisation says what it publishes and under which licence it may be used again: ask the contact of the record. Published by organisations themselves; not an official statistic, and no record means that a product is approved, compliant or safe.'

/** A published record as open data. */
export const openRecord = (tool: PublicTool) => ({
  id: tool.id,
  organisation: {
    id: tool.organisation.id,
    name: tool.organisation.name,
    ods_code: tool.organisation.odsCode,
  },
  ...(tool.organisation.isExample ? { example: true } : {}),
  name: tool.content.name,
  made_by: tool.content.madeBy || null,
  version: tool.content.version || null,
  status: tool.status,
  no_longer_used_since: tool.ceasedOn,
  what: tool.content.what,
  why: tool.content.why,
  where: tool.content.where || null,
  who_checks: tool.content.whoChecks,
  person_decides: WHO_DECIDES_WORDS[tool.content.decides],
  how_it_is_decided: tool.content.decidesHow || null,
  can_say_no: CAN_REFUSE_WORDS[tool.content.canRefuse],
  what_happens_then: tool.content.afterRefusal,
  how_to_ask_or_object: tool.content.howToAsk,
  contact: tool.content.contact,
  published_on: londonDate(tool.publishedAt),
  revision: tool.revision,
})

/** The headings of the open data as CSV. */
export const OPEN_HEADINGS = [
  'id',
  'organisation',
  'ods_code',
  'name',
  'made_by',
  'version',
  'status',
  'no_longer_used_since',
  'what',
  'why',
  'where',
  'who_checks',
  'person_decides',
  'how_it_is_decided',
  'can_say_no',
  'what_happens_then',
  'how_to_ask_or_object',
  'contact',
  'published_on',
] as const

/** A published record as a row of that CSV. */
export const openCells = (tool: PublicTool): readonly CsvValue[] => {
  const record = openRecord(tool)
  return [
    record.id,
    record.organisation.name,
    record.organisation.ods_code,
    record.name,
    record.made_by,
    record.version,
    PUBLIC_STATUS_WORDS[record.status],
    record.no_longer_used_since,
    record.what,
    record.why,
    record.where,
    record.who_checks,
    record.person_decides,
    record.how_it_is_decided,
    record.can_say_no,
    record.what_happens_then,
    record.how_to_ask_or_object,
    record.contact,
    record.published_on,
  ]
}
