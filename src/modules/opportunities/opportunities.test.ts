import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import {
  editOpportunity,
  parkOpportunity,
  putForwardOpportunity,
  reopenOpportunity,
  showOpportunity,
} from './index.js'

let app: TestApp
let staff: Actor
let colleague: Actor
let auditor: Actor
let partner: Actor
let stranger: Actor

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  staff = await app.world.person(home, 'staff')
  colleague = await app.world.person(home, 'staff')
  auditor = await app.world.person(home, 'auditor')
  partner = await app.world.person(other, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'staff')
})
afterAll(() => app.close())

const idea = { title: 'Letters take weeks', problem: 'Typing takes weeks.' }
const putForward = (input: object = {}) =>
  app.registry.run(putForwardOpportunity, staff, { ...idea, ...input })

describe('an idea', () => {
  test('is not lost when the session has ended, or the form belongs to another one', async () => {
    const at = '/register/opportunities/new'
    const signedOut = await app.post(at, undefined, idea)
    const page = await signedOut.text()
    expect(signedOut.status).toBe(401)
    expect(page).toContain('>Typing takes weeks.</textarea>')
    expect(page).toContain(`href="/sign-in?next=${encodeURIComponent(at)}"`)
    const tooOld = await app.post(at, staff, { ...idea, csrf: 'of an earlier session' })
    expect(tooOld.status).toBe(403)
    expect(await tooOld.text()).toContain('>Typing takes weeks.</textarea>')
  })

  test('is put forward by a member of staff through the form, and the history says so', async () => {
    const sent = await app.post('/register/opportunities/new', staff, { ...idea, isClinical: 'no' })
    expect(sent.status).toBe(303)
    const id = sent.headers.get('location')?.split('/').at(-1) ?? ''
    const page = await app.get(`/register/opportunities/${id}`, staff)
    expect(await page.text()).toContain('Typing takes weeks.')
    const [line] = await app.sql('select * from audit where subject_id = $1', [id])
    expect(line).toMatchObject({ command: 'opportunities.put-forward-opportunity' })
  })

  test('is not put forward by an auditor, and never holds an NHS number', async () => {
    await expect(app.registry.run(putForwardOpportunity, auditor, idea)).rejects.toThrow(NotAllowed)
    const form = { ...idea, problem: 'As for 943 476 5919' }
    const refused = await app.post('/register/opportunities/new', staff, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('NHS number')
  })

  test('is changed by its owner, not by a colleague, and the second editor sees theirs', async () => {
    const { id } = await putForward()
    const edit = (actor: Actor, worth: string) =>
      app.registry.run(editOpportunity, actor, { id, revision: 1, ...idea, worth })
    await expect(edit(colleague, 'x')).rejects.toThrow(NotAllowed)
    await edit(staff, '10 hours a week')
    await expect(edit(staff, '5 hours')).rejects.toMatchObject({
      current: { worth: '10 hours a week' },
    })
  })

  test('is parked with a reason and taken up again', async () => {
    const { id } = await putForward()
    const reason = { id, reason: 'No money this year' }
    await app.registry.run(parkOpportunity, staff, reason)
    await expect(app.registry.run(parkOpportunity, staff, reason)).rejects.toThrow(Conflict)
    await app.registry.run(reopenOpportunity, staff, { id, reason: 'Funded' })
    const page = await app.post(`/register/opportunities/${id}/set-aside`, staff, {
      act: 'stop',
      reason: 'Solved otherwise',
    })
    expect(page.status).toBe(303)
    const { opportunity } = await app.registry.read(showOpportunity, staff, { id })
    expect(opportunity).toMatchObject({ state: 'stopped', stateReason: 'Solved otherwise' })
  })

  test('is seen by partners without a name unless held back, and by nobody else', async () => {
    const shared = await putForward({ title: 'Shared idea' })
    const heldBack = await putForward({ title: 'Ours alone', heldBack: true })
    const seen = await app.registry.read(showOpportunity, partner, { id: shared.id })
    expect(seen).toMatchObject({ mayChange: false, opportunity: { ownerName: null } })
    const read = (actor: Actor, id: string) => app.registry.read(showOpportunity, actor, { id })
    await expect(read(partner, heldBack.id)).rejects.toThrow(NotFound)
    await expect(read(stranger, shared.id)).rejects.toThrow(NotFound)
    const list = await (await app.get('/register/opportunities?search=idea', partner)).text()
    expect(list).toContain('Shared idea')
    expect(list).not.toContain('Ours alone')
    const rest = await app.api('GET', '/opportunities?whose=ours', stranger)
    expect(await rest.json()).toEqual({ items: [], previous: null, next: null })
  })
})
