import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Conflict, Unavailable } from '#kernel/errors.js'
import { writeFileWhole } from './write-file-whole.js'

/** The format of a data directory that this Wardround makes and the newest it can read. */
export const dataFormat = 1

const formatSchema = z.object({ format: z.number().int().positive() })

const fileName = 'wardround.json'

/** Reads the format from the text of wardround.json, or undefined when it is not one. */
export function parseDataFormat(text: string): number | undefined {
  try {
    return formatSchema.parse(JSON.parse(text)).format
  } catch {
    return undefined
  }
}

/** Throws Conflict for a data directory that a newer Wardround made, Unavailable where its mark cannot be read. */
export function checkDataFormat(directory: string): void {
  const path = join(directory, fileName)
  if (!existsSync(path)) return
  const format = parseDataFormat(readFileSync(path, 'utf8'))
  if (format === undefined) {
    throw new Unavailable(`The file ${path} cannot be read: restore it from a backup.`)
  }
  if (format <= dataFormat) return
  throw new Conflict(
    `The data directory ${directory} was made by a newer version of Wardround (format ${format}; this one knows ${dataFormat}): start it with that version, or set WARDROUND_DATA to another directory.`,
  )
}

/** Marks a data directory with its format, where it has no mark yet. */
export function markDataFormat(directory: string): void {
  const path = join(directory, fileName)
  if (!existsSync(path)) writeFileWhole(path, `${JSON.stringify({ format: dataFormat })}\n`)
}
