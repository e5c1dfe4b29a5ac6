import type { CalendarDate } from '#kernel/time.js'
import { differences, type Change, type KnownOrganisation } from './known-organisation.js'
import type { OdsFacts, OdsFile, OdsRow } from './ods-file.js'
import {
  proposeMembership,
  type MembershipProposal,
  type Succession,
} from './propose-membership.js'
import { nameKey } from './readable-name.js'

/** One line of what an import would do; `row` is null for what is not in the file. */
export interface ProposedItem {
  readonly row: number | null
  /** The ODS code. */
  readonly key: string
  readonly name: string
  readonly reason: string | null
  readonly changes: readonly Change[]
}

/**
 * What a file would change. Every row stands in one list (closed before changed): read = added +
 * changed + unchanged + closed + needs_a_person + skipped; `gone` is what this form of file held before.
 */
export interface ProposedChanges {
  readonly read: number
  readonly added: readonly ProposedItem[]
  readonly changed: readonly ProposedItem[]
  readonly unchanged: number
  readonly closed: readonly ProposedItem[]
  readonly gone: readonly ProposedItem[]
  readonly needs_a_person: readonly ProposedItem[]
  readonly skipped: readonly ProposedItem[]
  /** Changes of system, for an administrator to confirm; applying a file never applies them. */
  readonly proposed_memberships: readonly MembershipProposal[]
}

type Place = 'added' | 'changed' | 'unchanged' | 'closed' | 'needs_a_person' | 'skipped'
type Judged = { place: Place; item: ProposedItem }

/**
 * What a file of the Organisation Data Service would change in the organisations we hold, as of a
 * London date. Pure, and a second time with the result applied changes nothing. The ICB code is
 * taken in as a fact of the file; membership of a system is only proposed.
 */
export const proposeChanges = (
  current: readonly KnownOrganisation[],
  file: OdsFile,
  today: CalendarDate,
  succession: readonly Succession[] = [],
): ProposedChanges => {
  const byCode = new Map(current.flatMap((one) => (one.code === null ? [] : [[one.code, one]])))
  const byName = namesWithoutCode(current)
  const seen = new Map<string, OdsFacts>()
  const judged: Judged[] = file.unreadable.map((bad) => ({
    place: 'skipped',
    item: itemOf(bad.row, bad.key, '', bad.reason),
  }))
  const memberships: MembershipProposal[] = []
  for (const row of file.rows) {
    const known = byCode.get(row.facts.code) ?? null
    const twin = known ? null : (byName.get(nameKey(row.facts.name)) ?? null)
    const one = repeatOf(row, seen) ?? judgeRow(row, known, twin, today)
    seen.set(row.facts.code, row.facts)
    judged.push(one)
    if (one.place === 'skipped' || one.place === 'needs_a_person') continue
    const proposal = proposeMembership(row, known, succession)
    if (proposal) memberships.push(proposal)
  }
  const within = (place: Place) => judged.flatMap((one) => (one.place === place ? [one.item] : []))
  return {
    read: judged.length,
    added: within('added'),
    changed: within('changed'),
    unchanged: within('unchanged').length,
    closed: within('closed'),
    gone: goneFrom(current, file, seen),
    needs_a_person: within('needs_a_person'),
    skipped: within('skipped'),
    proposed_memberships: memberships,
  }
}

const namesWithoutCode = (current: readonly KnownOrganisation[]) =>
  new Map(current.flatMap((one) => (one.code === null ? [[nameKey(one.name), one]] : [])))

const itemOf = (
  row: number | null,
  key: string,
  name: string,
  reason: string | null,
  changes: readonly Change[] = [],
): ProposedItem => ({ row, key, name, reason, changes })

const repeatOf = ({ row, facts }: OdsRow, seen: ReadonlyMap<string, OdsFacts>): Judged | null => {
  const earlier = seen.get(facts.code)
  if (!earlier) return null
  const same = JSON.stringify(earlier) === JSON.stringify(facts)
  return same
    ? {
        place: 'skipped',
        item: itemOf(row, facts.code, facts.name, 'The same row stands there twice.'),
      }
    : {
        place: 'needs_a_person',
        item: itemOf(
          row,
          facts.code,
          facts.name,
          'This code stands in the file twice, with different facts. The first was used.',
        ),
      }
}

const judgeRow = (
  { row, facts, outOfScope }: OdsRow,
  known: KnownOrganisation | null,
  twin: KnownOrganisation | null,
  today: CalendarDate,
): Judged => {
  const item = (reason: string | null, changes: readonly Change[] = []) =>
    itemOf(row, facts.code, facts.name, reason, changes)
  if (!known) {
    if (outOfScope !== null) return { place: 'skipped', item: item(outOfScope) }
    return { place: 'added', item: item(newcomerReason(facts, today) + twinReason(twin)) }
  }
  const doubt = doubtAbout(facts, known, outOfScope)
  if (doubt !== null) return { place: 'needs_a_person', item: item(doubt) }
  const changes = differences(known, facts)
  if (changes.length === 0) return { place: 'unchanged', item: item(null) }
  if (known.closed === null && facts.closed !== null) {
    return { place: 'closed', item: item(closingReason(facts.closed, today), changes) }
  }
  return { place: 'changed', item: item(null, changes) }
}

const twinReason = (twin: KnownOrganisation | null): string =>
  twin
    ? ` “${twin.name}” is in the register without a code: its administrator is asked whether it is the same.`
    : ''

const newcomerReason = ({ opened, closed }: OdsFacts, today: CalendarDate): string => {
  if (closed !== null) return `New to this register. ${closingReason(closed, today)}`
  if (opened !== null && opened > today) return `New to this register. Opens on ${opened}.`
  return 'New to this register.'
}

const closingReason = (closed: CalendarDate, today: CalendarDate): string =>
  closed < today ? `Closed on ${closed}.` : `Closes on ${closed}.`

const doubtAbout = (
  facts: OdsFacts,
  known: KnownOrganisation,
  outOfScope: string | null,
): string | null => {
  if (known.kind !== facts.kind && !mayTakeKind(known, facts)) {
    return `The register holds this code as another kind of organisation (${known.kind}, not ${facts.kind}).`
  }
  if (known.closed !== null && facts.closed === null) {
    return `The register says it closed on ${known.closed}; this file says that it is open.`
  }
  const listedClosed = facts.closed !== null
  return outOfScope !== null && !listedClosed
    ? `It is in the register, and this file says: ${outOfScope}`
    : null
}

// What somebody typed in gives way to the list; a board is a system, which others belong to.
const mayTakeKind = (known: KnownOrganisation, facts: OdsFacts): boolean =>
  known.source === 'by-hand' && known.kind !== 'icb' && facts.kind !== 'icb'

const goneFrom = (
  current: readonly KnownOrganisation[],
  file: OdsFile,
  seen: ReadonlyMap<string, unknown>,
): ProposedItem[] =>
  current.flatMap(({ code, name, source, closed }) => {
    if (code === null || source !== file.form || seen.has(code)) return []
    const reason =
      closed === null
        ? 'It was in an earlier file of this kind and is not in this one.'
        : `It closed on ${closed} and is no longer listed.`
    return [itemOf(null, code, name, reason)]
  })
