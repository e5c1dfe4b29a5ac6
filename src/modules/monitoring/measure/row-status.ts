/**
 * What became of a row, the weightier problem with the higher number. A row is used, or excluded for
 * one reason; rows up to `missing_score` still count in their groups, rejected ones only overall.
 */
export const STATUS = {
  used: 0,
  missing_outcome: 1,
  outcome_not_known: 2,
  missing_score: 3,
  duplicate_id: 4,
  score_out_of_range: 5,
  time_in_future: 6,
  missing_time: 7,
  time_not_readable: 8,
  prediction_not_0_or_1: 9,
  outcome_not_0_or_1: 10,
  score_not_a_number: 11,
  wrong_number_of_fields: 12,
  not_an_object: 13,
} as const

export type RowProblem = Exclude<keyof typeof STATUS, 'used'>

/** The kinds of status that a group counts: used, and the three kinds of missing. */
export const KINDS = 4

export const STATUSES = Object.keys(STATUS).length

/** Counts by status as `{ reason: n }`, without the used rows and without zeros. */
export function excludedOf(counts: ArrayLike<number>): Partial<Record<RowProblem, number>> {
  const named = Object.entries(STATUS)
    .filter(([name, status]) => name !== 'used' && (counts[status] ?? 0) > 0)
    .map(([name, status]) => [name, counts[status]])
  return Object.fromEntries(named)
}
