import { Invalid } from '#kernel/errors.js'
import { xmrChart } from '#statistics/xmr-chart.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import { readNumber } from '../read-table/read-number.js'
import { answerOf, type ChartAnswer } from './chart-answer.js'
import type { Series } from './read-series.js'
import { rebaseKeys } from './rebase-parts.js'

export interface ChartWishes {
  readonly direction: ImprovementDirection
  /** As written: `95%` where the values are percentages. */
  readonly target?: string
  readonly fixAfter?: number
  readonly screenOutliers: boolean
  /** Dates at which a new segment starts. */
  readonly rebase: readonly string[]
}

/** The target as a number. @throws Invalid when it is none or not written as the values are. */
export const readTarget = (target: string | undefined, percent: boolean): number | null => {
  if (target === undefined) return null
  const read = readNumber(target)
  if (!('value' in read)) throw new Invalid(`--target is a number, not “${target}”.`)
  if (percent && !read.percent && Math.abs(read.value) > 1) {
    throw new Invalid(`The values are percentages. Write the target as ${target}%.`)
  }
  return read.value
}

/** Draws the XmR chart of a series. @throws Invalid for a target or rebase that cannot be. */
export const chartSeries = (series: Series, wishes: ChartWishes): ChartAnswer => {
  const { direction, fixAfter, screenOutliers } = wishes
  const target = readTarget(wishes.target, series.percent)
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
