import type { ReadDb } from '#registry/handles.js'
import { findOpenEntry, requireEntry } from './entry-store.js'
import type { JudgedTest } from './rules.js'

/** What gates need to know of something that runs under a charter. */
export interface CharterAtGate {
  readonly entryId: string
  readonly collaborationId: string
  readonly collaborationName: string
  readonly tests: readonly JudgedTest[]
}

/** The charter tests of a deployment or an opportunity as they stand now; null outside a charter. */
export const charterAtGate = async (
  db: ReadDb,
  subject: { deploymentId: string } | { opportunityId: string },
  now: Date,
): Promise<CharterAtGate | null> => {
  const found = await findOpenEntry(db, subject)
  if (!found?.underCharter) return null
  const { tests } = await requireEntry(db, found.id, now)
  return {
    entryId: found.id,
    collaborationId: found.collaborationId,
    collaborationName: found.name,
    tests,
  }
}
