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
}

/** Counts what a manifest lists. */
export const movedOf = (directory: string, manifest: Manifest): Moved => ({
  directory,
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((total, table) => total + table.rows, 0),
  ...manifest.telemetry,
  files: manifest.contents.filter((one) => one.path.startsWith('files/')).length,
})
