import { Invalid } from '#kernel/errors.js'
import type { ReadDb } from '#registry/handles.js'

/** Throws Invalid, at the field `ownerId`, for somebody who has no role in the organisation. */
export const requireMember = async (
  db: ReadDb,
  personId: string,
  organisationId: string,
): Promise<void> => {
  const member = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('held_until', 'is', null)
    .executeTakeFirst()
  if (member) return
  throw new Invalid([
    { field: 'ownerId', message: 'Choose somebody who has a role in your organisation.' },
  ])
}
