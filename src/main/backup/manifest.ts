import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PASSPORT_KEY_FILE } from '#modules/evidence/index.js'
import { Invalid } from '#kernel/errors.js'

/** What a backup says of itself; `restore` trusts nothing that is not in it. */
const manifestSchema = z.strictObject({
  format: z.literal('wardround-backup'),
  version: z.literal(1),
  made_at: z.iso.datetime(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), digest: z.string() })),
  tables: z.array(
    z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()), rows: z.int() }),
  ),
  deliveries: z.array(z.object({ eventId: z.string(), handler: z.string() })),
  telemetry: z.object({ predictions: z.int(), outcomes: z.int() }),
  /** Digests that the registry names and whose document was missing or damaged when it was made. */
  missing_documents: z.array(z.string()).default([]),
  /** Every file beside the manifest, by its path with slashes. */
  contents: z.array(
    z.object({ path: z.string(), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})

/** A backup's manifest. */
export type Manifest = z.infer<typeof manifestSchema>

/** Where the parts of a backup are. */
export const backupPaths = (directory: string) => ({
  manifest: join(directory, MANIFEST),
  registry: join(directory, 'registry'),
  telemetry: join(directory, 'telemetry'),
  files: join(directory, 'files'),
  secret: join(directory, 'secret'),
  passportKey: join(directory, PASSPORT_KEY_FILE),
})

/** The name of the manifest; it is put in place last, so a backup without one is not whole. */
export const MANIFEST = 'backup.json'

/** Where a backup is written, inside its directory, until it is whole: a mount point cannot be renamed. */
export const UNFINISHED = 'unfinished'

/** Whether a directory holds a backup that was stopped, such as by Ctrl-C, before it was whole. */
export const isUnfinished = (directory: string): boolean =>
  existsSync(join(directory, UNFINISHED)) && !existsSync(join(directory, MANIFEST))

/** Reads the manifest of a backup. Throws Invalid when the directory holds none of ours, or half of one. */
export const readManifest = (directory: string): Manifest => {
  if (isUnfinished(directory)) {
    throw new Invalid(
      `${directory} holds a backup that was stopped before it was whole: restore another, and delete this one.`,
    )
  }
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(backupPaths(directory).manifest, 'utf8')))
  } catch {
    throw new Invalid(`${directory} holds no complete backup: ${MANIFEST} is missing or not ours.`)
  }
}
