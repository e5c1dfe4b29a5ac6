import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'

/** Hours of work that one item is taken to save; an assumption that an organisation sets for itself. */
export interface ReuseHours {
  accepted: number
  started: number
  /** Null while nobody has said otherwise. */
  setByName: string | null
  setAt: Date | null
}

/** What is assumed until an organisation says otherwise: our own guess, measured by nobody. */
const ASSUMED: ReuseHours = { accepted: 6, started: 2, setByName: null, setAt: null }

/** The assumption of an organisation. */
export const readReuseHours = async (db: ReadDb, organisationId: string): Promise<ReuseHours> => {
  const row = await db
    .selectFrom('reuse_assumptions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  if (!row) return ASSUMED
  return {
    accepted: Number(row.hours_accepted),
    started: Number(row.hours_started),
    setByName: row.set_by_name,
    setAt: row.set_at,
  }
}

/** Who says for an organisation what reuse is taken to save. */
export const MAY_SET_HOURS: Allow = ['administrator', 'deployment-owner', 'executive-sponsor']

const hours = z.coerce
  .number({ error: 'Enter a number of hours.' })
  .min(0, 'Enter 0 or more.')
  .max(1000, 'Enter 1,000 or less.')

/** What setting the hours takes, for one item accepted whole and one started from. */
export const reuseHoursInput = z.object({ accepted: hours, started: hours })

/** Sets how many hours an organisation takes an accepted item, and a started one, to save. */
export const setReuseHours = command({
  name: 'evidence.set-reuse-hours',
  allow: MAY_SET_HOURS,
  input: reuseHoursInput,
  async run({ tx, actor, now, organisationId }, { accepted, started }) {
    const before = await readReuseHours(tx, organisationId())
    const columns = {
      hours_accepted: String(accepted),
      hours_started: String(started),
      set_by_name: actor.name,
      set_at: now,
    }
    await tx
      .insertInto('reuse_assumptions')
      .values({ organisation_id: organisationId(), ...columns })
      .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(columns))
      .execute()
    return {
      result: { accepted, started },
      audit: {
        subject: { kind: 'organisation', id: organisationId() },
        before: { hoursAccepted: before.accepted, hoursStarted: before.started },
        after: { hoursAccepted: accepted, hoursStarted: started },
      },
      events: [],
    }
  },
})

/** The assumption of the asker's organisation. */
export const showReuseHours = query({
  name: 'evidence.show-reuse-hours',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => readReuseHours(db, organisationId()),
})
