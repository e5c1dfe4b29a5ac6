import { clopperPearsonInterval } from '#statistics/clopper-pearson-interval.js'
import type { Confusion } from '#statistics/confusion.js'
import { likelihoodRatios } from '#statistics/likelihood-ratios.js'
import { netBenefit } from '#statistics/net-benefit.js'
import { proportion } from '#statistics/proportion.js'
import { thresholdRates } from '#statistics/threshold-rates.js'
import { thresholdScores } from '#statistics/threshold-scores.js'
import { type Entries, figureEntry, intervalEntry } from './metric.js'

/** The share of events among used rows, with its Wilson interval. */
export function prevalenceEntries(events: number, nonEvents: number): Entries {
  const figure = proportion('prevalence-wilson/1', events, events + nonEvents)
  return [...figureEntry('prevalence', figure), ...intervalEntry('prevalence_wilson95', figure)]
}

/**
 * The figures of one confusion table, `threshold` null for the decision as logged. Clopper-Pearson
 * intervals stand beside Wilson's where every row was kept.
 */
export function thresholdMetrics(
  confusion: Confusion,
  threshold: number | null,
  exact: boolean,
): Entries {
  const { tp, fp, tn, fn } = confusion
  const rates = Object.entries(thresholdRates(confusion)).flatMap(([name, figure]): Entries => {
    const bounds = exact ? clopperPearsonInterval(figure.numerator, figure.denominator) : null
    const shown: Entries = exact ? [[`${name}_clopper_pearson95`, bounds]] : []
    return [...figureEntry(name, figure), ...intervalEntry(`${name}_wilson95`, figure), ...shown]
  })
  const scores = Object.entries(thresholdScores(confusion)).flatMap(([name, figure]) =>
    figureEntry(name, figure),
  )
  const ratios = Object.entries(likelihoodRatios(confusion)).flatMap(([name, figure]) => [
    ...figureEntry(name, figure),
    ...intervalEntry(`${name}_log95`, figure),
  ])
  const benefit =
    threshold === null ? [] : figureEntry('net_benefit', netBenefit(confusion, threshold))
  return [
    ['threshold', threshold],
    ['tp', tp],
    ['fp', fp],
    ['tn', tn],
    ['fn', fn],
    ...prevalenceEntries(tp + fn, fp + tn),
    ...rates,
    ...scores,
    ...ratios,
    ...benefit,
  ]
}
