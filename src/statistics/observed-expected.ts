import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { Z95 } from './normal-quantile.js'

export const OBSERVED_EXPECTED_METHOD = 'observed-expected-log/1'

/** The method where nothing was observed, of which there is no logarithm. */
const NONE_OBSERVED_METHOD = 'observed-expected-poisson-exact/1'

/** The method where every row has the event, of which the binomial variance is none. */
const ALL_OBSERVED_METHOD = 'observed-expected-binomial-exact/1'

/** The sum of the scores over all rows: expected events, when scores are probabilities. */
export function expectedEvents({ scores, events, nonEvents }: ScoreCounts): number {
  const sum = new CompensatedSum()
  for (let i = 0; i < scores.length; i += 1)
    sum.add(at(scores, i) * (at(events, i) + at(nonEvents, i)))
  return sum.total
}

/** The highest mean of a Poisson number that is none in one case of forty. */
const MOST_WHERE_NONE = -Math.log(0.025)

/**
 * Observed over expected events with the interval of its logarithm, exp(ln(O/E) ± z √((1 - ybar)/O)): of
 * no width where every row has the event, and `no_events` where nothing was observed. Sources: Debray 2017
 * (BMJ 356:i6460); Riley 2021.
 */
export function observedExpectedLog(counts: ScoreCounts): Figure {
  const method = OBSERVED_EXPECTED_METHOD
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(method, refusal)
  const observed = counts.eventTotal
  const expected = expectedEvents(counts)
  if (expected === 0) return noFigure(method, 'no_expected_events')
  if (observed === 0) return noFigure(method, 'no_events')
  const value = observed / expected
  const prevalence = observed / (observed + counts.nonEventTotal)
  const half = Z95 * Math.sqrt((1 - prevalence) / observed)
  return figureOf(method, value, [value * Math.exp(-half), value * Math.exp(half)])
}

/**
 * Observed over expected events: by the logarithm, or where that has no interval by the exact one. Where
 * nothing was observed that of Poisson, from 0 to -ln 0.025 over E; where every row has the event that of
 * the binomial share, from 0.025^(1/n) to 1. Sources: `observedExpectedLog`; Garwood 1936 for none;
 * Clopper and Pearson 1934 for all.
 */
export function observedOverExpected(counts: ScoreCounts): Figure {
  const byLogarithm = observedExpectedLog(counts)
  if (byLogarithm.reason === 'no_events')
    return figureOf(NONE_OBSERVED_METHOD, 0, [0, MOST_WHERE_NONE / expectedEvents(counts)])
  const { value } = byLogarithm
  if (value === null || counts.nonEventTotal > 0) return byLogarithm
  return figureOf(ALL_OBSERVED_METHOD, value, [value * 0.025 ** (1 / counts.eventTotal), value])
}
