import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { confirmItem, withdrawConfirmation } from './index.js'
import { listConfirmable } from './show-agreed-way.js'

const ITEM = 'R04.general-practice-of-clinical-safety-teams'
const ADDRESS = 'https://digital.nhs.uk/services/clinical-safety'

let app: TestApp
let lead: Actor
let owner: Actor
let stranger: Actor
let board: { id: string; name: string }

beforeAll(async () => {
  app = await testApp()
  const system = await app.world.system(1)
  board = system.icb
  const [trust] = system.trusts
  if (!trust) throw new Error('no trust')
  lead = await app.world.person(board, 'system-ai-lead')
  owner = await app.world.person(trust, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'system-ai-lead')
})
afterAll(() => app.close())

const stateFor = async (actor: Actor, key = ITEM) => {
  const { items } = await app.registry.read(listConfirmable, actor, {})
  const found = items.find((one) => one.item.key === key)
  if (!found) throw new Error(`no ${key}`)
  return found
}
const inputFor = async (key = ITEM, change: object = {}) => ({
  item: key,
  digest: (await stateFor(lead, key)).item.digest,
  sourceAddress: ADDRESS,
  readOn: '2026-11-01',
  note: 'Section 4 lists it.',
  ...change,
})

describe('confirming a statement', () => {
  test('is refused to other roles, to other organisations, and for a day or an address that cannot be', async () => {
    const input = await inputFor()
    await expect(app.registry.run(confirmItem, owner, input)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(confirmItem, stranger, input)).rejects.toThrow('board')
    const bad = (change: object) => app.registry.run(confirmItem, lead, { ...input, ...change })
    await expect(bad({ readOn: '2026-11-03' })).rejects.toThrow('up to today')
    await expect(bad({ sourceAddress: 'the intranet' })).rejects.toThrow(Invalid)
    await expect(bad({ note: 'About 943 476 5919' })).rejects.toThrow('NHS number')
    await expect(bad({ item: 'R99.nothing' })).rejects.toThrow(NotFound)
    await expect(bad({ digest: '0'.repeat(64) })).rejects.toThrow('has changed since you read it')
    expect((await stateFor(lead)).state).toBe('to-be-confirmed')
  })

  test('says who, when and on what source, to the members of the system and to nobody else', async () => {
    const { id } = await app.registry.run(confirmItem, lead, await inputFor())
    for (const actor of [lead, owner]) {
      const { state, confirmation } = await stateFor(actor)
      expect(state).toBe('confirmed')
      expect(confirmation).toMatchObject({ byName: lead.name, sourceAddress: ADDRESS })
      const html = await (await app.get('/framework/R04', actor)).text()
      expect(html).toContain(`confirmed by ${lead.name}, system AI lead of ${board.name}`)
    }
    expect((await stateFor(stranger)).state).toBe('to-be-confirmed')
    for (const actor of [stranger, undefined]) {
      const html = await (await app.get('/framework/R04', actor)).text()
      expect(html).not.toContain(lead.name)
      expect(html).toContain('to be confirmed')
    }
    const [line] = await app.sql(
      `select * from audit where command = 'agreed-way.confirm-item' and subject_id = $1`,
      [ITEM],
    )
    expect(line).toMatchObject({ actor_id: lead.id, organisation_id: board.id })
    expect(line?.['after']).toMatchObject({ confirmation: id, source: ADDRESS })
    await expect(app.registry.run(confirmItem, lead, await inputFor())).rejects.toThrow(Conflict)
  })

  test('lapses when the text is another one, and can be given again', async () => {
    const key = 'gate.scale'
    await app.registry.run(confirmItem, lead, await inputFor(key))
    await app.sql(`update confirmations set digest = $1 where item = $2`, ['f'.repeat(64), key])
    expect((await stateFor(owner, key)).state).toBe('lapsed')
    const list = await (await app.get('/framework/to-confirm?from=50', owner)).text()
    const first = await (await app.get('/framework/to-confirm', owner)).text()
    expect(`${first}${list}`).toContain('text changed')
    await app.registry.run(confirmItem, lead, await inputFor(key))
    expect((await stateFor(owner, key)).state).toBe('confirmed')
    const html = await (await app.get(`/framework/to-confirm/${key}`, owner)).text()
    expect(html).toContain('The text that was confirmed has changed.')
  })

  test('is withdrawn by its board with the reason, once', async () => {
    const key = 'gate.review'
    const { id } = await app.registry.run(confirmItem, lead, await inputFor(key))
    const input = { id, reason: 'It was the old edition' }
    await expect(app.registry.run(withdrawConfirmation, owner, input)).rejects.toThrow(NotAllowed)
    const other = await app.world.system(0)
    const otherLead = await app.world.person(other.icb, 'system-ai-lead')
    await expect(app.registry.run(withdrawConfirmation, otherLead, input)).rejects.toThrow(NotFound)
    await app.registry.run(withdrawConfirmation, lead, input)
    expect((await stateFor(owner, key)).state).toBe('to-be-confirmed')
    await expect(app.registry.run(withdrawConfirmation, lead, input)).rejects.toThrow(Conflict)
    const [line] = await app.sql(
      `select reason from audit where command = 'agreed-way.withdraw-confirmation' and subject_id = $1`,
      [key],
    )
    expect(line).toEqual({ reason: 'It was the old edition' })
  })

  test('by a form, which keeps what was typed when it is refused, and over REST', async () => {
    const key = 'areas'
    const { digest } = (await stateFor(lead, key)).item
    const path = `/framework/to-confirm/${key}`
    const typed = {
      digest,
      sourceAddress: 'not an address',
      'readOn-day': '1',
      'readOn-month': '11',
      'readOn-year': '2026',
      note: 'Kept as typed',
    }
    const refused = await app.post(path, lead, typed)
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Kept as typed')
    expect(html).toContain('Enter the address of the source you read, such as')
    expect((await app.post(path, lead, { ...typed, sourceAddress: ADDRESS })).status).toBe(303)
    const listed = await app.api('GET', '/framework/confirmations', owner)
    const { items } = (await listed.json()) as { items: { item: string; state: string }[] }
    expect(items.find((one) => one.item === key)?.state).toBe('confirmed')
    const { confirmation } = await stateFor(lead, key)
    const withdrawn = await app.api(
      'POST',
      `/framework/confirmations/${confirmation?.id ?? ''}/withdraw`,
      lead,
      { reason: 'Read again' },
    )
    expect(withdrawn.status).toBe(200)
    expect((await stateFor(lead, key)).state).toBe('to-be-confirmed')
  })
})
