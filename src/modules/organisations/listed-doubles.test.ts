import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import {
  addNamedOrganisation,
  decideProposal,
  editOrganisation,
  importOrganisations,
  sayWhetherListed,
  takeListedBack,
} from './index.js'
import { nationalFile, trust } from './ods/testing/national-file.js'
import { command } from '#registry/command.js'
import { addOrganisationInput } from './model.js'
import { showOrganisation } from './show-organisation.js'

let app: TestApp
let operator: Actor
let stranger: Actor
let count = 0

const PLACES = [
  '',
  'Alderbrook Mental Health',
  'Whitmore Vale Ambulance',
  'Kestrel Downs Hospitals',
]
PLACES.push('Ottery Children and Families', 'Quarry Hill Eye', 'Zennor Community Dental')
PLACES.push('Ivelbury Foundation', 'Pexham Women', 'Durnley Orthopaedic')

/** An organisation that somebody named without a code, its administrator, and the code a file gives it. */
let named: { id: string; name: string }
let administrator: Actor
let code: string

const add = command({
  name: 'test.add',
  allow: ['operator'],
  input: addOrganisationInput,
  run: ({ tx, now, newId }, given) => addNamedOrganisation(tx, newId('org'), given, now),
})

const revisionOf = async (id: string): Promise<number> =>
  (await app.registry.read(showOrganisation, operator, { id })).organisation.revision

const listedOf = async (name: string) =>
  (
    await app.sql<{ id: string; ods_code: string | null }>(
      'select id, ods_code from organisations where ods_code = $1',
      [name],
    )
  )[0]

const takeIn = (...rows: Parameters<typeof nationalFile>[0]) =>
  app.registry.run(importOrganisations, operator, { file: nationalFile(rows) })

const answer = (listed: string, actor = administrator, also: string[] = []) =>
  app.registry.run(sayWhetherListed, actor, { organisationId: named.id, listed, shown: also })

const facts = async (id: string) => {
  const [row] = await app.sql(
    'select name, kind, ods_code, postcode, source from organisations where id = $1',
    [id],
  )
  return row
}

beforeAll(async () => {
  app = await testApp()
  const home = await app.world.organisation('Example Operator')
  operator = await app.world.person(home, 'operator')
  stranger = await app.world.person(home, 'administrator')
  const board = await app.world.organisation('Example Board', 'icb')
  await app.sql(`update organisations set ods_code = 'QMJ' where id = $1`, [board.id])
})
afterAll(() => app.close())

beforeEach(async () => {
  count += 1
  code = `RY${count}`
  named = await app.registry.run(add, operator, {
    name: `${PLACES[count] ?? ''} Trust`,
    kind: 'other-nhs',
  })
  administrator = await app.world.person(named, 'administrator')
})

const listing = (change = {}) =>
  trust(code, { 2: named.name.replace(' Trust', ' NHS Trust').toUpperCase(), ...change })

describe('an organisation that somebody named, and a national file that lists it', () => {
  test('by its code it is that one, whatever kind somebody gave it', async () => {
    await app.registry.run(editOrganisation, administrator, {
      id: named.id,
      revision: await revisionOf(named.id),
      name: named.name,
      odsCode: code.toLowerCase(),
    })
    const { changes } = await takeIn(listing())
    expect([changes.added, changes.needs_a_person]).toEqual([[], []])
    expect(changes.changed[0]?.changes).toContainEqual({
      field: 'kind',
      before: 'other-nhs',
      after: 'trust',
    })
    expect(await facts(named.id)).toMatchObject({ kind: 'trust', ods_code: code, source: 'etr' })
    expect((await takeIn(listing())).changes.unchanged).toBe(1)
  })

  test('without a code its administrator is asked on Home, says that they are one, and may take it back', async () => {
    const people = await app.sql('select id from memberships where organisation_id = $1', [
      named.id,
    ])
    await takeIn(listing())
    const listed = await listedOf(code)
    const before = await facts(named.id)
    const home = await (await app.get('/', administrator)).text()
    expect(home).toContain(`Is your organisation`)
    expect(home).toContain(`/register/organisations/${named.id}/listed`)
    const here = `/register/organisations/${named.id}`
    const form = await (await app.get(`${here}/listed`, administrator)).text()
    expect(form).toContain(`(${code})`)
    const sent = await app.post(`${here}/listed`, administrator, {
      listed: listed?.id ?? '',
      shown: listed?.id ?? '',
    })
    expect(sent.status).toBe(303)
    expect(await facts(named.id)).toMatchObject({
      kind: 'trust',
      ods_code: code,
      postcode: 'ZZ1 1ZZ',
      source: 'etr',
    })
    expect(await app.sql('select 1 from organisations where ods_code = $1', [code])).toHaveLength(1)
    expect(
      await app.sql('select id from memberships where organisation_id = $1', [named.id]),
    ).toEqual(people)
    const proposals = await app.sql(
      'select id from system_membership_proposals where organisation_id = $1',
      [named.id],
    )
    expect(proposals).toHaveLength(1)
    expect((await takeIn(listing())).changes.unchanged).toBe(1)
    expect(await (await app.get(here, administrator)).text()).toContain('Take this back')

    expect((await app.post(`${here}/listed/back`, administrator, {})).status).toBe(303)
    expect(await facts(named.id)).toEqual(before)
    expect((await listedOf(code))?.id).toBe(listed?.id)
    expect(
      await app.sql('select id from system_membership_proposals where organisation_id = $1', [
        listed?.id,
      ]),
    ).toEqual(proposals)
    const lines = await app.sql(
      `select command, actor_id from audit where subject_id = $1 and command like '%listed%' order by id`,
      [named.id],
    )
    expect(lines).toEqual([
      { command: 'organisations.say-whether-listed', actor_id: administrator.id },
      { command: 'organisations.take-listed-back', actor_id: administrator.id },
    ])
  })

  test('it cannot be taken back once its system was confirmed, or its facts changed', async () => {
    await takeIn(listing())
    await answer((await listedOf(code))?.id ?? '')
    const [proposal] = await app.sql<{ id: string }>(
      'select id from system_membership_proposals where organisation_id = $1',
      [named.id],
    )
    await app.registry.run(decideProposal, administrator, {
      decision: 'accept',
      proposalId: proposal?.id,
      from: '2026-04-01',
    })
    const back = () => app.registry.run(takeListedBack, administrator, { organisationId: named.id })
    await expect(back()).rejects.toThrow(/changed since/)
    expect(await facts(named.id)).toMatchObject({ ods_code: code })
    await app.sql('update system_membership_proposals set decided_at = null where id = $1', [
      proposal?.id,
    ])
    await takeIn(listing({ 10: 'ZZ9 9ZZ' }))
    await expect(back()).rejects.toThrow(/changed since/)
  })

  test('one that has people of its own is not taken over', async () => {
    await takeIn(listing())
    const listed = await listedOf(code)
    await app.world.person({ id: listed?.id ?? '', name: '' }, 'staff')
    await expect(answer(listed?.id ?? '')).rejects.toThrow(Conflict)
    expect((await listedOf(code))?.id).toBe(listed?.id)
    expect(await facts(named.id)).toMatchObject({ ods_code: null })
  })

  test('“none of these” is not asked again, and nothing else is changed by it', async () => {
    await takeIn(listing())
    const listed = await listedOf(code)
    const before = await facts(named.id)
    await answer('none', administrator, [listed?.id ?? ''])
    expect(await (await app.get('/', administrator)).text()).not.toContain('Is your organisation')
    await expect(answer(listed?.id ?? '')).rejects.toThrow(Invalid)
    expect(await facts(named.id)).toEqual(before)
  })

  test('nobody else may say it, and a partner becomes an NHS body by an operator alone', async () => {
    await takeIn(listing())
    const listed = await listedOf(code)
    await expect(answer(listed?.id ?? '', stranger)).rejects.toThrow(NotAllowed)
    await app.sql(`update organisations set kind = 'partner' where id = $1`, [named.id])
    await expect(answer(listed?.id ?? '')).rejects.toThrow(NotAllowed)
    await answer(listed?.id ?? '', operator)
    expect(await facts(named.id)).toMatchObject({ kind: 'trust', ods_code: code })
  })
})

describe('correcting an organisation', () => {
  const edit = async (given: object, actor = administrator) =>
    app.registry.run(editOrganisation, actor, {
      id: named.id,
      revision: await revisionOf(named.id),
      name: named.name,
      ...given,
    })

  test('by its form: name, kind, code and address, with its line of the trail', async () => {
    const here = `/register/organisations/${named.id}`
    expect(await (await app.get(here, administrator)).text()).toContain(`${here}/edit`)
    const page = await (await app.get(`${here}/edit`, administrator)).text()
    const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
    const values = { revision, name: 'Greenwood Care', kind: 'gp-practice', odsCode: `X${code}` }
    const bad = await app.post(`${here}/edit`, administrator, { ...values, postcode: 'nowhere' })
    expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('Greenwood Care')])
    const sent = await app.post(`${here}/edit`, administrator, {
      ...values,
      address: '1 High Street\r\nGreenwood',
      postcode: 'se1 9rt',
    })
    expect(sent.status).toBe(303)
    expect(await facts(named.id)).toMatchObject({
      name: 'Greenwood Care',
      kind: 'gp-practice',
      ods_code: `X${code}`,
      postcode: 'SE1 9RT',
    })
    const lost = await app.post(`${here}/edit`, administrator, { ...values, name: 'Mine' })
    expect([lost.status, await lost.text()]).toEqual([
      409,
      expect.stringContaining('Now stored: Greenwood Care'),
    ])
    const [line] = await app.sql(
      `select before, after from audit where command = 'organisations.edit-organisation' and subject_id = $1`,
      [named.id],
    )
    expect(line).toMatchObject({
      before: { name: named.name },
      after: { name: 'Greenwood Care', address: ['1 High Street', 'Greenwood'] },
    })
  })

  test('its kind only within the NHS, for an operator to any; in the database as well', async () => {
    await expect(edit({ kind: 'partner' })).rejects.toThrow(NotAllowed)
    await expect(edit({ kind: 'icb' })).rejects.toThrow(NotAllowed)
    await edit({ kind: 'gp-practice' })
    await edit({ kind: 'partner' }, operator)
    await expect(edit({ kind: 'trust' })).rejects.toThrow(NotAllowed)
    await expect(edit({ kind: 'supplier' }, operator)).rejects.toThrow(NotAllowed)
    const around = command({
      name: 'test.around-the-rule',
      allow: ['administrator'],
      input: addOrganisationInput,
      run: async ({ tx }) => {
        await tx
          .updateTable('organisations')
          .set({ kind: 'trust' })
          .where('id', '=', named.id)
          .execute()
        return { result: null, audit: 'nothing-changed', events: [] }
      },
    })
    const given = { name: 'x', kind: 'trust' }
    await expect(app.registry.run(around, administrator, given)).rejects.toThrow(/operator/)
    expect(await facts(named.id)).toMatchObject({ kind: 'partner' })
  })

  test('a code that is listed leads to saying that they are one; others may not, nor what a file lists', async () => {
    await takeIn(listing())
    await expect(edit({ odsCode: code })).rejects.toThrow(/Is it listed already/)
    await expect(edit({ name: 'Mine' }, stranger)).rejects.toThrow(NotAllowed)
    const listed = await listedOf(code)
    const ofFile = { id: listed?.id, revision: 1, name: 'Mine' }
    await expect(app.registry.run(editOrganisation, operator, ofFile)).rejects.toThrow(
      /national file/,
    )
  })
})
