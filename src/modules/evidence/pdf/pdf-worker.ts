import { parentPort, workerData } from 'node:worker_threads'
import { searchPdf } from './search-pdf.js'

const bytes: unknown = workerData
if (bytes instanceof Uint8Array) parentPort?.postMessage(await searchPdf(bytes), [])
