import { Worker } from 'node:worker_threads'
import { LimitReached } from './errors.js'

/** What reading one file may take: milliseconds, and megabytes beyond what the process held before. */
export interface ApartLimits {
  readonly time: number
  readonly heap: number
  readonly memory: number
}

/** What a thread of its own said of a file, or how it ended without a word. */
export type ReadApart<Answer> =
  | { readonly answer: Answer }
  | { readonly ended: 'too-long' | 'without-answer' }

const MOST_AT_ONCE = 3
const LOOK_EVERY = 100
const MEGABYTE = 1024 * 1024

/**
 * The compiled program of a worker that lies beside a module, by its own `import.meta.url`; on the
 * sources that of the last build, since a worker cannot run TypeScript.
 */
export const workerBeside = (name: string, here: string): URL => {
  const at = here.endsWith('.ts') ? here.lastIndexOf('/src/') : -1
  return new URL(name, at < 0 ? here : `${here.slice(0, at)}/dist/${here.slice(at + 5)}`)
}

/**
 * A reader of one kind of file (`files`, such as “PDF files”) that gives each to a thread of its own and
 * ends that thread where it takes too long or too much memory, so that no file holds up the server. It
 * throws LimitReached where three are being read.
 */
export const readerApart = <Answer>(files: string) => {
  let atWork = 0
  return async (program: URL, given: unknown, most: ApartLimits): Promise<ReadApart<Answer>> => {
    if (atWork >= MOST_AT_ONCE)
      throw new LimitReached(`Several ${files} are being read just now. Try again in a minute.`, 60)
    atWork += 1
    try {
      return await answerOf<Answer>(program, given, most)
    } finally {
      atWork -= 1
    }
  }
}

const answerOf = async <Answer>(
  program: URL,
  given: unknown,
  most: ApartLimits,
): Promise<ReadApart<Answer>> => {
  const worker = new Worker(program, {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: most.heap },
    env: {},
    execArgv: [],
  })
  const began = performance.now()
  const held = process.memoryUsage.rss()
  let watch: NodeJS.Timeout | undefined
  try {
    return await new Promise<ReadApart<Answer>>((resolve) => {
      worker.on('message', (answer: Answer) => resolve({ answer }))
      // Whatever ends it without an answer: the file was not read, and that is said.
      worker.on('error', () => resolve({ ended: 'without-answer' }))
      worker.on('exit', () => resolve({ ended: 'without-answer' }))
      watch = setInterval(() => {
        const isLong = performance.now() - began > most.time
        const isLarge = process.memoryUsage.rss() - held > most.memory * MEGABYTE
        if (isLong || isLarge) resolve({ ended: 'too-long' })
      }, LOOK_EVERY)
    })
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}
