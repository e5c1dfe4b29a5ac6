import { z } from 'zod'
import { decodeCursor, PAGE_SIZE, toPage, type ListPage } from '#kernel/paging.js'
import { isRole, ROLES } from '#kernel/roles.js'
import { query } from '#registry/query.js'
import type { Member } from './model.js'

/** The people who hold a role in the organisation now, by name. */
export const findPeople = query({
  name: 'people.find-people',
  allow: ['administrator', 'auditor', 'system'],
  input: z.object({
    text: z.string().max(200).default(''),
    role: z.enum(ROLES).or(z.literal('')).default(''),
    cursor: z.string().max(500).default(''),
  }),
  async run({ db, organisationId }, { text, role, cursor }): Promise<ListPage<Member>> {
    const after = cursor ? decodeCursor(cursor, 2) : null
    const like = `%${text
      .trim()
      .toLowerCase()
      .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    const rows = await db
      .selectFrom('memberships')
      .innerJoin('people', 'people.id', 'memberships.person_id')
      .select(['people.id', 'people.name', 'people.email', 'people.deactivated_at'])
      .select((one) =>
        one.fn
          .agg<string[]>('array_agg', ['memberships.role'])
          .orderBy('memberships.role')
          .as('roles'),
      )
      .where('memberships.organisation_id', '=', organisationId())
      .where('memberships.held_until', 'is', null)
      .where((one) =>
        one.or([
          one(one.fn('lower', ['people.name']), 'like', like),
          one('people.email', 'like', like),
        ]),
      )
      .$if(after !== null, (some) =>
        some.where((one) =>
          one(
            one.refTuple('people.name', 'people.id'),
            '>',
            one.tuple(String(after?.[0] ?? ''), String(after?.[1] ?? '')),
          ),
        ),
      )
      .groupBy(['people.id', 'people.name', 'people.email', 'people.deactivated_at'])
      .$if(role !== '', (some) =>
        some.having((one) => one.fn('bool_or', [one('memberships.role', '=', role)]), '=', true),
      )
      .orderBy('people.name')
      .orderBy('people.id')
      .limit(PAGE_SIZE + 1)
      .execute()
    const members = rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      deactivatedAt: row.deactivated_at,
      roles: row.roles.filter(isRole),
    }))
    return toPage(members, PAGE_SIZE, (member) => [member.name, member.id])
  },
})
