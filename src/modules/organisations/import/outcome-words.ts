import { asCountOf } from '#ui/index.js'
import { ORGANISATION_KIND_NAMES } from '../model.js'
import { ODS_FORM_NAMES, type Change, type ProposedItem } from '../ods/index.js'
import type { ImportOutcome } from './propose-import.js'

/** The fields a file can change, as the screen says them. */
export const FIELD_NAMES: Readonly<Record<Change['field'], string>> = {
  name: 'Name',
  kind: 'Kind',
  region: 'Region',
  icb_code: 'Board of the head office',
  sub_icb_code: 'Sub-ICB location',
  address: 'Address',
  postcode: 'Postcode',
  opened: 'Opened',
  closed: 'Closed',
}

/** A value before or after a change, as the screen says it. */
export const valueWords = ({ field }: Change, value: string | null): string => {
  if (value === null) return 'nothing'
  return field === 'kind'
    ? (Object.entries(ORGANISATION_KIND_NAMES).find(([kind]) => kind === value)?.[1] ?? value)
    : value
}

const LISTS = ['added', 'changed', 'closed', 'gone', 'needs_a_person', 'skipped'] as const

/** The lists of an outcome that hold items. */
export type OutcomeList = (typeof LISTS)[number]

/** The lists of an outcome as the screen says them. */
export const LIST_NAMES: Readonly<Record<OutcomeList, string>> = {
  added: 'Added',
  changed: 'Changed',
  closed: 'Closed',
  gone: 'No longer in the file',
  needs_a_person: 'Needs a person',
  skipped: 'Skipped',
}

/** An outcome as `--json` prints it (design.md section 6). */
export const outcomeAsJson = ({ changes }: ImportOutcome) => changes

/** An outcome as lines for people. */
export const outcomeAsText = ({ form, changes }: ImportOutcome, applied: boolean): string => {
  const lines = [`${ODS_FORM_NAMES[form]}: ${asCountOf(changes.read, 'row')} read.`]
  for (const list of LISTS) {
    if (changes[list].length === 0) continue
    lines.push('', `${LIST_NAMES[list]}: ${changes[list].length}`)
    lines.push(...changes[list].slice(0, MOST_LINES).map(lineOf))
    lines.push(...theRest(changes[list].length))
  }
  const { proposed_memberships: moves } = changes
  if (moves.length > 0) {
    lines.push('', `Memberships of a system to confirm: ${moves.length}`)
    lines.push(
      ...moves
        .slice(0, MOST_LINES)
        .map((one) => `  ${one.key} ${one.name}: ${one.to}. ${one.reason}`),
    )
    lines.push(...theRest(moves.length))
  }
  lines.push('', `Unchanged: ${changes.unchanged}`)
  const last = applied ? 'Applied.' : 'Nothing has been changed. Use --apply to apply this.'
  return [...lines, last].join('\n')
}

const MOST_LINES = 100

const theRest = (count: number): string[] =>
  count > MOST_LINES ? [`  … and ${count - MOST_LINES} more (--json lists them all)`] : []

const lineOf = (item: ProposedItem): string => {
  const changes = item.changes.map(
    (one) =>
      `${FIELD_NAMES[one.field]}: ${valueWords(one, one.before)} → ${valueWords(one, one.after)}`,
  )
  const words = [...(item.reason ? [item.reason] : []), ...changes].join('; ')
  return `  ${item.key} ${item.name}${words ? `: ${words}` : ''}`
}
