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

const indices = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Marks every member of each run of `length` consecutive points for which `holds(end)` is not 0. */
function markRuns(size: number, length: number, holds: (end: number) => number): readonly number[] {
  const marks = Array.from({ length: size }, () => 0)
  for (let end = length - 1; end < size; end += 1) {
    const way = holds(end)
    if (way !== 0) for (const i of indices(end - length + 1, end)) marks[i] = way
  }
  return marks
}

const step = (ys: Values, i: number): number => {
  const here = ys[i]
  const before = ys[i - 1]
  if (here === null || here === undefined || before === null || before === undefined) return 0
  return Math.sign(here - before)
}

const sameWay = (ways: readonly number[]): number => {
  const first = ways[0] ?? 0
  return ways.every((way) => way === first) ? first : 0
}

/** Direction of a trend through each point (+1, -1), or 0: seven points, each beyond the one before. */
function trends(ys: Values): readonly number[] {
  const ends = (end: number): number => sameWay(indices(end - 5, end).map((i) => step(ys, i)))
  const inTrend = markRuns(ys.length, 7, ends)
  return inTrend.map((mark, i) => {
    if (mark === 0) return 0
    const stepOut = (inTrend[i + 1] ?? 0) === 0 ? 0 : step(ys, i + 1)
    return stepOut === 0 ? step(ys, i) : stepOut
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

function twoInThree(sides: readonly number[], near: readonly boolean[]): readonly boolean[] {
  const holds = (end: number): number => {
    const three = indices(end - 2, end)
    const enough = three.filter((i) => near[i]).length >= 2
    return enough ? sameWay(three.map((i) => sides[i] ?? 0)) : 0
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
  const shift = markRuns(ys.length, 7, (end) =>
    sameWay(indices(end - 6, end).map((i) => sides[i] ?? 0)),
  )
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
