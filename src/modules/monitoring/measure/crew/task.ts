import { type FinishJob, measureShare } from '../finish/measure-groups.js'
import type { MeasuredGroup } from '../finish/measured.js'
import { type ScanJob, type ScannedPart, scanRanges } from '../scan/scan-job.js'

/** What a member of a crew is asked to do. Plain data: it is sent to workers. */
export type Task = { readonly scan: ScanJob } | { readonly finish: FinishJob }

/** What came of a task. */
export interface Done {
  readonly part?: ScannedPart
  readonly groups?: readonly MeasuredGroup[]
}

/** Bytes and rows read so far of a task's share. */
export type OnRange = (bytes: number, rows: number) => void

/** @throws QuotedNewline, SummaryRefused as `scanRanges` does. */
export const perform = (task: Task, onRange: OnRange): Done =>
  'scan' in task ? { part: scanRanges(task.scan, onRange) } : { groups: measureShare(task.finish) }
