import { sql } from 'kysely'
import { z } from 'zod'
import { isRole, type Role } from '#kernel/roles.js'
import { query } from '#registry/query.js'

/** The roles a person holds in one organisation. */
export interface HeldRoles {
  organisationId: string
  organisationName: string
  organisationKind: string
  isExample: boolean
  roles: readonly Role[]
}

/** The organisations the person has roles in, by name; asked once a request. */
export const membershipsOf = query({
  name: 'people.memberships-of',
  allow: ['person', 'system'],
  input: z.object({ personId: z.string().max(60) }),
  async run({ db, actor }, { personId }): Promise<HeldRoles[]> {
    const wanted = actor.kind === 'system' ? personId : actor.id
    const { rows } = await sql<MembershipRow>`select * from memberships_of(${wanted})`.execute(db)
    const held = new Map<string, HeldRoles & { roles: Role[] }>()
    for (const row of rows) {
      const earlier = held.get(row.organisation_id) ?? { ...organisationOfRow(row), roles: [] }
      if (isRole(row.role)) earlier.roles.push(row.role)
      held.set(row.organisation_id, earlier)
    }
    return [...held.values()]
  },
})

interface MembershipRow {
  organisation_id: string
  organisation_name: string
  organisation_kind: string
  is_example: boolean
  role: string
}

const organisationOfRow = (row: MembershipRow) => ({
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  organisationKind: row.organisation_kind,
  isExample: row.is_example,
})
