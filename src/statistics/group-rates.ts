import type { Confusion } from './confusion.js'

/** Rates by which groups of people are compared, each a count of a total. */
export const GROUP_RATES = ['selection_rate', 'tpr', 'fpr', 'ppv', 'npv', 'prevalence'] as const
export type GroupRate = (typeof GROUP_RATES)[number]

/** A count out of a total. */
export type CountOf = readonly [count: number, total: number]

/**
 * The rates of one group from its confusion counts: parity compares selection rates, equal opportunity
 * true positive rates, equalised odds those and false positive rates, predictive parity PPV (and NPV).
 * Source: Hardt 2016; Chouldechova 2017.
 */
export const groupRates = ({
  tp,
  fp,
  tn,
  fn,
}: Confusion): Readonly<Record<GroupRate, CountOf>> => ({
  selection_rate: [tp + fp, tp + fp + tn + fn],
  tpr: [tp, tp + fn],
  fpr: [fp, fp + tn],
  ppv: [tp, tp + fp],
  npv: [tn, tn + fn],
  prevalence: [tp + fn, tp + fp + tn + fn],
})
