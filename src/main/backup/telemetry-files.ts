import { mkdir } from 'node:fs/promises'
import { Unavailable } from '#kernel/errors.js'
import { reasonOf } from '#telemetry/reason-of.js'
import type { EventCounts, ImportCounts, TelemetryStore } from '#telemetry/telemetry-store.js'

/**
 * Writes every telemetry event into a directory of its own, as the store's NDJSON files. Throws
 * Unavailable with the reason where the store is out.
 */
export const exportTelemetry = async (
  telemetry: TelemetryStore,
  directory: string,
): Promise<EventCounts> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return withReason(() => telemetry.exportAll(directory, 'all'))
}

/** Reads such files back; throws as they are written. */
export const importTelemetry = (
  telemetry: TelemetryStore,
  directory: string,
): Promise<ImportCounts> => withReason(() => telemetry.importAll(directory))

const withReason = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (problem) {
    if (!(problem instanceof Unavailable)) throw problem
    throw new Unavailable(reasonOf(problem), { cause: problem })
  }
}
