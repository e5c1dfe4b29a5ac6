import type { XmrLimits } from './xmr-limits.js'

/** What is notable about a point, in the words of NHSRplotthedots. */
export type SpecialCause =
  | 'Common Cause'
  | 'Above UCL'
  | 'Below LCL'
  | '7 Point Trend (Increasing)'
  | '7 Point Trend (Decreasing)'
  | '2 in 3 Above CL'
  | '2 in 3 Below CL'
  | '7 Points Above CL'
  | '7 Points Below CL'

type Values = readonly (number | null)[]

/** Which way a point goes, or on which side it lies: +1, -1, or 0 for neither. */
type Way = number

/** Marks every member of each run of `length` consecutive points for which `holds(end)` is not 0. */
function markRuns(size: number, length: number, holds: (end: number) => Way): readonly Way[] {
  const marks = Array.from({ length: size }, (): Way => 0)
  for (let end = length - 1; end < size; end += 1) {
    const way = holds(end)
    if (way !== 0) marks.fill(way, end - length + 1, end + 1)
  }
  return marks
}

const step = (ys: Values, i: number): Way => {
  const here = ys[i]
  const before = ys[i - 1]
  if (here === null || here === undefined || before === null || before === undefined) return 0
  return Math.sign(here - before)
}

/** The way that all of [from, to] share, or 0. */
function sharedWay(ways: readonly Way[], from: number, to: number): Way {
  const first = ways[from] ?? 0
  for (let i = from + 1; i <= to; i += 1) if (ways[i] !== first) return 0
  return first
}

/** Direction of a trend through each point (+1, -1), or 0: seven points, each beyond the one before. */
function trends(ys: Values): readonly Way[] {
  const steps = ys.map((_, i) => step(ys, i))
  const inTrend = markRuns(ys.length, 7, (end) => sharedWay(steps, end - 5, end))
  return inTrend.map((mark, i) => {
    if (mark === 0) return 0
    const stepOut = (inTrend[i + 1] ?? 0) === 0 ? 0 : (steps[i + 1] ?? 0)
    return stepOut === 0 ? (steps[i] ?? 0) : stepOut
  })
}

function isOutside(y: number, limits: XmrLimits): boolean {
  return (limits.upl !== null && y > limits.upl) || (limits.lpl !== null && y < limits.lpl)
}

function isNear(y: number, limits: XmrLimits): boolean {
  if (isOutside(y, limits)) return false
  return (
    (limits.nearUpl !== null && y > limits.nearUpl) ||
    (limits.nearLpl !== null && y < limits.nearLpl)
  )
}

function twoInThree(sides: readonly Way[], near: readonly boolean[]): readonly boolean[] {
  const close = near.map(Number)
  const holds = (end: number): Way => {
    const count = (close[end - 2] ?? 0) + (close[end - 1] ?? 0) + (close[end] ?? 0)
    return count >= 2 ? sharedWay(sides, end - 2, end) : 0
  }
  return markRuns(sides.length, 3, holds).map((mark, i) => mark !== 0 && near[i] === true)
}

/** Each point's side of the mean and its place within the limits. Null is a missing value. */
export interface XmrPlace {
  readonly relative: number | null
  readonly outside: boolean | null
  readonly near: boolean | null
}

/** Where each value of a segment lies. */
export function xmrPlaces(ys: Values, limits: XmrLimits): readonly XmrPlace[] {
  return ys.map((y) => {
    if (y === null || limits.mean === null) return { relative: null, outside: null, near: null }
    const relative = Math.sign(y - limits.mean)
    return { relative, outside: isOutside(y, limits), near: isNear(y, limits) }
  })
}

/**
 * The Making Data Count rules over one segment, first match wins: outside a limit, 7-point trend,
 * two in three near a limit, 7 points on one side. A missing value breaks every run.
 * Source: NHSRplotthedots 0.2.2, `ptd_calculate_point_type`.
 */
export function specialCauses(ys: Values, limits: XmrLimits): readonly SpecialCause[] {
  return specialCausesAt(ys, xmrPlaces(ys, limits))
}

/** The same rules where each point has limits of its own, as on p and u charts. */
export function specialCausesAt(ys: Values, places: readonly XmrPlace[]): readonly SpecialCause[] {
  const sides = places.map((place) => place.relative ?? 0)
  const trend = trends(ys)
  const close = twoInThree(
    sides,
    places.map((place) => place.near === true),
  )
  const shift = markRuns(ys.length, 7, (end) => sharedWay(sides, end - 6, end))
  return places.map(({ outside }, i) => {
    const above = (sides[i] ?? 0) > 0
    if (outside) return above ? 'Above UCL' : 'Below LCL'
    const way = trend[i] ?? 0
    if (way !== 0) return way > 0 ? '7 Point Trend (Increasing)' : '7 Point Trend (Decreasing)'
    if (close[i]) return above ? '2 in 3 Above CL' : '2 in 3 Below CL'
    if ((shift[i] ?? 0) !== 0) return above ? '7 Points Above CL' : '7 Points Below CL'
    return 'Common Cause'
  })
}
