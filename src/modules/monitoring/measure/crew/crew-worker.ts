import { parentPort } from 'node:worker_threads'
import { SummaryRefused } from '../../summary/summary-refused.js'
import { QuotedNewline } from '../scan/field-index.js'
import type { WorkerMessage } from './crew.js'
import { perform, type Task } from './task.js'

function outcomeOf(task: Task, tell: (message: WorkerMessage) => void): WorkerMessage {
  try {
    return { done: perform(task, (bytes, rows) => tell({ bytes, rows })) }
  } catch (thrown) {
    if (thrown instanceof QuotedNewline) return { quoted: true }
    if (thrown instanceof SummaryRefused) return { code: thrown.code, refused: thrown.message }
    throw thrown
  }
}

const port = parentPort
port?.on('message', (task: Task) => {
  port.postMessage(outcomeOf(task, (progress) => port.postMessage(progress)))
})
