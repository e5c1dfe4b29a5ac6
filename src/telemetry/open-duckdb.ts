import { resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Unavailable } from '#kernel/errors.js'
import { systemClock, type Clock } from '#kernel/time.js'
import { makeDuckDbEngine } from './duckdb-engine.js'
import { openStore } from './store.js'
import type { TelemetryStore } from './telemetry-store.js'

/** Where DuckDB keeps its file, and how much of the machine it may use. */
export interface DuckDbOptions {
  /** The file, made when it is not there; its directory must be. One process at a time. */
  path: string
  /** Threads of its own; 2 unless given. */
  threads?: number
  /** Memory before it spills to disk, as DuckDB writes it; `1GB` unless given. */
  memoryLimit?: string
  clock?: Clock
}

/**
 * Opens the store in a DuckDB file. Commits are flushed to disk before they are acknowledged.
 * Throws Unavailable when another process has the file or it cannot be read, Conflict when a newer
 * Wardround made it.
 */
export const openDuckDb = async (options: DuckDbOptions): Promise<TelemetryStore> => {
  const instance = await openFile(options)
  try {
    await closeDoors(instance, journalOf(options))
    const engine = await makeDuckDbEngine(instance, journalOf(options))
    return await openStore(engine, options.clock ?? systemClock)
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

/** The directory of rows that are on the disk and not in the file yet. */
const journalOf = ({ path }: DuckDbOptions): string => resolve(`${path}.journal`)

// No SQL of ours reads the network or a file but the journal, so DuckDB is told that none may.
const closeDoors = async (instance: DuckDBInstance, journal: string): Promise<void> => {
  const connection = await instance.connect()
  try {
    await connection.run(`set allowed_directories = ['${journal.replaceAll("'", "''")}']`)
    await connection.run('set enable_external_access = false')
    await connection.run('set lock_configuration = true')
  } finally {
    connection.closeSync()
  }
}

const openFile = async (options: DuckDbOptions): Promise<DuckDBInstance> => {
  try {
    return await DuckDBInstance.create(options.path, {
      threads: String(options.threads ?? 2),
      memory_limit: options.memoryLimit ?? '1GB',
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Unavailable(
      message.includes('lock')
        ? `The telemetry file ${options.path} is in use by another process. Stop that one first.`
        : `The telemetry file ${options.path} cannot be opened: ${message}`,
      { cause: error },
    )
  }
}
