import type { ShewhartReason } from '#statistics/shewhart-chart.js'
import type { XmrChart, XmrPoint, XmrSegment } from '#statistics/xmr-chart.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import type { NoLimitsReason } from '#statistics/xmr-limits.js'
import { countRows, type RowCounts, type RowProblem } from './excluded-rows.js'

/** A point as `spc --json` shows it; a null has its reason beside it. */
export type ChartedPoint = XmrPoint & { readonly reason?: string }

/** Why a chart has no limits. */
export type WithoutLimits = NoLimitsReason | ShewhartReason

export type ChartedSegment = Omit<XmrSegment, 'reason'> & { readonly reason?: WithoutLimits }

/** What `spc --json` answers of a chart with limits that is judged point by point. */
export interface ChartAnswer extends Omit<XmrChart, 'points' | 'segments'>, RowCounts {
  readonly segments: readonly ChartedSegment[]
  readonly points: readonly ChartedPoint[]
  readonly variation_reason?: string
  readonly assurance_reason?: string
}

/** What was read of a file, in the order of the points. */
export interface ReadPoints {
  readonly points: readonly {
    readonly row: number
    readonly label: string
    readonly reason?: string
  }[]
  readonly problems: readonly RowProblem[]
  readonly wasSorted: boolean
}

/** How a chart is judged. */
export interface Judging {
  readonly direction: ImprovementDirection
  readonly target: number | null
}

/** Said where rows were put in order of date. */
export const NOT_SORTED = 'The rows were not in order of date and have been sorted.'

/**
 * Fewest values on which anything is said of a process: limits are usable from about 5 to 6 points and
 * trial limits up to 12 (NHS Making Data Count).
 */
const FEWEST_TO_SAY = 6

/** Values in the last part of a chart, the one its icons are about. */
const lastValues = (points: readonly XmrPoint[]): number => {
  const last = points.at(-1)?.rebase_group
  return points.filter(({ y, rebase_group: part }) => y !== null && part === last).length
}

const tooFewWords = (values: number): string =>
  `Nothing can be said yet: ${values === 1 ? '1 value stands' : `${values} values stand`} since the chart began or was begun anew, and it takes ${FEWEST_TO_SAY} or more. The limits of so few say little.`

type Icons = Pick<XmrChart, 'variation_icon' | 'assurance'>

const variationReason = (chart: Icons, tooFew: boolean, without?: WithoutLimits): string | null => {
  if (chart.variation_icon !== null) return tooFew ? TOO_FEW_TO_SAY : null
  return without ?? 'no_points'
}

const assuranceReason = (
  chart: Icons,
  tooFew: boolean,
  { target, direction }: Judging,
): string | null => {
  if (chart.assurance !== null) return tooFew ? TOO_FEW_TO_SAY : null
  if (target === null) return 'no_target'
  return direction === 'neutral' ? 'no_direction' : 'no_limits'
}

/** Rows that have a date and no value, with the reason of each. */
const gapsOf = (
  points: readonly { readonly row: number; readonly reason?: string }[],
): RowProblem[] =>
  points.flatMap(({ row, reason }) => (reason === undefined ? [] : [{ row, reason }]))

/** How many rows of a file were read, used and not used. */
export const countRead = ({ points, problems }: ReadPoints): RowCounts =>
  countRows(points.length + problems.length, [...problems, ...gapsOf(points)])

/** Beside an icon that rests on too few values to mean anything; the icon is as the NHS package has it. */
export const TOO_FEW_TO_SAY = 'too_few_to_say'

/** A judged chart with the reason beside each null, and what of the file was used. */
export const answerOf = (
  chart: Omit<XmrChart, 'segments'> & { readonly segments: readonly ChartedSegment[] },
  read: ReadPoints,
  judging: Judging,
): ChartAnswer => {
  const points = chart.points.map((point, i): ChartedPoint => {
    const from = read.points[i]
    const reason = from?.reason ?? chart.segments[point.rebase_group]?.reason
    return { ...point, date: from?.label ?? point.date, ...(reason ? { reason } : {}) }
  })
  const values = lastValues(chart.points)
  const without = chart.segments.at(-1)?.reason
  const tooFew = without === undefined && values < FEWEST_TO_SAY
  const variation = variationReason(chart, tooFew, without)
  const assurance = assuranceReason(chart, tooFew, judging)
  return {
    ...chart,
    points,
    ...(variation ? { variation_reason: variation } : {}),
    ...(assurance ? { assurance_reason: assurance } : {}),
    warnings: [
      ...(tooFew && values > 0 ? [tooFewWords(values)] : []),
      ...chart.warnings,
      ...(read.wasSorted ? [] : [NOT_SORTED]),
    ],
    ...countRead(read),
  }
}
