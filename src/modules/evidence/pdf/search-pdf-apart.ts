import { type ApartLimits, readerApart, workerBeside } from '#kernel/read-apart.js'
import type { PdfSearch } from './search-pages.js'

/** The compiled worker; a test on the sources gives its own. */
export const PDF_WORKER = workerBeside('./pdf-worker.js', import.meta.url)

const MOST: ApartLimits = { time: 15_000, heap: 256, memory: 768 }

const readPdf = readerApart<PdfSearch>('PDF files')

/**
 * Searches the words of a PDF in a thread of its own, which is ended where it takes too long or too
 * much memory. Throws LimitReached where three are being read.
 * @param most milliseconds and megabytes
 */
export const searchPdfApart = async (
  bytes: Uint8Array,
  program: URL = PDF_WORKER,
  most: ApartLimits = MOST,
): Promise<PdfSearch> => {
  const read = await readPdf(program, Uint8Array.from(bytes), most)
  if ('answer' in read) return read.answer
  return { kinds: [], because: read.ended === 'too-long' ? 'too-long' : 'unreadable' }
}
