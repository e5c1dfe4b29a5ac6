import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SummaryRefused } from './summary-refused.js'

const LARGEST_FILE = 100 << 20
const LARGEST_UNPACKED = 1 << 30

/** Cells as text; dates as ISO, and whole days without a time. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '')
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell)
    : ''
}

const refuse = (path: string, why: string): SummaryRefused =>
  new SummaryRefused('unreadable_file', `The workbook ${basename(path)} ${why}`)

/** Adds up what the parts of an archive say they unpack to, without unpacking them. */
async function unpackedSize(bytes: Uint8Array): Promise<number> {
  const { unzipSync } = await import('fflate')
  let total = 0
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      total += originalSize
      return false
    },
  })
  return total
}

/**
 * The rows of a workbook's first sheet as text, the header first.
 * @throws SummaryRefused when it is too large, packed to burst, or no workbook.
 */
export async function readWorkbook(path: string): Promise<readonly (readonly string[])[]> {
  const { size } = await stat(path)
  if (size > LARGEST_FILE)
    throw refuse(path, 'is larger than 100 MB. Save the sheet as “CSV UTF-8” and use that.')
  try {
    const bytes = await readFile(path)
    if ((await unpackedSize(bytes)) > LARGEST_UNPACKED)
      throw refuse(path, 'unpacks to more than 1 GB. Save the sheet as “CSV UTF-8” and use that.')
    const { readSheet } = await import('read-excel-file/node')
    const rows = await readSheet(bytes)
    return rows.map((row) => row.map(textOf))
  } catch (thrown) {
    if (thrown instanceof SummaryRefused) throw thrown
    throw refuse(path, 'cannot be read. Save the sheet as “CSV UTF-8” and use that.')
  }
}
