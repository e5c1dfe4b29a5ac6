import { Worker } from 'node:worker_threads'
import { type RefusalCode, SummaryRefused } from '../../summary/summary-refused.js'
import { QuotedNewline } from '../scan/field-index.js'
import { type Done, type OnRange, perform, type Task } from './task.js'

/** What a worker says: how far it is, or how a task ended. */
export type WorkerMessage =
  | { readonly bytes: number; readonly rows: number }
  | { readonly done: Done }
  | { readonly quoted: true }
  | { readonly refused: string; readonly code: RefusalCode }

/** The compiled worker; a test on the sources gives its own. */
export const CREW_WORKER = new URL('./crew-worker.js', import.meta.url)

function ask(worker: Worker, task: Task, onRange: OnRange): Promise<Done> {
  return new Promise<Done>((resolve, reject) => {
    worker.removeAllListeners()
    worker.on('message', (message: WorkerMessage) => {
      if ('done' in message) resolve(message.done)
      else if ('quoted' in message) reject(new QuotedNewline())
      else if ('refused' in message) reject(new SummaryRefused(message.code, message.refused))
      else onRange(message.bytes, message.rows)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`A worker of measure ended with code ${code}.`)))
    worker.postMessage(task, [])
  })
}

/** This thread and its workers, which start with the first work for them. Close it when done. */
export class Crew {
  readonly size: number
  private readonly program: URL
  private workers: Worker[] = []

  /** @param size threads at work, this one included */
  constructor(size: number, program: URL) {
    this.size = size
    this.program = program
  }

  /** Whether workers are there already, so that small work is worth sharing. */
  get started(): boolean {
    return this.workers.length > 0
  }

  /**
   * Does up to `size` tasks side by side, the first here and the others in workers, and gives what
   * came of them in their order. When one fails, all workers are stopped.
   * @throws QuotedNewline, SummaryRefused as the tasks do.
   */
  async share(
    tasks: readonly Task[],
    onRange: (task: number, bytes: number, rows: number) => void = () => {},
  ): Promise<readonly Done[]> {
    const [own, ...others] = tasks
    if (!own) return []
    while (this.workers.length < others.length) this.workers.push(new Worker(this.program))
    const asked = Promise.all(
      others.map((task, i) =>
        ask(this.workers[i] as Worker, task, (bytes, rows) => onRange(i + 1, bytes, rows)),
      ),
    )
    // A worker may fail while the first task is still being done here; it is awaited below.
    asked.catch(() => {})
    try {
      const first = perform(own, (bytes, rows) => onRange(0, bytes, rows))
      return [first, ...(await asked)]
    } catch (thrown) {
      await this.close()
      throw thrown
    }
  }

  async close(): Promise<void> {
    const { workers } = this
    this.workers = []
    await Promise.all(workers.map((worker) => worker.removeAllListeners().terminate()))
  }
}
