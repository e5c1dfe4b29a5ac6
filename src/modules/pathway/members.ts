import { Invalid } from '#kernel/errors.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { peopleWithRole } from '#modules/people/index.js'
import type { ReadDb } from '#registry/handles.js'

/** Somebody of an organisation, to give a task to. */
export interface MemberName {
  personId: string
  name: string
}

/** The people of an organisation, each once, by name. */
export const membersOf = async (db: ReadDb, organisationId: string): Promise<MemberName[]> => {
  const rows = await peopleWithRole(db, organisationId, MEMBER_ROLES)
  return [...new Map(rows.map((one) => [one.personId, one.name]))].map(([personId, name]) => ({
    personId,
    name,
  }))
}

/** Somebody of an organisation. Throws Invalid, naming the field, when they hold no role there. */
export const requireMemberName = async (
  db: ReadDb,
  organisationId: string,
  personId: string,
  field: string,
): Promise<MemberName> => {
  const found = (await membersOf(db, organisationId)).find((one) => one.personId === personId)
  if (found) return found
  throw new Invalid([{ field, message: 'Choose somebody who works at your organisation.' }])
}
