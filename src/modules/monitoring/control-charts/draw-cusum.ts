import type { VerbContext } from '#kernel/declare/verb.js'
import { tabularCusum } from '#statistics/tabular-cusum.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import type { Table } from '../read-table/table.js'
import { countRead, NOT_SORTED } from './chart-answer.js'
import { DIRECTION_WORDS, headWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { excludedWords } from './excluded-rows.js'
import { asked, directionOf } from './number-options.js'
import { asNumber } from './number-words.js'
import { wayWords } from './read-baseline.js'
import { readBased } from './read-based.js'

const ALLOWANCE = 0.5
const LIMIT = 5

/** Where one of the two sums is past the limit, in a sentence; nothing where it never is. */
const sideWords = (
  side: 'upper' | 'lower',
  at: readonly number[],
  dates: readonly string[],
  direction: ImprovementDirection,
): readonly string[] => {
  const first = at[0]
  if (first === undefined) return []
  const rises = side === 'upper'
  const now = at.at(-1) === dates.length - 1 ? ' It still is at the latest point.' : ''
  return [
    `Signal: the sum of values ${rises ? 'above' : 'below'} the centre is past its limit at ${at.length} of ${dates.length} points, first ${dates[first]}: a lasting ${rises ? 'rise' : 'fall'}, ${wayWords(rises, direction)}.${now} Look for what changed.`,
  ]
}

/** A tabular CUSUM: two sums that find a lasting shift of a chosen size. */
export const drawCusum = (table: Table, options: VerbContext['options']): Drawn => {
  const direction = directionOf(options)
  const [allowance, limit] = [
    asked(options, 'allowance') ?? ALLOWANCE,
    asked(options, 'limit') ?? LIMIT,
  ]
  const { read, values, centre, sd, baseline, value, words } = readBased(table, options)
  const drawn = tabularCusum(values, { centre, sd, k: allowance, h: limit })
  const [upper, lower] = [new Set(drawn.upper), new Set(drawn.lower)]
  const counts = countRead(read)
  const points = read.points.map(({ label, reason }, i) => ({
    date: label,
    value: values[i] ?? null,
    pos: drawn.pos[i] ?? null,
    neg: drawn.neg[i] ?? null,
    signal: upper.has(i) ? 'upper' : lower.has(i) ? 'lower' : null,
    ...(reason ? { reason } : {}),
  }))
  const warnings = read.wasSorted ? [] : [NOT_SORTED]
  const dates = points.map((point) => point.date)
  const signals = [
    ...sideWords('upper', drawn.upper, dates, direction),
    ...sideWords('lower', drawn.lower, dates, direction),
  ]
  const { method } = drawn
  const violations = {
    upper: drawn.upper.map((i) => dates[i]),
    lower: drawn.lower.map((i) => dates[i]),
  }
  return {
    json: { method, allowance, limit, baseline, points, violations, warnings, ...counts },
    words: [
      `${headWords({ name: table.name, value }, counts.used, dates)} ${words}`,
      ...(signals.length > 0 ? signals : ['No signal: neither sum is past its limit.']),
      ...warnings,
      `Method: tabular CUSUM in standard deviations, allowance ${allowance}, limit ${limit} (Page 1954). ${DIRECTION_WORDS[direction]}`,
      ...excludedWords(counts),
    ],
    columns: ['date', 'value', 'sum above', 'sum below', 'notable'],
    rows: points.map((point) => [
      point.date,
      point.value,
      point.pos,
      point.neg,
      NOTABLE[point.signal ?? ''] ?? '',
    ]),
    show: asNumber,
  }
}

const NOTABLE: Readonly<Record<string, string>> = {
  upper: 'past the upper limit',
  lower: 'past the lower limit',
}
