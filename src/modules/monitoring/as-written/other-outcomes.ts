import { findIdentifiable } from '#kernel/identifiable-data.js'
import { looksIdentifying } from './identifying-text.js'

/** How often outcomes other than the event stand in a log, in lower case. Plain data: workers send it. */
export interface CountedOutcomes {
  readonly rows: readonly (readonly [outcome: string, rows: number])[]
  /** Rows of further different outcomes, which were not told apart. */
  readonly furtherRows: number
}

const MOST_TOLD_APART = 1000
const LONGEST_KEPT = 200
const MOST_LISTED = 10
const LONGEST_SHOWN = 40

/** Counts the outcomes of a log that are not the event, by what they say. */
export class OtherOutcomes {
  private readonly places = new Map<string, number>()
  private readonly rows: number[] = []
  private furtherRows = 0

  /** The place of an outcome, to be counted by; -1 for all beyond the first thousand different ones. */
  placeOf(text: string): number {
    const outcome = text.slice(0, LONGEST_KEPT).toLowerCase()
    const known = this.places.get(outcome)
    if (known !== undefined) return known
    if (this.rows.length === MOST_TOLD_APART) return -1
    this.places.set(outcome, this.rows.length)
    return this.rows.push(0) - 1
  }

  /** Counts a row whose outcome has this place. */
  count(place: number): void {
    if (place < 0) this.furtherRows += 1
    else this.rows[place] = (this.rows[place] ?? 0) + 1
  }

  get counted(): CountedOutcomes {
    const rows = Array.from(this.places, ([outcome, at]) => [outcome, this.rows[at] ?? 0] as const)
    return { rows, furtherRows: this.furtherRows }
  }
}

const NOT_KNOWN = new Set(
  'unknown, unk, not known, n/k, nk, ?, not recorded, not stated, not available, not yet known, awaited, awaiting, outstanding, to follow, tbc, tba, undetermined, missing'.split(
    ', ',
  ),
)

const rowsText = (rows: number): string =>
  rows === 1 ? '1 row' : `${rows.toLocaleString('en-GB')} rows`

/** Numbers of four digits or more may be dates or numbers of patients. */
const mayIdentify = (text: string): boolean =>
  findIdentifiable(text, 'strict').length > 0 || looksIdentifying(text) || /(?:\d\D?){4}/.test(text)

const shown = (text: string): string => {
  const letters = Array.from(text.replaceAll(/\p{C}/gu, ' '))
  return letters.length > LONGEST_SHOWN
    ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…`
    : letters.join('')
}

type Counts = readonly (readonly [outcome: string, rows: number])[]

const sumOf = (counts: Counts): number => counts.reduce((sum, [, rows]) => sum + rows, 0)

const inOrder = (parts: readonly CountedOutcomes[]): Counts => {
  const counts = new Map<string, number>()
  for (const [outcome, rows] of parts.flatMap((part) => part.rows))
    counts.set(outcome, (counts.get(outcome) ?? 0) + rows)
  return [...counts].toSorted(
    ([left, many], [right, more]) => more - many || (left < right ? -1 : 1),
  )
}

/** Where there are many different ones, an outcome of one row alone may be a name: it is not listed. */
const listable = (counts: Counts): Counts =>
  counts
    .filter(([, rows]) => counts.length <= MOST_LISTED || rows > 1)
    .filter(([outcome]) => !mayIdentify(outcome))
    .slice(0, MOST_LISTED)

const listText = (counts: Counts, furtherRows: number): string => {
  const listed = listable(counts)
  const more = counts.length - listed.length
  const moreRows = sumOf(counts) + furtherRows - sumOf(listed)
  const atLeast = furtherRows > 0 ? 'over ' : ''
  return [
    ...listed.map(([outcome, rows]) => `“${shown(outcome)}” (${rowsText(rows)})`),
    ...(more > 0
      ? [
          `${listed.length > 0 ? 'and ' : ''}${atLeast}${more.toLocaleString('en-GB')} ${listed.length > 0 ? 'more' : 'different ones'} (${rowsText(moreRows)})`,
        ]
      : []),
  ].join(', ')
}

const notKnownNote = (counts: Counts): readonly string[] => {
  const unknown = counts.filter(([outcome]) => NOT_KNOWN.has(outcome))
  if (unknown.length === 0) return []
  const named = unknown.map(([outcome]) => `“${outcome}”`).join(', ')
  return [
    `Outcomes that say they are not known, ${named} (${rowsText(sumOf(unknown))}), count as no event too. Where one is not known, leave its cell empty, or write “pending” where it is still to come: else events look rarer than they are.`,
  ]
}

const identifyingNote = (counts: Counts): readonly string[] =>
  counts.some(([outcome]) => mayIdentify(outcome))
    ? [
        'Outcomes that may be dates, numbers or addresses of people are not listed: check that the column of outcomes is the one you meant.',
      ]
    : []

/**
 * Sentences that say which outcomes count as no event beside the named one, for the screen of the
 * machine that holds the log: none that may identify somebody, ten at most, the most frequent first.
 */
export function otherOutcomesNotes(parts: readonly CountedOutcomes[]): readonly string[] {
  const counts = inOrder(parts)
  if (counts.length === 0) return []
  const furtherRows = parts.reduce((sum, part) => sum + part.furtherRows, 0)
  return [
    `These outcomes count as no event: ${listText(counts, furtherRows)}.`,
    ...notKnownNote(counts),
    ...identifyingNote(counts),
  ]
}
