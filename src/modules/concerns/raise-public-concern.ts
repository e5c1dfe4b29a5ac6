import { sql } from 'kysely'
import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { concernRaised } from '#kernel/events/concerns.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import { raisePublicConcernInput } from './model.js'
import { checkNoticed, type RaisedConcern } from './raise-concern.js'
import { clocksOf, referenceOf } from './rules.js'

/** The organisation a member of the public raises a concern with. Throws NotFound when it has never published one. */
export const publicConcernOrganisation = query({
  name: 'concerns.public-concern-organisation',
  allow: ['public'],
  input: z.object({ organisation: z.string().max(60) }),
  run: ({ db }, { organisation }) => requireTaking(db, organisation),
})

/** Whether the public can raise a concern with an organisation: it has published a tool at some time. */
export const takesPublicConcerns = query({
  name: 'concerns.takes-public-concerns',
  allow: ['public'],
  input: z.object({ organisation: z.string().max(60) }),
  run: async ({ db }, { organisation }) => (await readTaking(db, organisation)) !== undefined,
})

/**
 * Takes in a concern of a member of the public, who is not asked who they are. Throws NotFound. The audit
 * line belongs to no organisation and so holds no words; they stand in the concern alone.
 */
export const raisePublicConcern = command({
  name: 'concerns.raise-public-concern',
  allow: ['public'],
  input: raisePublicConcernInput,
  async run({ tx, now, newId }, input) {
    checkNoticed(input.noticedOn, now)
    const organisation = await requireTaking(tx, input.organisation)
    const id = newId('con')
    const clocks = clocksOf(now, input.harm)
    const result: RaisedConcern = { id, reference: referenceOf(id), ...clocks }
    await sql`select receive_public_concern(${id}, ${organisation.id}, ${result.reference}, ${input.tool},
      ${input.whatHappened}, ${input.noticedOn}::date, ${input.harm}, ${input.stillHappening}, ${now},
      ${clocks.acknowledgeBy}::date, ${clocks.triageBy}::date)`.execute(tx)
    return {
      result,
      audit: {
        subject: { kind: 'concern', id },
        after: { reference: result.reference, origin: 'public', organisationId: organisation.id },
      },
      events: [
        concernRaised({
          concernId: id,
          organisationId: organisation.id,
          deploymentId: null,
          origin: 'public',
        }),
      ],
    }
  },
})

const requireTaking = async (db: ReadDb, wanted: string): Promise<{ id: string; name: string }> => {
  const organisation = await readTaking(db, wanted)
  if (organisation) return organisation
  throw new NotFound(
    'This organisation has published no AI tool in Wardround. Find yours in the public register.',
  )
}

const readTaking = async (
  db: ReadDb,
  wanted: string,
): Promise<{ id: string; name: string } | undefined> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from takes_public_concerns(${wanted})`.execute(db)
  return rows[0]
}
