import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { callStop, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { answerAndSign } from '../evidence/testing/answer-everything.js'
import {
  addMembers,
  confirmAsMember,
  endConfirmation,
  removeMember,
  showMembers,
  signSecond,
  stateToMembers,
} from './index.js'

let app: TestApp
let elm: TestOrganisation
let oak: TestOrganisation
let owner: Actor
let groupSafety: Actor
let governance: Actor
let elmSponsor: Actor
let elmSafety: Actor
let oakSponsor: Actor
let stranger: Actor
let id: string

beforeAll(async () => {
  app = await testApp()
  const board = await app.world.organisation('Example Federation', 'icb')
  elm = await app.world.organisation('Elm Practice', 'gp-practice')
  oak = await app.world.organisation('Oak Practice', 'gp-practice')
  owner = await app.world.person(board, 'deployment-owner')
  groupSafety = await app.world.person(board, 'clinical-safety-officer')
  governance = await app.world.person(board, 'information-governance-lead')
  elmSponsor = await app.world.person(elm, 'executive-sponsor')
  elmSafety = await app.world.person(elm, 'clinical-safety-officer')
  oakSponsor = await app.world.person(oak, 'executive-sponsor', 'deployment-owner')
  const far = await app.world.organisation('Far Practice', 'gp-practice')
  stranger = await app.world.person(far, 'executive-sponsor', 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example note taker',
    version: { name: '1.0' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Notes in consultations' },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  id = made.id
})
afterAll(() => app.close())

const here = () => `/register/deployments/${id}/members`
const see = (actor: Actor) => app.registry.read(showMembers, actor, { deploymentId: id })
const stateOf = async (actor: Actor, organisation: TestOrganisation) =>
  (await see(actor)).members.find((one) => one.organisationId === organisation.id)?.state
const state = () =>
  app.registry.run(stateToMembers, owner, {
    deploymentId: id,
    words: 'We assessed the supplier. You tell your patients.',
  })
const confirm = async (actor: Actor, more: object = {}) =>
  app.registry.run(confirmAsMember, actor, {
    deploymentId: id,
    statementId: (await see(owner)).statement?.id ?? '',
    differs: 'no',
    ...more,
  })
const sign = (actor: Actor, member: TestOrganisation) =>
  app.registry.run(signSecond, actor, { deploymentId: id, memberId: member.id })

test('a practice sees nothing before it is covered; only the owner of the group covers', async () => {
  await expect(see(elmSponsor)).rejects.toThrow(NotFound)
  const input = { deploymentId: id, memberIds: [elm.id, oak.id] }
  await expect(app.registry.run(addMembers, groupSafety, input)).rejects.toThrow(NotAllowed)
  await expect(app.registry.run(addMembers, stranger, input)).rejects.toThrow(NotFound)
  const page = await app.get(`${here()}/add?q=Practice`, owner)
  expect(await page.text()).toContain(elm.name)
  const posted = await app.post(`${here()}/add`, owner, { q: 'x', memberIds: [elm.id, oak.id] })
  expect(posted.status).toBe(303)
  await expect(app.registry.run(addMembers, owner, input)).rejects.toThrow(Conflict)
  expect((await see(elmSponsor)).members.map((one) => one.name)).toEqual([elm.name])
  expect((await see(owner)).members).toHaveLength(2)
  const summary = await (await app.get(`/register/deployments/${id}`, elmSponsor)).text()
  expect(summary).toContain('Read what it did, confirm and sign')
})

test('the group states what is signed, and nothing before', async () => {
  await expect(state()).rejects.toThrow('Nothing is signed yet')
  await answerAndSign(
    app,
    { 'clinical-safety-officer': groupSafety, 'information-governance-lead': governance },
    id,
    ['R31', 'R18'],
  )
  await expect(confirm(elmSponsor)).rejects.toThrow('has not stated')
  await state()
  const html = await (await app.get(here(), elmSponsor)).text()
  for (const said of [
    'You tell your patients.',
    groupSafety.name,
    'What you confirm',
    'Where you sign',
  ])
    expect(html).toContain(said)
  expect(await (await app.get('/', elmSponsor)).text()).toContain('Read and sign')
})

describe('a practice', () => {
  test('says what differs, signs as controller, and a colleague signs second', async () => {
    await expect(confirm(elmSafety)).rejects.toThrow(NotAllowed)
    await expect(confirm(stranger)).rejects.toThrow(NotFound)
    await expect(confirm(owner)).rejects.toThrow(NotAllowed)
    await expect(confirm(elmSponsor, { differs: 'yes' })).rejects.toThrow(Invalid)
    await expect(confirm(elmSponsor, { statementId: 'rec_old' })).rejects.toThrow(Conflict)
    const { statement } = await see(elmSponsor)
    const posted = await app.post(here(), elmSponsor, {
      statementId: statement?.id ?? '',
      differs: 'yes',
      differences: 'Only the two branch rooms.',
    })
    expect(posted.status).toBe(303)
    expect(await stateOf(owner, elm)).toBe('second-to-sign')
    await expect(sign(elmSponsor, elm)).rejects.toThrow(NotAllowed)
    await expect(sign(groupSafety, elm)).rejects.toThrow('from the organisation itself')
    await expect(sign(oakSponsor, elm)).rejects.toThrow(NotAllowed)
    expect((await app.post(`${here()}/${elm.id}/sign-second`, elmSafety, {})).status).toBe(303)
    await expect(sign(elmSafety, elm)).rejects.toThrow(NotAllowed)
    expect(await stateOf(owner, elm)).toBe('confirmed')
    const group = await (await app.get(here(), owner)).text()
    expect(group).toContain('Only the two branch rooms.')
    expect(group).toContain('1 of 2 confirmed')
    const lines = await app.sql(
      `select command, organisation_id from audit where command like 'group-use.%' and organisation_id = $1 order by id`,
      [elm.id],
    )
    expect(lines.map((one) => one['command'])).toEqual([
      'group-use.confirm-as-member',
      'group-use.sign-second',
    ])
  })

  test('with nobody else takes the second signature from the group, not from who stated it', async () => {
    const { secondFrom } = await confirm(oakSponsor)
    expect(secondFrom).toBe('group')
    await expect(sign(oakSponsor, oak)).rejects.toThrow('from the group')
    await expect(sign(owner, oak)).rejects.toThrow('You stated')
    const wanted = `second signature for ${oak.name}`
    const homeOf = async (actor: Actor) => (await app.get('/', actor)).text()
    expect(await homeOf(groupSafety)).toContain(wanted)
    expect(await homeOf(owner)).not.toContain(wanted)
    expect(await (await app.get(here(), owner)).text()).toContain('From us')
    await sign(groupSafety, oak)
    expect(await homeOf(groupSafety)).not.toContain(wanted)
    expect(await stateOf(oakSponsor, oak)).toBe('confirmed')
    expect((await see(elmSponsor)).members).toHaveLength(1)
  })

  test('confirms again what the group states anew', async () => {
    await state()
    expect(await stateOf(owner, elm)).toBe('to-confirm-again')
    await confirm(elmSponsor)
    await sign(elmSafety, elm)
    expect(await stateOf(owner, elm)).toBe('confirmed')
    const answer = await app.api('GET', `/deployments/${id}/members`, owner)
    expect((await answer.json()).members).toMatchObject([
      { name: elm.name, state: 'confirmed', differences: '' },
      { name: oak.name, state: 'to-confirm-again' },
    ])
  })

  test('is told of a stop by the group like whoever runs it', async () => {
    await app.registry.run(callStop, owner, { deploymentId: id, reason: 'It leaves words out.' })
    await app.drain()
    const told = await app.sql<{ organisation_id: string }>(
      `select organisation_id from alert_recipients where part = 'runs-it' order by 1`,
    )
    expect(told.map((one) => one.organisation_id)).toEqual([elm.id, oak.id].toSorted())
    const home = await (await app.get('/', elmSafety)).text()
    expect(home).toContain('Example note taker')
  })

  test('does the same over the API, where signing is for people', async () => {
    const call = async (path: string, actor: Actor, body?: unknown) => {
      const response = await app.api('POST', `/deployments/${id}/${path}`, actor, body)
      return { status: response.status, json: await response.json() }
    }
    const key = (person: Actor): Actor => ({ ...person, kind: 'key', id: `key_${person.id}` })
    const words = { words: 'We read the new version.' }
    expect(await call('member-statements', key(owner), words)).toMatchObject({
      status: 403,
      json: { detail: 'Only a person can state this.' },
    })
    expect((await call('member-statements', elmSponsor, words)).status).toBe(403)
    expect((await call('member-statements', owner, {})).status).toBe(422)
    expect((await call('member-statements', owner, words)).status).toBe(201)
    const read = await app.api('GET', `/deployments/${id}/members`, elmSponsor)
    const { statement, members } = await read.json()
    expect(statement).toMatchObject({ words: words.words, stated_by: owner.name })
    expect(members).toMatchObject([{ name: elm.name, state: 'to-confirm-again' }])
    const given = { statementId: statement.id, differs: 'no' }
    expect((await call('member-confirmations', key(elmSponsor), given)).status).toBe(403)
    expect((await call('member-confirmations', elmSponsor, { differs: 'no' })).status).toBe(422)
    expect((await call('member-confirmations', elmSponsor, given)).json).toMatchObject({
      secondFrom: 'member',
    })
    const second = `members/${elm.id}/second-signatures`
    expect((await call(second, key(elmSafety))).status).toBe(403)
    expect((await call(second, elmSafety)).status).toBe(201)
    expect((await call('members', owner, { memberIds: [] })).status).toBe(422)
    expect((await call('members', owner, { memberIds: [elm.id] })).status).toBe(409)
    const leave = { reason: 'It left the federation.' }
    expect((await call(`members/${oak.id}/remove`, elmSponsor, leave)).status).toBe(403)
    expect((await call(`members/${oak.id}/remove`, owner, leave)).json).toEqual({ name: oak.name })
    expect((await call('member-confirmations/end', elmSponsor, {})).status).toBe(422)
  })

  test('ends its confirmation, and is removed by the group with the reason', async () => {
    const end = (actor: Actor) =>
      app.registry.run(endConfirmation, actor, { deploymentId: id, reason: 'Not used any more.' })
    await expect(end(stranger)).rejects.toThrow(NotFound)
    await end(elmSafety)
    await expect(end(elmSafety)).rejects.toThrow(Conflict)
    expect(await stateOf(owner, elm)).toBe('not-confirmed')
    const remove = { deploymentId: id, memberId: elm.id, reason: 'It left the federation.' }
    await expect(app.registry.run(removeMember, elmSponsor, remove)).rejects.toThrow(NotAllowed)
    await app.registry.run(removeMember, owner, remove)
    await expect(app.registry.run(removeMember, owner, remove)).rejects.toThrow(NotFound)
    await expect(see(elmSponsor)).rejects.toThrow(NotFound)
  })
})
