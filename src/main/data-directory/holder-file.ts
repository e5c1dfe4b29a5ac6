import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileWhole } from './write-file-whole.js'

const holderSchema = z.object({
  pid: z.number().int(),
  holder: z.enum(['server', 'command']),
  purpose: z.string(),
})

const attachmentSchema = z.object({
  pid: z.number().int(),
  databaseUrl: z.string(),
  httpUrl: z.string(),
  /** Where people reach it, when BASE_URL says another address. */
  publicUrl: z.string().optional(),
  token: z.string(),
})

/** Who holds a data directory: the server, or a command that started PostgreSQL itself. */
export type Holder = z.infer<typeof holderSchema>

/** How a command reaches the server that holds the data directory. */
export type Attachment = z.infer<typeof attachmentSchema>

const holderPath = (directory: string) => join(directory, 'holder.json')
const attachmentPath = (directory: string) => join(directory, 'attach.json')

function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** Writes who holds the directory; only its holder does. */
export function writeHolder(directory: string, holder: Holder): void {
  writeFileWhole(holderPath(directory), `${JSON.stringify(holder)}\n`)
}

/** Who wrote that they hold the directory; true only while the lock is held by that process. */
export function readHolder(directory: string): Holder | undefined {
  return readJson(holderPath(directory), holderSchema)
}

/** Writes how to reach the server; only the server that holds the directory does. */
export function writeAttachment(directory: string, attachment: Attachment): void {
  writeFileWhole(attachmentPath(directory), `${JSON.stringify(attachment)}\n`)
}

/** How the server said it can be reached; true only while it holds the lock. */
export function readAttachment(directory: string): Attachment | undefined {
  return readJson(attachmentPath(directory), attachmentSchema)
}

/** Takes both files away; only the holder does, before it lets the lock go. */
export function removeHolderFiles(directory: string): void {
  rmSync(attachmentPath(directory), { force: true })
  rmSync(holderPath(directory), { force: true })
}
