import { px } from './geometry.js'

/** A place in a chart, in pixels. */
export interface Place {
  x: number
  y: number
}

/** A circle, as path data: marks are joined into one path, quicker to draw than an element each. */
export const circle = ({ x, y }: Place, r: number): string =>
  `M${px(x - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`

/** A triangle pointing up, as path data. */
export const triangleUp = ({ x, y }: Place, r: number): string =>
  `M${px(x - r)} ${px(y + r * 0.8)}h${2 * r}l${-r} ${-1.8 * r}z`

/** A triangle pointing down, as path data. */
export const triangleDown = ({ x, y }: Place, r: number): string =>
  `M${px(x - r)} ${px(y - r * 0.8)}h${2 * r}l${-r} ${1.8 * r}z`

/** Vertical whiskers from low to high, as one path. */
export const whiskers = (ends: readonly { x: number; low: number; high: number }[]): string =>
  ends.map(({ x, low, high }) => `M${px(x)} ${px(low)}V${px(high)}`).join('')
