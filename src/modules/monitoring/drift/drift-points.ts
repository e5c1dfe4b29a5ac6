import { figureOf } from '#statistics/figure.js'
import { proportion } from '#statistics/proportion.js'
import { driftReference, type DriftReference } from './drift-reference.js'
import { ENTERED_SHARE_METHOD } from '../entered/entered-figure.js'
import type { Lacking } from './missing-drift.js'
import { scoreDrift } from './score-drift.js'
import { scoresOf, type ScoredWindow } from './score-store.js'
import { summaryFigure } from '../summary/cell-figures.js'
import type { SummaryFigure } from '../summary/summary-format.js'

/** How the stability index of a point came about, as it stands with the point. */
const STABILITY_METHOD = 'psi-reference-periods/2'

/** Measures of a plan that come from what is stored of a window beside its figures. */
export const DRIFT_MEASURES = ['score_psi', 'missing_score', 'missing_outcome'] as const
export type DriftMeasure = (typeof DRIFT_MEASURES)[number]

/** A figure of drift of one window × version at one site. */
export interface DriftFigure<Window extends ScoredWindow> {
  window: Window
  measure: DriftMeasure
  figure: SummaryFigure
  /** What it was held against; null for a share, which stands by itself. */
  reference: DriftReference<Window> | null
}

/** The version that passed the last gate and the day it did, or nulls. */
export interface GatePassed {
  day: string | null
  version: string | null
}

/**
 * The figures of drift of the windows of one site, in order of time: shares of rows that lack a score or
 * an outcome for good, and the stability index of scores against the reference periods, with its
 * interval. Those periods have no index, nor has a window with too few scores (score-drift.ts).
 * Source: Siddiqi 2006; Yurdakul 2018.
 */
export const driftFigures = <Window extends ScoredWindow>(
  windows: readonly Window[],
  measures: readonly DriftMeasure[],
  gate: GatePassed,
): DriftFigure<Window>[] => {
  const scored = windows.filter(({ known, awaited }) => known.length + awaited.length > 0)
  const reference = driftReference(scored, { from: '', to: '' }, gate)
  return windows.flatMap((window) =>
    measures.flatMap((measure): DriftFigure<Window>[] => {
      if (measure === 'score_psi') {
        const figure = stabilityOf(window, reference.windows)
        return figure ? [{ window, measure, figure, reference }] : []
      }
      const figure = shareLacking(window, measure)
      return figure ? [{ window, measure, figure, reference: null }] : []
    }),
  )
}

const stabilityOf = (
  window: ScoredWindow,
  reference: readonly ScoredWindow[],
): SummaryFigure | null => {
  if (reference.includes(window)) return null
  const { stability, interval, rows } = scoreDrift(scoresOf(reference), scoresOf([window]))
  if (stability === null) return null
  return summaryFigure(figureOf(STABILITY_METHOD, stability, interval), { n: rows })
}

const shareLacking = (
  { rows, excluded, reasonsKept }: ScoredWindow,
  lacking: Lacking,
): SummaryFigure | null => {
  if (rows === 0 || !reasonsKept) return null
  const numerator = excluded[lacking] ?? 0
  const figure = proportion(ENTERED_SHARE_METHOD, numerator, rows)
  return { ...summaryFigure(figure, { n: rows }), numerator, denominator: rows }
}
