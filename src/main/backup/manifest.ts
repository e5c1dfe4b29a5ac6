import { readFileSync } from 'node:fs'
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

/** The name of the manifest; it is written last, so a backup without one is not whole. */
export const MANIFEST = 'backup.json'

/** Reads the manifest of a backup. Throws Invalid when the directory holds none of ours. */
export const readManifest = (directory: string): Manifest => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(backupPaths(directory).manifest, 'utf8')))
  } catch {
    throw new Invalid(`${directory} holds no complete backup: ${MANIFEST} is missing or not ours.`)
  }
}
