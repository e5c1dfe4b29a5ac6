import type { Manifest } from './manifest.js'

/** What a backup or a restore moved. */
export interface Moved {
  directory: string
  tables: number
  rows: number
  predictions: number
  outcomes: number
  /** Uploaded files, without those of the registry and the telemetry. */
  files: number
  /** Digests that the registry names and whose document is missing, or not what it was. */
  missing: readonly string[]
}

/** Counts what a manifest lists. */
export const movedOf = (
  directory: string,
  manifest: Manifest,
  missing: readonly string[],
): Moved => ({
  directory,
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((total, table) => total + table.rows, 0),
  ...manifest.telemetry,
  files: manifest.contents.filter((one) => one.path.startsWith('files/')).length,
  missing,
})

/** What moved, for a sentence. */
export const movedInWords = (moved: Moved): string =>
  `${moved.rows.toLocaleString('en-GB')} rows of ${moved.tables} tables, ${moved.predictions.toLocaleString('en-GB')} predictions, ${moved.outcomes.toLocaleString('en-GB')} outcomes and ${moved.files.toLocaleString('en-GB')} documents`

/** What to do about documents that are missing; nothing where all are there. */
export const missingInWords = ({ missing }: Moved): string =>
  missing.length === 0
    ? ''
    : `\n${missing.length} documents that the registry names are missing or damaged: look for them in an earlier backup.\n${missing.map((digest) => `  ${digest}`).join('\n')}`
