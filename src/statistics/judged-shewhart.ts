import type { ShewhartChart, ShewhartPoint } from './shewhart-chart.js'
import type { XmrChart, XmrOptions, XmrPoint } from './xmr-chart.js'
import { assuranceIcon, pointType, variationIcon } from './xmr-icons.js'
import { specialCausesAt, type XmrPlace } from './xmr-rules.js'

const NO_LIMITS: Readonly<Record<NonNullable<ShewhartChart['reason']>, string>> = {
  too_few_values: 'There are too few values for limits.',
  no_variance: 'There are no limits, because every value is the same.',
  moving_range_zero:
    'There are no limits, because values do not change from one point to the next.',
}

function placeOf({ y, cl, lcl, ucl, lcl95, ucl95 }: ShewhartPoint): XmrPlace {
  if (y === null || cl === null) return { relative: null, outside: null, near: null }
  const outside = (ucl !== null && y > ucl) || (lcl !== null && y < lcl)
  const near = !outside && ((ucl95 !== null && y > ucl95) || (lcl95 !== null && y < lcl95))
  return { relative: Math.sign(y - cl), outside, near }
}

/**
 * A Shewhart chart read with the Making Data Count rules and icons, in the shape of an XmR chart:
 * each point against its own limits, near limits at two standard deviations. Source: NHS Making Data
 * Count, as NHSRplotthedots 0.2.2 states its rules; the limits are those of the chart given.
 * @throws RangeError when dates and points differ in number.
 */
export function judgedShewhart(
  chart: ShewhartChart,
  dates: readonly string[],
  { direction, target = null }: Pick<XmrOptions, 'direction' | 'target'>,
): XmrChart {
  if (dates.length !== chart.points.length) throw new RangeError('one date a point')
  const places = chart.points.map(placeOf)
  const judged = chart.reason === undefined
  const ys = chart.points.map(({ y }) => y)
  const causes = judged ? specialCausesAt(ys, places) : []
  const points = chart.points.map((point, i): XmrPoint => {
    const cause = point.y === null ? null : (causes[i] ?? null)
    return {
      date: dates[i] ?? '',
      y: point.y,
      mean: point.cl,
      lpl: point.lcl,
      upl: point.ucl,
      rebase_group: 0,
      relative_to_mean: places[i]?.relative ?? null,
      outside_limits: places[i]?.outside ?? null,
      close_to_limits: places[i]?.near ?? null,
      special_cause_type: cause,
      point_type: cause && pointType(cause, direction),
      short_group_warning: false,
    }
  })
  const last = chart.points.at(-1)
  const [lpl, upl] = [last?.lcl ?? null, last?.ucl ?? null]
  const limits = { mean: last?.cl ?? null, amr: null, lpl, upl, nearLpl: null, nearUpl: null }
  const type = points.at(-1)?.point_type ?? null
  return {
    method: chart.method,
    segments: [{ mean: limits.mean, lpl, upl, amr: null, n: points.length }],
    points,
    variation_icon: type && variationIcon(type, direction),
    assurance: assuranceIcon(limits, target, direction),
    warnings: chart.reason ? [NO_LIMITS[chart.reason]] : [],
  }
}
