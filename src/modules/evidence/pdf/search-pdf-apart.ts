import { Worker } from 'node:worker_threads'
import { LimitReached } from '#kernel/errors.js'
import type { PdfSearch } from './search-pages.js'

/** The compiled worker; a test on the sources gives its own. */
export const PDF_WORKER = new URL('./pdf-worker.js', import.meta.url)

/** What reading one PDF may take: milliseconds, and megabytes beyond what the process held before. */
const MOST = { time: 15_000, heap: 256, memory: 768 }
const MOST_AT_ONCE = 3
const LOOK_EVERY = 100
const MEGABYTE = 1024 * 1024

let atWork = 0

/**
 * Searches the words of a PDF in a thread of its own, which is ended where it takes too long or too
 * much memory, so that no file holds up the server. Throws LimitReached where three are being read.
 * @param most milliseconds and megabytes
 */
export const searchPdfApart = async (
  bytes: Uint8Array,
  program: URL = PDF_WORKER,
  most: typeof MOST = MOST,
): Promise<PdfSearch> => {
  if (atWork >= MOST_AT_ONCE)
    throw new LimitReached('Several PDF files are being read just now. Try again in a minute.', 60)
  atWork += 1
  try {
    return await answerOf(bytes, program, most)
  } finally {
    atWork -= 1
  }
}

const answerOf = async (bytes: Uint8Array, program: URL, most: typeof MOST): Promise<PdfSearch> => {
  const worker = new Worker(program, {
    workerData: Uint8Array.from(bytes),
    resourceLimits: { maxOldGenerationSizeMb: most.heap },
    env: {},
    execArgv: [],
  })
  const began = performance.now()
  const held = process.memoryUsage.rss()
  let watch: NodeJS.Timeout | undefined
  try {
    return await new Promise<PdfSearch>((resolve) => {
      worker.on('message', resolve)
      // Whatever ends it without an answer: the file was not read, and that is said.
      worker.on('error', () => resolve({ kinds: [], because: 'unreadable' }))
      worker.on('exit', () => resolve({ kinds: [], because: 'unreadable' }))
      watch = setInterval(() => {
        const isLong = performance.now() - began > most.time
        const isLarge = process.memoryUsage.rss() - held > most.memory * MEGABYTE
        if (isLong || isLarge) resolve({ kinds: [], because: 'too-long' })
      }, LOOK_EVERY)
    })
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}
