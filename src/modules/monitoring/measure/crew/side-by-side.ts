import type { FinishJob } from '../finish/measure-groups.js'
import type { MeasuredGroup } from '../finish/measured.js'
import type { ScanJob, ScannedPart } from '../scan/scan-job.js'
import type { Crew } from './crew.js'

/** Below so many cells, dealing them out takes longer than it saves. */
const FEW_CELLS = 64

/** Ranges that this thread reads while the workers start, where there are many more. */
const HEAD_START = 6

/** Which reader a range of so many falls to. */
function readerOf(range: number, ranges: number, readers: number): number {
  const ahead = ranges >= HEAD_START * 10 ? HEAD_START : 0
  return range < ahead ? 0 : (range - ahead) % readers
}

/**
 * Reads the ranges of a file on several cores. Shares are dealt in turn and added in order, so that
 * the same file gives the same figures each time.
 * @throws QuotedNewline where the file cannot be parted at line ends.
 * @throws SummaryRefused when labels or columns look like identifiers.
 */
export async function scanSideBySide(
  crew: Crew,
  job: ScanJob,
  readers: number,
  onRange: (reader: number, bytes: number, rows: number) => void,
): Promise<readonly ScannedPart[]> {
  const tasks = Array.from({ length: readers }, (_, reader) => ({
    scan: {
      ...job,
      ranges: job.ranges.filter((_, i) => readerOf(i, job.ranges.length, readers) === reader),
    },
  }))
  const done = await crew.share(tasks, onRange)
  return done.flatMap(({ part }) => (part ? [part] : []))
}

/** The figures of all groups in their order, worked out by as many as are at work already. */
export async function finishSideBySide(
  crew: Crew,
  job: Omit<FinishJob, 'share' | 'of'>,
): Promise<readonly MeasuredGroup[]> {
  const cells = job.parts.flatMap(({ breakdowns }) => breakdowns.map(({ size }) => size))
  const few = cells.reduce((sum, size) => sum + size, 0) < FEW_CELLS
  const of = crew.started && !few ? crew.size : 1
  const done = await crew.share(
    Array.from({ length: of }, (_, share) => ({ finish: { ...job, share, of } })),
  )
  const shares = done.map(({ groups = [] }) => groups)
  const total = shares.reduce((sum, groups) => sum + groups.length, 0)
  return Array.from({ length: total }, (_, i) => {
    const group = shares[i % of]?.[Math.floor(i / of)]
    if (!group) throw new Error('A worker of measure left a group out.')
    return group
  })
}
