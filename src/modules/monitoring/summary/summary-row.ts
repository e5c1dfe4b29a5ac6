/** One prediction with its outcome, or one reading of another measure, as it is summarised. */
export interface SummaryRow {
  readonly score?: number | null
  readonly outcome?: 0 | 1 | null
  /** The outcome is not known yet: follow-up has not ended. */
  readonly pending?: boolean
  /** What was decided or alerted at the time, as logged. */
  readonly decision?: 0 | 1 | null
  /** A numeric reading, such as minutes. */
  readonly value?: number | null
  /** A categorical reading, such as accepted, edited, discarded. */
  readonly category?: string | null
  /** A number that was predicted, such as days of stay. */
  readonly predicted?: number | null
  /** The number that came. */
  readonly observed?: number | null
  /** ISO 8601; without a zone it is London time. */
  readonly at?: string | Date | null
  /** A whole number that the options date. */
  readonly period?: number | null
  readonly version?: string | null
  readonly site?: string | null
  readonly groups?: Readonly<Record<string, string | null>>
}

export type MeasureKind = 'prediction' | 'forecast' | 'numeric' | 'categorical' | 'assistive'

export interface Threshold {
  readonly name: string
  readonly value: number
}

export type Every = 'day' | 'week' | 'month'

/** A window [from, to) as London calendar dates, each beginning at midnight. */
export interface SummaryWindow {
  readonly from: string
  readonly to: string
}

/** How rows fall into windows. The last two are dated by the sender, and the summary says so. */
export type WindowPlan =
  | {
      readonly kind: 'every'
      readonly every: Every
      /** The last date that a row may have: later ones lie outside. */
      readonly until?: string
    }
  | { readonly kind: 'explicit'; readonly windows: readonly SummaryWindow[] }
  | {
      readonly kind: 'periods'
      readonly first: string
      readonly every: Every
      /** The period that begins on `first`; 0 unless said. */
      readonly firstPeriod?: number
    }
  | { readonly kind: 'whole'; readonly window: SummaryWindow }

export interface SummaryOptions {
  readonly windows: WindowPlan
  readonly thresholds: readonly Threshold[]
  readonly measure?: MeasureKind
  /** What values or categories are; left out for predictions. */
  readonly named?: string
  /** What the scores are; calibration is only for probabilities. Default `probability`. */
  readonly scale?: 'probability' | 'score'
  readonly profile?: 'own'
  readonly generator: { readonly name: string; readonly version: string }
}
