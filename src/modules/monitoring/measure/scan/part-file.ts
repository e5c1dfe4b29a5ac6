import { open } from 'node:fs/promises'
import { SummaryRefused } from '../../summary/summary-refused.js'
import type { FileRange } from './scan-job.js'

const CHUNK = 1 << 21
const STEP = 1 << 16
const LONGEST_RECORD = 1_000_000

/**
 * Parts a file from a byte on into ranges that each end behind a line end, so that they can be read
 * side by side.
 * @throws SummaryRefused when a line is longer than a million bytes.
 */
export async function partFile(
  path: string,
  from: number,
  size: number,
  newline: number,
  firstChunk: number,
  chunkSize = CHUNK,
): Promise<readonly FileRange[]> {
  const file = await open(path)
  const bytes = new Uint8Array(STEP)
  const lineEndAfter = async (position: number): Promise<number> => {
    for (let at = position; at < size; at += STEP) {
      const { bytesRead } = await file.read(bytes, 0, STEP, at)
      const found = bytes.subarray(0, bytesRead).indexOf(newline)
      if (found >= 0) return at + found + 1
      if (at - position > LONGEST_RECORD) {
        throw new SummaryRefused(
          'unreadable_file',
          'A line of the file is longer than a million characters.',
        )
      }
    }
    return size
  }
  try {
    const ranges: FileRange[] = []
    for (let start = from; start < size;) {
      const to = start + chunkSize >= size ? size : await lineEndAfter(start + chunkSize)
      ranges.push({ chunk: firstChunk + ranges.length, from: start, to })
      start = to
    }
    return ranges
  } finally {
    await file.close()
  }
}
