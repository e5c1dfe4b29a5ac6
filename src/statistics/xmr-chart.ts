import {
  type Assurance,
  assuranceIcon,
  type ImprovementDirection,
  pointType,
  type PointType,
  type VariationIcon,
  variationIcon,
} from './xmr-icons.js'
import { type NoLimitsReason, type XmrLimits, xmrLimits } from './xmr-limits.js'
import { type SpecialCause, specialCauses, xmrPlaces } from './xmr-rules.js'

export const XMR_METHOD = 'xmr-making-data-count/1'

/** One value of a series; `date` sorts as text (ISO), NaN counts as missing, `rebase` starts a segment. */
export interface XmrInput {
  readonly date: string
  readonly y: number | null
  readonly rebase?: boolean
}

export interface XmrOptions {
  readonly direction: ImprovementDirection
  readonly target?: number | null
  /** Limits from the first so many points of each segment: 12 or more. */
  readonly fixAfter?: number | null
  /** Default true, as the R package; the NHS Excel tool does not screen. */
  readonly screenOutliers?: boolean
  /** Default true: no limits where the moving range collapses. */
  readonly guard?: boolean
}

export interface XmrPoint {
  readonly date: string
  readonly y: number | null
  readonly mean: number | null
  readonly lpl: number | null
  readonly upl: number | null
  readonly rebase_group: number
  readonly relative_to_mean: number | null
  readonly outside_limits: boolean | null
  readonly close_to_limits: boolean | null
  /** Null where the segment has no limits: the point was not judged, which is not common cause. */
  readonly special_cause_type: SpecialCause | null
  readonly point_type: PointType | null
  readonly short_group_warning: boolean
}

export interface XmrSegment {
  readonly mean: number | null
  readonly lpl: number | null
  readonly upl: number | null
  readonly amr: number | null
  readonly n: number
  readonly reason?: NoLimitsReason
}

export interface XmrChart {
  readonly method: string
  readonly segments: readonly XmrSegment[]
  readonly points: readonly XmrPoint[]
  /** Null with a warning where the last point could not be judged. */
  readonly variation_icon: VariationIcon | null
  readonly assurance: Assurance | null
  readonly warnings: readonly string[]
}

const SHORT_SEGMENT = 13
const SHORT_WARNING =
  'Some parts of the chart have fewer than 13 points. Their limits are trial limits and will move with each new point.'
const TOO_FEW_WARNING = 'Some parts of the chart have too few values for limits.'
const NO_LIMITS_WARNING =
  'Some parts of the chart have no limits, because most values do not change from one point to the next. Use a chart for rare events.'

function inOrder(points: readonly XmrInput[]): readonly XmrInput[] {
  const ordered = points
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((point) => (Number.isFinite(point.y) ? point : { ...point, y: null }))
  const twice = ordered.find((point, i) => point.date === ordered[i - 1]?.date)
  if (twice) throw new RangeError(`two points have the date ${twice.date}`)
  return ordered
}

function segmentsOf(points: readonly XmrInput[]): readonly (readonly XmrInput[])[] {
  const segments: XmrInput[][] = []
  for (const point of points) {
    const current = segments.at(-1)
    if (current && !point.rebase) current.push(point)
    else segments.push([point])
  }
  return segments
}

interface Judged {
  readonly limits: XmrLimits
  readonly points: readonly XmrPoint[]
}

function judge(inputs: readonly XmrInput[], group: number, options: XmrOptions): Judged {
  const ys = inputs.map(({ y }) => y)
  const { screenOutliers = true, guard = true } = options
  const limits = xmrLimits(ys.slice(0, options.fixAfter ?? ys.length), { screenOutliers, guard })
  const places = xmrPlaces(ys, limits)
  const judged = !guard || limits.lpl !== null
  const causes = judged ? specialCauses(ys, limits) : []
  const points = inputs.map(({ date, y }, i): XmrPoint => {
    const cause = causes[i] ?? null
    return {
      date,
      y,
      mean: limits.mean,
      lpl: limits.lpl,
      upl: limits.upl,
      rebase_group: group,
      relative_to_mean: places[i]?.relative ?? null,
      outside_limits: places[i]?.outside ?? null,
      close_to_limits: places[i]?.near ?? null,
      special_cause_type: cause,
      point_type: cause && pointType(cause, options.direction),
      short_group_warning: ys.length < SHORT_SEGMENT,
    }
  })
  return { limits, points }
}

function segmentOf({ limits, points }: Judged): XmrSegment {
  const { mean, lpl, upl, amr, reason } = limits
  return { mean, lpl, upl, amr, n: points.length, ...(reason ? { reason } : {}) }
}

/**
 * An XmR chart with the NHS Making Data Count rules, ordered by date, every rule within its
 * segment. Source: NHSRplotthedots 0.2.2, with a guard it lacks for collapsed moving ranges.
 * @throws RangeError when two points share a date or `fixAfter` is under 12.
 */
export function xmrChart(inputs: readonly XmrInput[], options: XmrOptions): XmrChart {
  if (typeof options.fixAfter === 'number' && options.fixAfter < 12) {
    throw new RangeError('limits can be fixed on 12 points or more')
  }
  const parts = segmentsOf(inOrder(inputs)).map((part, group) => judge(part, group, options))
  const points = parts.flatMap((part) => part.points)
  const last = points.at(-1)?.point_type ?? null
  const limits = parts.at(-1)?.limits
  const withoutLimits = parts.flatMap((part) => part.limits.reason ?? [])
  const warnings = [
    ...(points.some((point) => point.short_group_warning) ? [SHORT_WARNING] : []),
    ...(withoutLimits.includes('too_few_values') ? [TOO_FEW_WARNING] : []),
    ...(withoutLimits.some((reason) => reason !== 'too_few_values') ? [NO_LIMITS_WARNING] : []),
  ]
  return {
    method: XMR_METHOD,
    segments: parts.map(segmentOf),
    points,
    variation_icon: last && variationIcon(last, options.direction),
    assurance: limits ? assuranceIcon(limits, options.target ?? null, options.direction) : null,
    warnings,
  }
}
