import { auroc, aurocWald } from '#statistics/auroc.js'
import { averagePrecision } from '#statistics/average-precision.js'
import { classSeparation } from '#statistics/class-separation.js'
import type { Figure } from '#statistics/figure.js'
import { hanleyMcNeilError } from '#statistics/hanley-mcneil.js'
import { prevalenceEntries } from './threshold-metrics.js'
import { type Entries, figureEntry, intervalEntry, numberEntry } from './metric.js'
import { binningError } from './binning-error.js'
import type { ScoreGrid } from '../tally/score-grid.js'
import type { GroupScores } from './group-scores.js'

/** pROC's interval, which is shown without a width where the classes part completely. */
const waldEntry = (wald: Figure): Entries =>
  wald.low === null || wald.high === null
    ? intervalEntry('delong_ci95', wald)
    : [['delong_ci95', [wald.low, wald.high]]]

/** How well scores part events from non-events, and how many of each there are. */
export function discriminationMetrics({ counts, bins }: GroupScores, grid: ScoreGrid): Entries {
  const { eventTotal: m, nonEventTotal: k } = counts
  const display = auroc(counts)
  const wald = aurocWald(counts, display)
  const precision = averagePrecision(counts)
  const separation = classSeparation(counts)
  const without = display.reason ?? display.interval_reason
  const planned = display.value === null ? null : hanleyMcNeilError(display.value, m, k)
  const isSingle = (place: number): boolean => grid.isSingle(bins?.[place] ?? 0)
  const error = bins === null ? null : binningError(counts, display.se, isSingle)
  return [
    ['n', m + k],
    ['n_pos', m],
    ['n_neg', k],
    ...prevalenceEntries(m, k),
    ...figureEntry('auroc', display, error),
    ...numberEntry('delong_var', display.se === null ? null : display.se ** 2, without),
    ...numberEntry('delong_se', display.se, without),
    ...waldEntry(wald),
    ...intervalEntry('delong_logit_ci95', display),
    ...numberEntry('hanley_mcneil_se', planned, without),
    ...figureEntry('auprc_ap', precision),
    ...intervalEntry('auprc_logit_ci95', precision),
    ...numberEntry('ks_between_classes', separation?.gap ?? null, without),
    ...numberEntry(
      'youden_threshold',
      separation?.threshold ?? null,
      without ?? 'no_better_than_nobody',
    ),
  ]
}
