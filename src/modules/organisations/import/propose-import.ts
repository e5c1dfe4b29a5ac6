import { createHash } from 'node:crypto'
import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { parseOdsFile, type OdsForm, type ProposedChanges } from '../ods/index.js'
import { readHeld, readOpenPairs, readSuccessionCodes } from './known-store.js'
import { planImport, type HeldBefore } from './plan-import.js'

/** What an import would do or has done. */
export interface ImportOutcome {
  form: OdsForm
  changes: ProposedChanges
  /** SHA-256 of the changes: what is applied is what was shown. */
  digest: string
}

/** A national file, as bytes. */
export const importFile = z.instanceof(Uint8Array, { error: 'Choose a file.' })

/** What a national file would change, without changing anything. Throws Invalid and LimitReached. */
export const proposeImport = query({
  name: 'organisations.propose-import',
  allow: ['operator', 'system'],
  input: z.object({ file: importFile }),
  async run({ db, now }, { file }): Promise<ImportOutcome> {
    const parsed = parseOdsFile(file)
    const { changes } = planImport(await readBefore(db), parsed, londonDate(now))
    return { form: parsed.form, changes, digest: digestOf(changes) }
  },
})

/** What the register holds, for an import to compare with. */
export const readBefore = async (db: ReadDb): Promise<HeldBefore> => ({
  organisations: await readHeld(db),
  successions: await readSuccessionCodes(db),
  memberships: await readOpenPairs(db),
})

/** A digest of proposed changes. */
export const digestOf = (changes: ProposedChanges): string =>
  createHash('sha256').update(JSON.stringify(changes)).digest('hex')
