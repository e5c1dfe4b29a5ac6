import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import { expectedCalibrationError } from './expected-calibration-error.js'
import { noFigure, type Figure, figureOf } from './figure.js'

export const CALIBRATION_ERROR_BY_CHANCE_METHOD = 'ece-equal-width-by-chance/1'

function drawEvents(rows: number, probability: number, random: () => number): number {
  let events = 0
  for (let i = 0; i < rows; i += 1) if (random() < probability) events += 1
  return events
}

function drawOutcomes(counts: ScoreCounts, random: () => number): ScoreCounts {
  const rows = counts.events.map((events, i) => events + at(counts.nonEvents, i))
  const events = rows.map((n, i) => drawEvents(n, at(counts.scores, i), random))
  const eventTotal = events.reduce((a, b) => a + b, 0)
  return {
    scores: counts.scores,
    events,
    nonEvents: rows.map((n, i) => n - at(events, i)),
    eventTotal,
    nonEventTotal: counts.eventTotal + counts.nonEventTotal - eventTotal,
  }
}

/**
 * The calibration error that a perfectly calibrated model with these scores would show by chance:
 * the mean over simulated outcomes, `high` its 95th percentile. `random` is uniform on [0, 1) and
 * seeded by the caller. Source: Bröcker & Smith 2007 (consistency resampling).
 */
export function calibrationErrorByChance(
  counts: ScoreCounts,
  random: () => number,
  { bins = 10, draws = 200 }: { readonly bins?: number; readonly draws?: number } = {},
): Figure {
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(CALIBRATION_ERROR_BY_CHANCE_METHOD, refusal)
  const errors = Float64Array.from(
    { length: draws },
    () => expectedCalibrationError(drawOutcomes(counts, random), bins).value ?? 0,
  ).sort()
  const mean = errors.reduce((a, b) => a + b, 0) / draws
  const at95 = at(errors, Math.min(draws - 1, Math.ceil(draws * 0.95) - 1))
  return figureOf(CALIBRATION_ERROR_BY_CHANCE_METHOD, mean, [0, at95])
}
