import { px } from './geometry.js'

/** A place in a chart, in pixels. */
export interface Place {
  x: number
  y: number
}

/** Circles as one path, which is quicker to make and to draw than an element each. */
export const circles = (places: readonly Place[], r: number): string =>
  places
    .map(
      ({ x, y }) => `M${px(x - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
    )
    .join('')

/** Triangles pointing up, as one path. */
export const trianglesUp = (places: readonly Place[], r: number): string =>
  places.map(({ x, y }) => `M${px(x - r)} ${px(y + r * 0.8)}h${2 * r}l${-r} ${-1.8 * r}z`).join('')

/** Triangles pointing down, as one path. */
export const trianglesDown = (places: readonly Place[], r: number): string =>
  places.map(({ x, y }) => `M${px(x - r)} ${px(y - r * 0.8)}h${2 * r}l${-r} ${1.8 * r}z`).join('')

/** Vertical whiskers from low to high, as one path. */
export const whiskers = (ends: readonly { x: number; low: number; high: number }[]): string =>
  ends.map(({ x, low, high }) => `M${px(x)} ${px(low)}V${px(high)}`).join('')
