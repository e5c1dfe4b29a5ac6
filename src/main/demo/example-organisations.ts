import { z } from 'zod'
import { ROLES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'

/** The organisations of the worked example; none of them exists. */
const EXAMPLE_ORGANISATIONS = [
  { key: 'system', name: 'Example Integrated Care System', kind: 'icb', code: 'EXA' },
  { key: 'teaching', name: 'Example Teaching Hospitals', kind: 'trust', code: 'EXA01' },
  { key: 'north', name: 'Example North', kind: 'trust', code: 'EXA02' },
  { key: 'riverside', name: 'Example Riverside', kind: 'trust', code: 'EXA03' },
  { key: 'south', name: 'Example South', kind: 'trust', code: 'EXA04' },
  { key: 'federation', name: 'Example GP Federation', kind: 'other-nhs', code: 'EXA05' },
  { key: 'elm', name: 'Example Elm Practice', kind: 'gp-practice', code: 'EXA06' },
  { key: 'oak', name: 'Example Oak Practice', kind: 'gp-practice', code: 'EXA07' },
  { key: 'supplier', name: 'Example Health Software', kind: 'supplier', code: null },
] as const

/** How the worked example calls one of its organisations. */
export type ExampleKey = (typeof EXAMPLE_ORGANISATIONS)[number]['key']

/** Adds the example's organisations, those of the NHS as members of its system. */
export const addExampleOrganisations = command({
  name: 'demo.add-organisations',
  allow: ['system'],
  input: z.strictObject({}),
  async run({ tx, now, newId }) {
    const made = EXAMPLE_ORGANISATIONS.map((one) => ({ ...one, id: newId('org') }))
    await tx
      .insertInto('organisations')
      .values(
        made.map((one) => ({
          id: one.id,
          ods_code: one.code,
          name: one.name,
          kind: one.kind,
          source: 'Worked example: this organisation does not exist',
          is_example: true,
          created_at: now,
          changed_at: now,
        })),
      )
      .execute()
    const system = made.find((one) => one.key === 'system')
    const members = made.filter((one) => one.kind !== 'icb' && one.kind !== 'supplier')
    await tx
      .insertInto('system_memberships')
      .values(
        members.map((member) => ({
          id: newId('mem'),
          organisation_id: member.id,
          system_id: system?.id ?? '',
          member_from: londonDate(now),
          confirmed_by: 'Worked example',
          confirmed_at: now,
          source: `Worked example, ${londonDate(now)}`,
        })),
      )
      .execute()
    return {
      result: made.map(({ key, id, name }) => ({ key, id, name })),
      audit: { subject: { kind: 'example', id: 'organisations' }, after: { organisations: made } },
      events: [],
    }
  },
})

/** Gives somebody of the example their roles. */
export const addExamplePerson = command({
  name: 'demo.add-person',
  allow: ['system'],
  input: z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(ROLES)),
  }),
  async run({ tx, now, newId, organisationId, actor }, person) {
    await tx
      .insertInto('people')
      .values({ id: person.id, name: person.name, email: person.email, created_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    await tx
      .insertInto('memberships')
      .values(
        person.roles.map((role) => ({
          id: newId('mem'),
          organisation_id: organisationId(),
          person_id: person.id,
          role,
          held_from: now,
          given_by: actor.id,
        })),
      )
      .execute()
    return {
      result: null,
      audit: { subject: { kind: 'person', id: person.id }, after: { roles: person.roles } },
      events: [],
    }
  },
})
