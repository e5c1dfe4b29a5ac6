import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import { isRole, type Role } from '#kernel/roles.js'
import { query } from '#registry/query.js'

/** The roles a person holds in one organisation. */
export interface HeldRoles {
  organisationId: string
  organisationName: string
  organisationKind: string
  isExample: boolean
  roles: readonly Role[]
  /** Whom they stand in for, by role, where they do not hold the role themselves. */
  deputyFor: NonNullable<Actor['deputyFor']>
}

/** The organisations the person has roles in, by name; asked once a request. */
export const membershipsOf = query({
  name: 'people.memberships-of',
  allow: ['person', 'system'],
  input: z.object({ personId: z.string().max(60) }),
  async run({ db, actor }, { personId }): Promise<HeldRoles[]> {
    const wanted = actor.kind === 'system' ? personId : actor.id
    const { rows } = await sql<MembershipRow>`select * from memberships_of(${wanted})`.execute(db)
    const held = new Map<string, Gathered>()
    for (const row of rows) {
      const earlier = held.get(row.organisation_id) ?? {
        ...organisationOfRow(row),
        roles: [],
        deputyFor: {},
      }
      addRole(earlier, row)
      held.set(row.organisation_id, earlier)
    }
    return [...held.values()]
  },
})

type Gathered = Omit<HeldRoles, 'roles' | 'deputyFor'> & {
  roles: Role[]
  deputyFor: Partial<Record<Role, Principal>>
}

interface Principal {
  personId: string
  personName: string
}

/** A role of one's own comes first in the rows, so what follows for the same role adds nothing. */
const addRole = (to: Gathered, row: MembershipRow): void => {
  if (!isRole(row.role) || to.roles.includes(row.role)) return
  to.roles.push(row.role)
  if (row.on_behalf_of !== null)
    to.deputyFor[row.role] = {
      personId: row.on_behalf_of,
      personName: row.on_behalf_of_name ?? '',
    }
}

interface MembershipRow {
  organisation_id: string
  organisation_name: string
  organisation_kind: string
  is_example: boolean
  role: string
  on_behalf_of: string | null
  on_behalf_of_name: string | null
}

const organisationOfRow = (row: MembershipRow) => ({
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  organisationKind: row.organisation_kind,
  isExample: row.is_example,
})
