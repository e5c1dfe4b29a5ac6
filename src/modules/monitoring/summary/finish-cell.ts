import { confusionAt } from '#statistics/confusion.js'
import { numericMeasure } from '#statistics/numeric-measure.js'
import { certainScores } from '#statistics/recalibration-rows.js'
import { cellFigures, confusionCounts, errorContents, summaryFigure } from './cell-figures.js'
import { awaitedBins, type Edge, histogramOf } from './histogram.js'
import { FEWEST_ROWS, type SummaryCell } from './summary-format.js'
import type { Stratum } from './stratum.js'
import type { MeasureKind, Threshold } from './summary-row.js'

/** What every cell of a summary is finished with. */
export interface CellRules {
  readonly measure: MeasureKind
  readonly scale: 'probability' | 'score'
  readonly thresholds: readonly Threshold[]
  readonly edges: readonly Edge[]
}

type CellKey = Pick<SummaryCell, 'window' | 'version' | 'site' | 'group'>
type Contents = Omit<SummaryCell, keyof CellKey | keyof Counts>
type Counts = Pick<SummaryCell, 'rows' | 'used' | 'excluded' | 'withheld' | 'awaited'>

const EMPTY: Contents = {
  events: null,
  non_events: null,
  figures: null,
  thresholds: [],
  decision: null,
  certain_scores: null,
  histogram: null,
  numeric: null,
  categories: null,
}

function predictionContents(stratum: Stratum, rules: CellRules): Contents {
  const counts = stratum.scores.counts()
  const { tp, fp, tn, fn } = stratum.decided
  const probability = rules.scale === 'probability'
  return {
    ...EMPTY,
    events: counts.eventTotal,
    non_events: counts.nonEventTotal,
    figures: cellFigures(counts, rules.scale),
    thresholds: rules.thresholds.map(({ name, value }) => ({
      name,
      value,
      ...confusionCounts(confusionAt(counts, value)),
    })),
    decision: tp + fp + tn + fn < FEWEST_ROWS ? null : confusionCounts(stratum.decided),
    certain_scores: probability ? certainScores(counts) : null,
    histogram: histogramOf(counts, rules.edges),
  }
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function readingContents(stratum: Stratum, measure: MeasureKind): Contents {
  const { mean, ...sums } = numericMeasure(stratum.values)
  const enough = measure !== 'categorical' && sums.n >= FEWEST_ROWS
  const categories = [...stratum.categories]
    .map(([category, count]) => ({ category, count }))
    .sort((a, b) => byCodePoint(a.category, b.category))
  return {
    ...EMPTY,
    numeric: enough ? { ...sums, mean: summaryFigure(mean, { n: sums.n }) } : null,
    categories: measure === 'numeric' ? null : categories,
  }
}

/**
 * One finished cell. With fewer than ten used rows it keeps its row counts (and bins of ten or more
 * rows that wait for their outcome) alone: a figure of one row would give that row's score away.
 */
export function finishCell(key: CellKey, stratum: Stratum, rules: CellRules): SummaryCell {
  const { rows, used, excluded } = stratum
  const sorted = Object.fromEntries(Object.entries(excluded).sort(([a], [b]) => byCodePoint(a, b)))
  const awaited =
    key.group === null ? awaitedBins(stratum.awaitedScores.counts(), rules.edges) : null
  const counts = { ...key, rows, used, excluded: sorted, ...(awaited ? { awaited } : {}) }
  if (used < FEWEST_ROWS) {
    const withheld = used === 0 ? 'no_used_rows' : 'fewer_than_10_rows'
    return { ...counts, withheld, ...EMPTY }
  }
  return { ...counts, withheld: null, ...contentsOf(stratum, rules) }
}

function contentsOf(stratum: Stratum, rules: CellRules): Contents {
  const { measure } = rules
  if (measure === 'prediction') return predictionContents(stratum, rules)
  if (measure === 'forecast') return { ...EMPTY, errors: errorContents(stratum.errors) }
  return readingContents(stratum, measure)
}
