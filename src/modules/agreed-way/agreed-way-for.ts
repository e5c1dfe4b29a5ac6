import type { Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { wayInForce, type WayInForce } from './way-in-force.js'

// A handle lives as long as its transaction, which sees one snapshot of what was adopted.
const asked = new WeakMap<ReadDb, Map<string, Promise<WayInForce>>>()

/** What an organisation is assessed against today; asked once in a transaction. */
export const wayFor = (db: ReadDb, organisationId: string | null): Promise<WayInForce> => {
  const answers = asked.get(db) ?? new Map<string, Promise<WayInForce>>()
  asked.set(db, answers)
  const key = organisationId ?? ''
  const answer = answers.get(key) ?? wayInForce(db, organisationId)
  answers.set(key, answer)
  return answer
}

/** The agreed way that an organisation is assessed against today: its national version and layer. */
export const agreedWayFor = async (db: ReadDb, organisationId: string | null): Promise<Framework> =>
  (await wayFor(db, organisationId)).framework
