import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Crew } from './crew/crew.js'
import { finishSideBySide, scanSideBySide } from './crew/side-by-side.js'
import { refineGrid } from './finish/refine-grid.js'
import { measureWhole } from './finish/measure-groups.js'
import type { Measured } from './finish/measured.js'
import type { MeasureRequest } from './request.js'
import { QuotedNewline } from './scan/field-index.js'
import { checkPeriods, wantedOf } from './scan/file-columns.js'
import { type FileLook, lookAtFile } from './scan/look-at-file.js'
import { notesOf } from './notes.js'
import { SummaryRefused } from '../summary/summary-refused.js'
import { checkWatched } from './scan/nhs-number-watch.js'
import { partFile } from './scan/part-file.js'
import type { ScannedPart } from './scan/scan-job.js'
import { scanRecords, scanStream, type StreamPlan } from './scan/scan-records.js'
import { joinBreakdowns } from './tally/join-breakdowns.js'
import { type GridPlan, gridName } from './tally/score-grid.js'

/** Files to measure, and with how many readers at once. */
export interface MeasureInput {
  readonly files: readonly string[]
  readonly request: MeasureRequest
  readonly readers: number
  readonly worker: URL
  /** A file of fewer bytes is read by one reader: starting another would take longer. */
  readonly smallFile?: number
  readonly chunkSize?: number
  readonly onProgress?: (progress: MeasureProgress) => void
}

export interface MeasureProgress {
  readonly file: string
  readonly bytes: number
  readonly of: number
  readonly rows: number
}

/** The figures, and how they were come by. */
export interface MeasureResult extends Measured {
  readonly scale: 'probability' | 'score'
  /** How scores were held: every distinct one, or few distinct ones and then bins of a scheme. */
  readonly held: string
  readonly notes: readonly string[]
}

const SMALL_FILE = 8 << 20

/** The input with those who read it. */
interface MeasureRun extends MeasureInput {
  readonly crew: Crew
}

interface Reading {
  readonly path: string
  readonly look: FileLook
  readonly grid: GridPlan
  readonly chunk: number
}

async function readStreamed(input: MeasureRun, reading: Reading): Promise<ScannedPart | null> {
  const { path, look, grid, chunk } = reading
  const tell = (rows: number, bytes = 0): void =>
    input.onProgress?.({ file: path, bytes, of: look.size, rows })
  const { otherRecords, utf8Of } = await import('./scan/other-formats.js')
  const plan: StreamPlan = { request: input.request, grid, chunk, onRows: tell }
  if (look.kind === 'csv' || look.kind === 'utf-16le' || look.kind === 'utf-16be') {
    const bytes = createReadStream(path, { highWaterMark: 1 << 20 })
    return scanStream(basename(path), utf8Of(bytes, look.kind), plan)
  }
  const titles: string[] = []
  const records = otherRecords(path, look.kind, wantedOf(input.request), (notes) => {
    titles.push(...notes)
  })
  const part = await scanRecords(records, plan)
  return part && { ...part, titles }
}

async function readParted(
  input: MeasureRun,
  reading: Reading & { readonly look: FileLook & { kind: 'csv' } },
): Promise<readonly ScannedPart[]> {
  const { path, look, grid, chunk } = reading
  const { shape, header, dataFrom, size, titles } = look
  const ranges = await partFile(path, dataFrom, size, shape.newline, chunk, input.chunkSize)
  const readers = size < (input.smallFile ?? SMALL_FILE) ? 1 : input.readers
  const { request, crew, onProgress } = input
  const rowsOf = Array.from({ length: readers }, () => 0)
  let read = dataFrom
  const onRange = (reader: number, bytes: number, rows: number): void => {
    read += bytes
    rowsOf[reader] = rows
    const all = rowsOf.reduce((sum, one) => sum + one, 0)
    onProgress?.({ file: path, bytes: read, of: size, rows: all })
  }
  const job = { path, request, grid, shape, header, titles, ranges }
  return scanSideBySide(crew, job, Math.min(readers, Math.max(1, ranges.length)), onRange)
}

/** Side by side where a CSV can be parted at line ends, else from end to end. */
async function readFile(input: MeasureRun, reading: Reading): Promise<readonly ScannedPart[]> {
  const { look } = reading
  if (look.kind === 'csv' && input.request.id === undefined) {
    try {
      return await readParted(input, { ...reading, look })
    } catch (thrown) {
      if (!(thrown instanceof QuotedNewline)) throw thrown
    }
  }
  const part = await readStreamed(input, reading)
  return part ? [part] : []
}

const CHUNKS_OF_A_FILE = 2 ** 24

async function readAll(
  input: MeasureRun,
  first: FileLook,
  grid: GridPlan,
): Promise<readonly ScannedPart[]> {
  const parts: ScannedPart[] = []
  for (const [i, path] of input.files.entries()) {
    const look = i === 0 ? first : await lookAtFile(path, wantedOf(input.request))
    const read = await readFile(input, { path, look, grid, chunk: i * CHUNKS_OF_A_FILE })
    checkRows(path, read, look.kind)
    parts.push(...read)
  }
  checkWatched(parts.flatMap(({ watched }) => watched))
  return parts
}

/** As `summarise` does: a log that came out empty is no result. @throws SummaryRefused without a row. */
function checkRows(path: string, parts: readonly ScannedPart[], kind: FileLook['kind']): void {
  if (parts.some(({ statuses }) => statuses.some((count) => count > 0))) return
  const what = kind === 'ndjson' ? 'has no rows' : 'has a header and no rows'
  throw new SummaryRefused('empty_file', `The file ${basename(path)} ${what}.`)
}

const isScale = (parts: readonly ScannedPart[]): boolean =>
  parts.some(({ lowest, highest }) => lowest < 0 || highest > 1)

/**
 * The bins to read with. Where nobody said what the scores are and some lie outside 0 to 1, the file
 * is read once more with bins over the range that they turned out to have.
 */
async function readWithGrid(input: MeasureRun, first: FileLook): Promise<Read> {
  const { scale, thresholds } = input.request
  const logit: GridPlan = { kind: 'logit', step: 0.01, thresholds }
  const parts = await readAll(input, first, logit)
  const score = scale === 'score' || (scale === undefined && isScale(parts))
  if (!score) return { parts, grid: logit }
  const [low, high] = rangeOf(parts)
  const grid: GridPlan = { kind: 'linear', low, high, bins: 4096, thresholds }
  return { parts: anyBinned(parts) ? await readAll(input, first, grid) : parts, grid }
}

const anyBinned = (parts: readonly ScannedPart[]): boolean =>
  parts.some(({ breakdowns }) => breakdowns.some(({ scores }) => scores?.isBinned.includes(1)))

function rangeOf(parts: readonly ScannedPart[]): readonly [number, number] {
  const low = Math.min(...parts.map(({ lowest }) => lowest))
  const high = Math.max(...parts.map(({ highest }) => highest))
  return low < high
    ? [low, high]
    : [Number.isFinite(low) ? low : 0, (Number.isFinite(low) ? low : 0) + 1]
}

interface Read {
  readonly parts: readonly ScannedPart[]
  readonly grid: GridPlan
}

async function finish(run: MeasureRun, { parts, grid }: Read): Promise<Measured> {
  const reading = { parts, request: run.request, plan: grid }
  const groups = finishSideBySide(run.crew, reading)
  return { ...measureWhole(reading), groups: await groups }
}

/** A log is read again at most so many times. */
const MOST_AGAIN = 2

/** Where bins are too wide for the AUROC of a group, the files are read again with narrower ones. */
async function readUntilFine(
  run: MeasureRun,
  first: FileLook,
): Promise<Read & { readonly measured: Measured }> {
  let read: Read = await readWithGrid(run, first)
  let measured = await finish(run, read)
  for (let again = 0; again < MOST_AGAIN; again += 1) {
    const { parts, grid: plan } = read
    const grid = refineGrid({ parts, request: run.request, plan }, measured)
    if (!grid) break
    read = { parts: await readAll(run, first, grid), grid }
    measured = await finish(run, read)
  }
  return { ...read, measured }
}

/**
 * Measures how a prediction log's scores did, on this machine; nothing is sent or written.
 * @throws SummaryRefused when a file or the options cannot be used; the message says what to do.
 */
export async function measureFiles(input: MeasureInput): Promise<MeasureResult> {
  checkPeriods(input.request)
  const first = await lookAtFile(input.files[0] ?? '', wantedOf(input.request))
  const variety = first.kind === 'csv' ? first.variety : new Map<string, number>()
  const request = joinBreakdowns(input.request, variety)
  const crew = new Crew(input.readers, input.worker)
  try {
    const run = { ...input, request, crew }
    const { parts, grid, measured } = await readUntilFine(run, first)
    return {
      ...measured,
      scale: grid.kind === 'logit' ? 'probability' : 'score',
      held: request.exact ? 'exact' : gridName(grid),
      notes: notesOf(parts, request),
    }
  } finally {
    await crew.close()
  }
}
