import type { ChartMarker } from './place-markers.js'

/** What a point shows: how it is drawn, and the letter beside it. */
export interface SpecialCause {
  /** Whether it goes the wrong way, the right way, or neither is meant. */
  kind: 'concern' | 'improvement' | 'neutral'
  /** Above (H) or below (L) what was expected. */
  letter: 'H' | 'L'
  /** The rule that found it: "7 or more points on one side of the mean". */
  rule: string
}

/** One period of an XmR chart. */
export interface XmrPoint {
  /** The period in words, short: "week 21", "16 Nov". */
  label: string
  /** Null where nothing was received: a gap, never a zero. */
  value: number | null
  low?: number | null | undefined
  high?: number | null | undefined
  /** How many the value rests on. */
  n?: number | undefined
  special?: SpecialCause | undefined
  /** Outcomes are still coming in: drawn hollow. */
  immature?: boolean | undefined
  /** Why there is no value, or anything else about the period. */
  note?: string | undefined
}

/** Mean and limits between two re-bases; `from` and `to` are positions of points, both included. */
export interface XmrSegment {
  from: number
  to: number
  mean: number
  lower: number | null
  upper: number | null
  nearLower?: number | undefined
  nearUpper?: number | undefined
}

/** What an XmR chart is drawn from; it computes nothing. */
export interface XmrData {
  points: readonly XmrPoint[]
  segments: readonly XmrSegment[]
  /** Where something changed before a point, such as a version. */
  markers?: readonly ChartMarker[] | undefined
  /** Pass mark or target. */
  target?: { value: number; label: string } | undefined
  /** Draws each point's interval. */
  intervals?: boolean | undefined
  /** What a value may not go beyond: [0, 1] for a proportion. */
  bounds?: readonly [number | null, number | null] | undefined
  /** How a value is written; two places unless told. */
  format?: ((value: number) => string) | undefined
}
