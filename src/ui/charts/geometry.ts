import { scaleLinear, type ScaleLinear } from 'd3-scale'

/** A y or x axis of values: from data to pixels, with its ticks worded. */
export interface ValueAxis {
  scale: ScaleLinear<number, number>
  ticks: { at: number; label: string }[]
}

/** Lowest and highest value an axis may show, such as 0 and 1 for a proportion. */
export type Bounds = readonly [number | null, number | null]

/**
 * An axis that shows all the values with a little room, rounded outwards to readable ticks and
 * never beyond `bounds`. `range` is in pixels; `count` is about how many ticks.
 */
export const valueAxis = (
  values: readonly number[],
  range: readonly [number, number],
  bounds: Bounds = [null, null],
  count = 5,
): ValueAxis => {
  const [low, high] = domainOf(values, bounds)
  const scale = scaleLinear([low, high], [...range]).nice(count)
  const [start = 0, end = 1] = scale.domain()
  scale.domain([Math.max(start, bounds[0] ?? start), Math.min(end, bounds[1] ?? end)])
  const format = scale.tickFormat(count)
  const ticks = scale.ticks(count).map((tick) => ({ at: scale(tick), label: format(tick) }))
  return { scale, ticks }
}

/** Which of so many labels to write so that none runs into the next: first and last, and evenly between. */
export const thinnedLabels = (labels: readonly string[], width: number): number[] => {
  const longest = Math.max(1, ...labels.map((label) => label.length))
  const room = Math.max(2, Math.floor(width / (longest * CHARACTER + 18)))
  const last = labels.length - 1
  if (last < room) return labels.map((_, index) => index)
  const step = Math.ceil(last / (room - 1))
  const picked = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step)
  if (picked.at(-1) !== last) {
    if (last - (picked.at(-1) ?? 0) < step) picked.pop()
    picked.push(last)
  }
  return picked
}

/**
 * Moves labels apart until each stands at least `gap` pixels under the one before and none lies outside
 * `within`, as far as there is room for all.
 */
export const spreadLabels = <Label extends { y: number }>(
  labels: readonly Label[],
  gap: number,
  [first, last]: readonly [number, number] = [-Infinity, Infinity],
): Label[] => {
  const placed: Label[] = []
  for (const label of labels.toSorted((one, other) => one.y - other.y)) {
    const above = placed.at(-1)
    placed.push({ ...label, y: Math.max(label.y, above ? above.y + gap : first) })
  }
  let lowest = last
  return placed
    .toReversed()
    .map((label) => {
      const y = Math.min(label.y, lowest)
      lowest = y - gap
      return { ...label, y }
    })
    .toReversed()
}

/** About how wide a text of 12 px Arial is, in pixels. */
export const textWidth = (text: string): number => text.length * CHARACTER

/** A text cut to a width, with an ellipsis where something is left out. */
export const shortened = (text: string, width: number): string =>
  textWidth(text) <= width
    ? text
    : `${text.slice(0, Math.max(1, Math.floor(width / CHARACTER) - 1))}…`

/** A pixel position to one decimal, which keeps the page small. */
export const px = (position: number): number => Math.round(position * 10) / 10

const CHARACTER = 6.4

const domainOf = (values: readonly number[], [lowest, highest]: Bounds): [number, number] => {
  const finite = values.filter((value) => Number.isFinite(value))
  if (finite.length === 0) return [lowest ?? 0, highest ?? 1]
  const low = finite.reduce((one, other) => Math.min(one, other))
  const high = finite.reduce((one, other) => Math.max(one, other))
  const room = (high - low || Math.abs(high) || 1) * 0.06
  return [Math.max(low - room, lowest ?? low - room), Math.min(high + room, highest ?? high + room)]
}
