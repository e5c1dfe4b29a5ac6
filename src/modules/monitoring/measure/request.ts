import type { CellMeanings } from '../as-written/read-cells.js'

/** How times are gathered into periods; `each` takes the column's own values as periods. */
export type PeriodKind = 'day' | 'week' | 'month' | 'each'

/** Whether scores are probabilities. Not said: they are when every one of them lies in 0 to 1. */
export type Scale = 'probability' | 'score'

/** The name that stands for the period of `--time` among the columns of a breakdown. */
export const PERIOD = '@period'

/** What `wardround measure` is asked, apart from the files. Plain data: it is sent to workers. */
export interface MeasureRequest extends CellMeanings {
  readonly score: string
  readonly outcome: string
  /** The decision or alert as logged, 0 or 1. */
  readonly prediction?: string
  readonly thresholds: readonly number[]
  readonly time?: { readonly column: string; readonly every: PeriodKind }
  /** Each crosses its columns; `@period` is the period of `time`. */
  readonly breakdowns: readonly (readonly string[])[]
  /** What is tallied to answer `breakdowns`, where that is quicker joined; else the same. */
  readonly tallied?: readonly (readonly string[])[]
  /** First and last period of the reference, both included. */
  readonly reference?: { readonly from: string; readonly to: string }
  /** A column whose repeated values mark repeated rows. */
  readonly id?: string
  /** Columns to pass over unread, though they look like identifiers. */
  readonly drop: readonly string[]
  readonly scale?: Scale
  /** Compute on every distinct score instead of on bins. */
  readonly exact: boolean
  /** The London date today; later times are not believed. */
  readonly today: string
}
