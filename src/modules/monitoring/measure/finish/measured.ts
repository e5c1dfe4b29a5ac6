import type { RowProblem } from '../row-status.js'
import type { Metrics } from './metric.js'

/** Counts of rows that add up: every row is used or excluded for one reason. */
export interface RowCounts {
  readonly rows: number
  readonly used: number
  readonly excluded: Partial<Record<RowProblem, number>>
}

/** One group of one breakdown. */
export interface MeasuredGroup extends RowCounts {
  /** The breakdown's columns and their values; null where a row has none. */
  readonly by: Readonly<Record<string, string | null>>
  readonly metrics: Metrics
}

/** What `measure` found, before it is worded. */
export interface Measured extends RowCounts {
  readonly overall: Metrics
  readonly groups: readonly MeasuredGroup[]
}
