import type pg from 'pg'
import type { Actor } from '#kernel/actor.js'
import type { NewId } from '#kernel/ids.js'
import type { Role } from '#kernel/roles.js'
import type { Clock } from '#kernel/time.js'

/** An organisation of a test. */
export interface TestOrganisation {
  id: string
  name: string
}

/** Makes the organisations and people a test starts from, straight in the database. */
export interface World {
  organisation(
    name: string,
    kind?: 'trust' | 'icb' | 'gp-practice' | 'supplier',
  ): Promise<TestOrganisation>
  /** An integrated care board with so many trusts that belong to its system. */
  system(trusts: number): Promise<{ icb: TestOrganisation; trusts: TestOrganisation[] }>
  /** Somebody who holds roles there, as the actor that commands take. */
  person(organisation: TestOrganisation, ...roles: Role[]): Promise<Actor>
}

/** A world over a connection that row-level security does not bind. */
export const makeWorld = (superuser: pg.Pool, newId: NewId, clock: Clock): World => {
  const unique = Math.random().toString(36).slice(2, 8)
  let count = 0
  const organisation: World['organisation'] = async (name, kind = 'trust') => {
    count += 1
    const made = { id: newId('org'), name: `${name} ${unique}${count}` }
    await superuser.query(
      `insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
       values ($1, $2, $3, $4, 'test', $5, $5)`,
      [made.id, `T${unique}${count}`.toUpperCase(), made.name, kind, clock.now()],
    )
    return made
  }
  const join = (member: TestOrganisation, icb: TestOrganisation) =>
    superuser.query(
      `insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
       values ($1, $2, $3, '2026-04-01', 'test', $4, 'test')`,
      [newId('mem'), member.id, icb.id, clock.now()],
    )
  return {
    organisation,
    system: async (number) => {
      const icb = await organisation('Example ICB', 'icb')
      const trusts: TestOrganisation[] = []
      for (let place = 0; place < number; place += 1) {
        const trust = await organisation(`Example Trust ${String.fromCodePoint(65 + place)}`)
        await join(trust, icb)
        trusts.push(trust)
      }
      return { icb, trusts }
    },
    person: async (where, ...roles) => {
      count += 1
      const id = newId('acc')
      const name = `Person ${count}`
      await superuser.query(
        'insert into people (id, name, email, created_at) values ($1, $2, $3, $4)',
        [id, name, `person${count}.${unique}@example.nhs.test`, clock.now()],
      )
      for (const role of roles) {
        await superuser.query(
          `insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
           values ($1, $2, $3, $4, $5, 'test')`,
          [newId('mem'), where.id, id, role, clock.now()],
        )
      }
      return {
        kind: 'person',
        id,
        name,
        organisationId: where.id,
        organisationName: where.name,
        roles,
      }
    },
  }
}
