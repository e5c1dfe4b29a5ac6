import type { Bounds } from './geometry.js'
import type { ChartMarker } from './place-markers.js'

/** One line of a curve; a null is a gap. */
export interface CurveLine {
  name: string
  points: readonly { x: number; y: number | null }[]
  /** How it is told from the others, also in grey. */
  stroke: 'solid' | 'dashed' | 'dotted'
}

/** What a chart of lines is drawn from; it computes nothing. */
export interface CurveData {
  lines: readonly CurveLine[]
  xWords: string
  yWords: string
  xBounds?: Bounds | undefined
  yBounds?: Bounds | undefined
  /** Shows the axes from bound to bound, however narrow the figures lie. */
  wholeAxes?: boolean | undefined
  /** Names of the places 0, 1, 2 … on the x axis, where it is of periods and not of numbers. */
  periods?: readonly string[] | undefined
  /** Lines across, such as a limit. */
  levels?: readonly { value: number; label: string }[] | undefined
  /** Where something changed before a place of the x axis of periods, such as a version. */
  markers?: readonly ChartMarker[] | undefined
  /** Points that stand out; the triangle points up or down. */
  marks?: readonly { x: number; y: number; rises: boolean }[] | undefined
  /** The same figures as the table under the picture shows them. */
  table: { columns: readonly string[]; rows: readonly (readonly string[])[] }
}
