import { createHash } from 'node:crypto'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { measureOf, nameOf, type PredictionColumns } from './prediction-columns.js'
import { PredictionReader, type RejectedRow } from './prediction-reader.js'
import type { CellMeanings } from '../as-written/read-cells.js'
import { type FileOptions, isSystemError, readPredictionFile } from './read-prediction-file.js'
import { sealSummary } from './seal-summary.js'
import type { SealedSummary } from './summary-format.js'
import type { Every, MeasureKind, SummaryOptions, Threshold, WindowPlan } from './summary-row.js'
import { chooseWindows } from './choose-windows.js'
import { SummaryRefused } from './summary-refused.js'
import type { ReadingProgress } from './tell-tenths.js'

export interface SummariseInput {
  readonly files: readonly string[]
  readonly columns: PredictionColumns
  readonly thresholds: readonly Threshold[]
  /** The date of period 0, or of the one window of a file without times. */
  readonly first?: string
  readonly every?: Every
  /** The date in London; rows of later ones are left out. */
  readonly today: string
  /** Given windows, instead of `first` and `every`. */
  readonly windows?: WindowPlan
  readonly measure?: MeasureKind
  readonly named?: string
  readonly scale?: 'probability' | 'score'
  /** What cells mean that do not say it themselves. */
  readonly meanings?: CellMeanings
  readonly profile?: 'own'
  readonly format?: 'csv' | 'ndjson'
  readonly delimiter?: string
  readonly generator: { readonly name: string; readonly version: string }
  /** Where to write the summary; nowhere when absent. */
  readonly out?: string
  readonly onProgress?: (progress: ReadingProgress) => void
}

export interface SummariseResult {
  readonly summary: SealedSummary
  /** The first thousand rows that could not be read or dated, for the person who has the file. */
  readonly rejected: readonly RejectedRow[]
  readonly rejectedCount: number
  /** Lines that were not UTF-8 and were read as Windows-1252. */
  readonly western: number
  /** How cells were read otherwise than as they stand, in sentences. */
  readonly notes: readonly string[]
}

/** SHA-256 of a text, by Node. */
export const nodeSha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function optionsOf(input: SummariseInput): SummaryOptions {
  const { thresholds, scale, profile, generator } = input
  const { measure = measureOf(input.columns), named = nameOf(input.columns) } = input
  return {
    windows: input.windows ?? chooseWindows(input),
    thresholds,
    generator,
    measure,
    ...(named === undefined ? {} : { named }),
    ...(scale === undefined ? {} : { scale }),
    ...(profile === undefined ? {} : { profile }),
  }
}

async function readAll(input: SummariseInput, reader: PredictionReader): Promise<void> {
  const { columns, format, delimiter, onProgress } = input
  for (const file of input.files) {
    const of = await stat(file).then(
      ({ size }) => size,
      () => 0,
    )
    const options: FileOptions = {
      onBytes: (bytes) => onProgress?.({ file, bytes, of, rows: reader.rows }),
      ...(format === undefined ? {} : { format }),
      ...(delimiter === undefined ? {} : { delimiter }),
    }
    await readPredictionFile(file, reader, columns, options)
  }
}

/** Writes beside the place and renames, so that a broken run leaves no half summary. */
async function write(path: string, summary: SealedSummary): Promise<void> {
  const draft = `${path}.partial`
  try {
    await writeFile(draft, `${JSON.stringify(summary, null, 1)}\n`)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    if (!isSystemError(error)) throw error
    throw new SummaryRefused(
      'unwritable_file',
      `The summary cannot be written to ${path} (${error.code}). Name a file in a folder that you may write to.`,
    )
  }
}

function refuseNothingUsed({ rows, used }: SealedSummary, rejected: readonly RejectedRow[]): void {
  if (used > 0) return
  const [first] = rejected
  const because = first ? ` Row ${first.row} of ${first.file}: ${first.reason}` : ''
  throw new SummaryRefused(
    'nothing_used',
    `None of the ${rows} rows could be used, so there is nothing to summarise.${because}`,
  )
}

/**
 * Summarises files on this machine and, when asked, writes the summary. Nothing is sent anywhere.
 * @throws SummaryRefused when a file or the options cannot be used.
 */
export async function summariseFiles(input: SummariseInput): Promise<SummariseResult> {
  const reader = new PredictionReader(input.columns, optionsOf(input), input.meanings)
  await readAll(input, reader)
  const summary = await sealSummary(reader.finish(), nodeSha256)
  if (input.out !== undefined) {
    refuseNothingUsed(summary, reader.rejected)
    await write(input.out, summary)
  }
  const { rejected, rejectedCount, western, notes } = reader
  return { summary, rejected, rejectedCount, western, notes }
}
