import { Invalid } from '#kernel/errors.js'
import { xmrChart, type XmrChart, type XmrPoint } from '#statistics/xmr-chart.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import { readNumber } from '../read-table/read-number.js'
import { readDate } from '../read-table/read-date.js'
import { countRows, type RowCounts, type RowProblem } from './excluded-rows.js'
import type { Series, SeriesPoint } from './read-series.js'

export interface ChartWishes {
  readonly direction: ImprovementDirection
  /** As written: `95%` where the values are percentages. */
  readonly target?: string
  readonly fixAfter?: number
  readonly screenOutliers: boolean
  /** Dates at which a new segment starts. */
  readonly rebase: readonly string[]
}

/** A point as `spc --json` shows it; a null has its reason beside it. */
export type ChartedPoint = XmrPoint & { readonly reason?: string }

/** What `spc --json` answers. */
export interface ChartAnswer extends Omit<XmrChart, 'points'>, RowCounts {
  readonly points: readonly ChartedPoint[]
  readonly variation_reason?: string
  readonly assurance_reason?: string
}

const NOT_SORTED = 'The rows were not in order of date and have been sorted.'

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

const rebaseKeys = (
  dates: readonly string[],
  points: readonly SeriesPoint[],
): ReadonlySet<string> => {
  const keys = new Set(points.map(({ sortKey }) => sortKey))
  return new Set(
    dates.map((date) => {
      const key = readDate(date)?.sortKey
      if (key !== undefined && keys.has(key)) return key
      throw new Invalid(`--rebase ${date}: no point has this date.`)
    }),
  )
}

const variationReason = (chart: XmrChart): string | null => {
  if (chart.variation_icon !== null) return null
  const reason = chart.segments.at(-1)?.reason
  return reason ?? 'no_points'
}

const assuranceReason = (
  chart: XmrChart,
  target: number | null,
  direction: string,
): string | null => {
  if (chart.assurance !== null) return null
  if (target === null) return 'no_target'
  return direction === 'neutral' ? 'no_direction' : 'no_limits'
}

/** Draws the XmR chart of a series. @throws Invalid for a target, fix or rebase that cannot be. */
export const chartSeries = (series: Series, wishes: ChartWishes): ChartAnswer => {
  const { direction, fixAfter, screenOutliers } = wishes
  if (fixAfter !== undefined && !(Number.isInteger(fixAfter) && fixAfter >= 12)) {
    throw new Invalid('--fix is a whole number of points, 12 or more.')
  }
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
  const points = chart.points.map((point, i): ChartedPoint => {
    const from = series.points[i]
    const reason = from?.reason ?? chart.segments[point.rebase_group]?.reason
    return { ...point, date: from?.label ?? point.date, ...(reason ? { reason } : {}) }
  })
  const gaps = series.points.flatMap(({ row, y, reason = '' }): RowProblem[] =>
    y === null ? [{ row, reason }] : [],
  )
  const [variation, assurance] = [variationReason(chart), assuranceReason(chart, target, direction)]
  const problems = [...series.problems, ...gaps]
  return {
    ...chart,
    points,
    ...(variation ? { variation_reason: variation } : {}),
    ...(assurance ? { assurance_reason: assurance } : {}),
    warnings: [...chart.warnings, ...(series.wasSorted ? [] : [NOT_SORTED])],
    ...countRows(series.points.length + series.problems.length, problems),
  }
}
