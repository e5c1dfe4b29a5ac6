import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { translateFullDisk } from '#kernel/full-disk.js'
import type { EventLines } from './event-lines.js'
import { cutToLastCommit, linesOf, sealed } from './journal-lines.js'
import type { EventTable, TableRows } from './sql-engine.js'

const TABLES = ['predictions', 'outcomes'] as const

/** A file of rows of one table. */
export interface JournalFile {
  table: EventTable
  path: string
}

/** Files that the database takes in together, once. Numbers grow. */
export interface JournalPart {
  number: number
  files: readonly JournalFile[]
}

interface OpenFile {
  handle: FileHandle
  size: number
}

/**
 * Rows on the disk that the database has not taken in yet. A commit is one write and one flush for
 * each table; taking in many at once costs the database a fraction of as many commits of its own.
 */
export class Journal {
  readonly #directory: string
  readonly #files = new Map<EventTable, OpenFile>()
  #number: number
  #turn: Promise<unknown> = Promise.resolve()
  #broken: unknown

  private constructor(directory: string, number: number) {
    this.#directory = directory
    this.#number = number
  }

  /**
   * Opens the journal in a directory, to go on after part `taken`, the last that the database has.
   * Gives what an earlier process left beside it, whole commits only, oldest first.
   */
  static async open(
    directory: string,
    taken: number,
  ): Promise<{ journal: Journal; left: JournalPart[] }> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const left = await partsLeft(directory, taken)
    return { journal: new Journal(directory, Math.max(taken, left.at(-1)?.number ?? 0) + 1), left }
  }

  /** Bytes written since a part was last taken. */
  get bytes(): number {
    return [...this.#files.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Adds rows, and lines that are stamped, all or none; they are on the disk when it resolves. */
  write(parts: readonly TableRows[], lines: readonly EventLines[] = []): Promise<void> {
    return this.#inTurn(async () => {
      const before = new Map([...this.#files].map(([table, { size }]) => [table, size]))
      try {
        for (const table of TABLES) {
          const bytes = [
            Buffer.from(linesOf(parts, table)),
            ...lines.filter((part) => part.table === table).map((part) => part.bytes),
          ].filter(({ length }) => length > 0)
          if (bytes.length > 0) await this.#add(table, sealed(bytes))
        }
      } catch (fault) {
        await this.#undo(before)
        throw translateFullDisk(fault)
      }
    })
  }

  /** Ends the part that is written to and gives it; null when there is none. */
  take(): Promise<JournalPart | null> {
    return this.#inTurn(async () => {
      if (this.bytes === 0) return null
      const part = { number: this.#number, files: [...this.#files.keys()].map(this.#fileOf) }
      for (const { handle } of this.#files.values()) await handle.close()
      this.#files.clear()
      this.#number += 1
      return part
    })
  }

  readonly #fileOf = (table: EventTable): JournalFile => ({
    table,
    path: join(this.#directory, `${String(this.#number).padStart(12, '0')}.${table}`),
  })

  async #add(table: EventTable, bytes: Buffer): Promise<void> {
    const file = this.#files.get(table) ?? (await this.#create(table))
    await file.handle.appendFile(bytes)
    await file.handle.datasync()
    file.size += bytes.length
  }

  async #create(table: EventTable): Promise<OpenFile> {
    const file = { handle: await open(this.#fileOf(table).path, 'ax', 0o600), size: 0 }
    this.#files.set(table, file)
    await flushDirectory(this.#directory)
    return file
  }

  /** Takes back half a commit; where even that fails, nothing more is written over it. */
  async #undo(before: ReadonlyMap<EventTable, number>): Promise<void> {
    try {
      for (const [table, file] of this.#files) {
        file.size = before.get(table) ?? 0
        await file.handle.truncate(file.size)
      }
    } catch (fault) {
      this.#broken = fault
    }
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(() => {
      if (this.#broken) throw this.#broken
      return work()
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

/** Removes a part that the database has. */
export const removePart = async (part: JournalPart): Promise<void> => {
  for (const { path } of part.files) await rm(path, { force: true })
}

const partsLeft = async (directory: string, taken: number): Promise<JournalPart[]> => {
  const parts = new Map<number, JournalFile[]>()
  for (const name of (await readdir(directory)).toSorted()) {
    const [digits, table] = name.split('.')
    if (table !== 'predictions' && table !== 'outcomes') continue
    const path = join(directory, name)
    if (Number(digits) <= taken) await rm(path)
    else if (await cutToLastCommit(path)) {
      parts.set(Number(digits), [...(parts.get(Number(digits)) ?? []), { table, path }])
    }
  }
  return [...parts].map(([number, files]) => ({ number, files }))
}

/** Makes a new file's name durable. Windows has no such call for directories and needs none. */
const flushDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
