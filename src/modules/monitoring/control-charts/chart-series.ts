import { xmrChart } from '#statistics/xmr-chart.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import { answerOf, type ChartAnswer } from './chart-answer.js'
import type { Series } from './read-series.js'
import { rebaseKeys } from './rebase-parts.js'

export interface ChartWishes {
  readonly direction: ImprovementDirection
  readonly target: number | null
  readonly fixAfter?: number
  readonly screenOutliers: boolean
  /** Dates at which a new segment starts. */
  readonly rebase: readonly string[]
}

/** Draws the XmR chart of a series. @throws Invalid for a rebase that cannot be. */
export const chartSeries = (series: Series, wishes: ChartWishes): ChartAnswer => {
  const { direction, target, fixAfter, screenOutliers } = wishes
  const rebased = rebaseKeys(wishes.rebase, series.points)
  // The chart orders by text, so it is given the keys by which dates sort.
  const inputs = series.points.map(({ sortKey, y }) => ({
    date: sortKey,
    y,
    rebase: rebased.has(sortKey),
  }))
  const fix = fixAfter === undefined ? {} : { fixAfter }
  const chart = xmrChart(inputs, { direction, target, screenOutliers, ...fix })
  return answerOf(chart, series, { direction, target })
}
