import { sql } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import { isRole, type Role } from '#kernel/roles.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Member, Person } from './model.js'

const personColumns = ['people.id', 'people.name', 'people.email', 'people.deactivated_at'] as const

/** The person with this id, or undefined when there is none that the actor may see. */
export const readPerson = async (db: ReadDb, id: string): Promise<Person | undefined> => {
  const row = await db
    .selectFrom('people')
    .select(personColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, name: row.name, email: row.email, deactivatedAt: row.deactivated_at }
}

/** A person of an organisation, with the roles they hold there now. Throws NotFound. */
export const requireMember = async (
  db: ReadDb,
  organisationId: string,
  personId: string,
): Promise<Member> => {
  const person = await readPerson(db, personId)
  const rows = await db
    .selectFrom('memberships')
    .select(['role', 'held_until'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .orderBy('role')
    .execute()
  if (!person || rows.length === 0) throw new NotFound('There is no such person here.')
  const open = rows.filter((row) => row.held_until === null).map((row) => row.role)
  return { ...person, roles: open.filter(isRole) }
}

/** Who holds one of these roles at an organisation now, by name. */
export const peopleWithRole = async (
  db: ReadDb,
  organisationId: string,
  roles: readonly Role[],
): Promise<{ personId: string; name: string; email: string; role: Role }[]> => {
  const { rows } = await sql<{ person_id: string; name: string; email: string; role: Role }>`
    select * from people_with_role(${organisationId}, ${sql.val([...roles])}::text[])`.execute(db)
  return rows.map(({ person_id: personId, name, email, role }) => ({ personId, name, email, role }))
}

/** The organisations where a person holds roles now, other than one of them. */
export const worksElsewhere = async (
  db: ReadDb,
  personId: string,
  organisationId: string,
): Promise<boolean> => {
  const { rows } = await sql<{ organisation_id: string }>`
    select distinct organisation_id from memberships_of(${personId})`.execute(db)
  return rows.some((row) => row.organisation_id !== organisationId)
}

/** How many roles are held anywhere, and how many of them are operators. */
export const countPeople = async (db: ReadDb): Promise<{ members: number; operators: number }> => {
  const { rows } = await sql<{
    members: number
    operators: number
  }>`select * from people_counts()`.execute(db)
  return rows[0] ?? { members: 0, operators: 0 }
}

/** How many administrators an organisation has, and operators the whole Wardround. */
export const countLeft = async (db: ReadDb, organisationId: string) => ({
  administrators: (await peopleWithRole(db, organisationId, ['administrator'])).length,
  operators: (await countPeople(db)).operators,
})

/** Adds a person, who may be there already from another organisation; opens a closed one again. */
export const addPerson = async (
  tx: Tx,
  person: { id: string; name: string; email: string },
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('people')
    .values({ ...person, created_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await tx
    .updateTable('people')
    .set((set) => ({ deactivated_at: null, revision: set('revision', '+', 1) }))
    .where('id', '=', person.id)
    .where('deactivated_at', 'is not', null)
    .execute()
}

/** Gives roles; those that are held already stay as they are. Returns the new ones. */
export const addRoles = async (
  tx: Tx,
  given: { organisationId: string; personId: string; roles: readonly Role[]; by: string; at: Date },
  newId: () => string,
): Promise<Role[]> => {
  const rows = await tx
    .insertInto('memberships')
    .values(
      given.roles.map((role) => ({
        id: newId(),
        organisation_id: given.organisationId,
        person_id: given.personId,
        role,
        held_from: given.at,
        given_by: given.by,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'person_id', 'role'])
        .where('held_until', 'is', null)
        .doNothing(),
    )
    .returning('role')
    .execute()
  return rows.map((row) => row.role).filter(isRole)
}

/** Ends roles of a person at an organisation, all of them unless some are named; returns which. */
export const endRoles = async (
  tx: Tx,
  ended: {
    organisationId: string
    personId: string
    roles?: readonly Role[]
    by: string
    at: Date
  },
): Promise<Role[]> => {
  const { roles } = ended
  const rows = await tx
    .updateTable('memberships')
    .set({ held_until: ended.at, ended_by: ended.by })
    .where('organisation_id', '=', ended.organisationId)
    .where('person_id', '=', ended.personId)
    .where('held_until', 'is', null)
    .$if(roles !== undefined, (some) => some.where('role', 'in', [...(roles ?? [])]))
    .returning('role')
    .execute()
  return rows.map((row) => row.role).filter(isRole)
}

/** Marks a person as gone, once they hold no role anywhere. */
export const closePerson = async (tx: Tx, personId: string, now: Date): Promise<void> => {
  await tx
    .updateTable('people')
    .set((set) => ({ deactivated_at: now, revision: set('revision', '+', 1) }))
    .where('id', '=', personId)
    .execute()
}

/** Changes the name of a person. */
export const renamePerson = async (tx: Tx, personId: string, name: string): Promise<void> => {
  await tx
    .updateTable('people')
    .set((set) => ({ name, revision: set('revision', '+', 1) }))
    .where('id', '=', personId)
    .execute()
}
