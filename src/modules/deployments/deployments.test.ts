import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import {
  callStop,
  ceaseDeployment,
  changeVersion,
  confirmStop,
  editDeployment,
  moveStage,
  openDeployment,
  pauseDeployment,
  registerDeployment,
  resumeDeployment,
  settleCeaseTask,
  showDeployment,
} from './index.js'
import { findMyTasks } from './find-my-tasks.js'

let app: TestApp
let owner: Actor
let safety: Actor
let staff: Actor
let partner: Actor
let stranger: Actor
let board: Actor
let product: { id: string; versionId: string | null }

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  safety = await app.world.person(home, 'clinical-safety-officer')
  board = await app.world.person(home, 'executive-sponsor')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

const register = (input: object = {}, actor = owner) =>
  app.registry.run(registerDeployment, actor, {
    productId: product.id,
    useCase: { title: 'Chest X-ray triage' },
    ...input,
  })
const show = (id: string, actor = owner) => app.registry.read(showDeployment, actor, { id })

describe('register a deployment', () => {
  test('directly at the stage it is really at: in use before assessment, its gates not passed here', async () => {
    const { id } = await register({ stage: 'usual', since: '2026-05-12' })
    const { deployment, stageChanges, versionRuns } = await show(id)
    expect(deployment).toMatchObject({
      stage: 'usual',
      stageSince: '2026-05-12',
      inUseBeforeAssessment: true,
      version: null,
      ownerId: owner.id,
    })
    expect(deployment.facts).toEqual({ organisationType: 'trust', stage: 'usual' })
    expect(stageChanges).toMatchObject([{ from: null, to: 'usual', gate: 'not-passed-here' }])
    expect(versionRuns).toMatchObject([{ version: null, ranUntil: null }])
    const [linked] = await app.sql('select state, deployment_id from opportunities where id = $1', [
      deployment.opportunityId,
    ])
    expect(linked).toEqual({ state: 'became-deployment', deployment_id: id })
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'deployments.register-deployment'`,
      [id],
    )
    expect(line).toMatchObject({ actor_id: owner.id })
  })

  test('from an opportunity, once its first gate is passed', async () => {
    const idea = await app.registry.run(putForwardOpportunity, staff, {
      title: 'Letters take weeks',
      problem: 'Typing letters takes weeks.',
    })
    const { id } = await app.registry.run(openDeployment, owner, {
      productId: product.id,
      opportunityId: idea.id,
      decisionId: 'dec_1',
    })
    const { deployment, stageChanges } = await show(id)
    expect(deployment).toMatchObject({ stage: 'assess', inUseBeforeAssessment: false })
    expect(deployment.useCase.title).toBe('Letters take weeks')
    expect(stageChanges).toMatchObject([{ gate: 'passed', decisionId: 'dec_1' }])
    await expect(
      app.registry.run(openDeployment, owner, {
        productId: product.id,
        opportunityId: idea.id,
        decisionId: 'dec_2',
      }),
    ).rejects.toThrow(Conflict)
    await expect(
      app.registry.run(openDeployment, owner, { productId: product.id, opportunityId: idea.id }),
    ).rejects.toThrow(Invalid)
  })

  test('a date in the future, a version of another product and a stranger as owner are refused', async () => {
    await expect(register({ since: '2027-01-01' })).rejects.toThrow(Invalid)
    await expect(register({ versionId: 'ver_none' })).rejects.toThrow('Choose a version of')
    await expect(register({ ownerId: stranger.id })).rejects.toThrow('deployment owner')
  })

  test('a member of staff may not', async () => {
    await expect(register({}, staff)).rejects.toThrow(NotAllowed)
  })

  test('a partner sees what it is without names; another organisation sees nothing', async () => {
    const { id } = await register()
    const seen = await show(id, partner)
    expect(seen.deployment.ownerName).toBeNull()
    expect(seen.versionRuns).toEqual([])
    expect(seen.isOwn).toBe(false)
    await expect(show(id, stranger)).rejects.toThrow(NotFound)
    const heldBack = await register({ heldBack: true })
    await expect(show(heldBack.id, partner)).rejects.toThrow(NotFound)
  })
})

describe('edit', () => {
  test('the second of two editors is told what the first wrote', async () => {
    const { id } = await register()
    const { deployment } = await show(id)
    const edit = (switchOffHow: string) =>
      app.registry.run(editDeployment, owner, {
        id,
        revision: deployment.revision,
        switchOffHow,
        facts: { clinical: true, hosting: 'nhs-tenant' },
      })
    await edit('Switch it off in the PACS')
    await expect(edit('Unplug it')).rejects.toMatchObject({
      current: { switchOffHow: 'Switch it off in the PACS' },
    })
    const after = await show(id)
    expect(after.deployment.facts).toMatchObject({ clinical: true, hosting: 'nhs-tenant' })
    await expect(app.registry.run(editDeployment, partner, { id, revision: 2 })).rejects.toThrow(
      NotAllowed,
    )
  })

  test('a version change is a dated row; the same again changes nothing', async () => {
    const { id } = await register()
    const change = { deploymentId: id, versionId: product.versionId }
    expect(await app.registry.run(changeVersion, owner, change)).toMatchObject({ changed: true })
    expect(await app.registry.run(changeVersion, owner, change)).toMatchObject({ changed: false })
    const { versionRuns, deployment } = await show(id)
    expect(deployment.version?.name).toBe('2.3')
    expect(versionRuns.map((run) => run.ranUntil === null)).toEqual([true, false])
  })

  test('a move from a stage that was left is refused', async () => {
    const { id } = await register()
    const move = { deploymentId: id, to: 'pilot', gate: 'passed', expectedStage: 'assess' }
    await app.registry.run(moveStage, owner, move)
    await expect(app.registry.run(moveStage, owner, move)).rejects.toThrow(Conflict)
  })
})

describe('pause, stop and cease', () => {
  test('a stop is called, reads not yet confirmed off, and a named person confirms it', async () => {
    const { id } = await register({ stage: 'usual', versionId: product.versionId })
    await app.registry.run(callStop, safety, { deploymentId: id, reason: 'Misses fractures' })
    const called = await show(id)
    expect(called.deployment.state).toBe('stop-called')
    expect(called.stops[0]).toMatchObject({ calledByName: safety.name, confirmedAt: null })
    await expect(
      app.registry.run(callStop, owner, { deploymentId: id, reason: 'Again' }),
    ).rejects.toThrow('A stop has already been called')
    await expect(
      app.registry.run(resumeDeployment, owner, { deploymentId: id, reason: 'Fine' }),
    ).rejects.toThrow(Conflict)
    const confirm = (wentOffAt: string, actor = owner) =>
      app.registry.run(confirmStop, actor, { deploymentId: id, wentOffAt })
    await expect(confirm('2026-11-03T10:00:00Z')).rejects.toThrow('future')
    await expect(confirm('2026-10-01T10:00:00Z')).rejects.toThrow('before the stop was called')
    await expect(confirm('2026-11-02T09:00:00Z', { ...owner, kind: 'key' })).rejects.toThrow(
      'named person',
    )
    await confirm('2026-11-02T09:50:00Z')
    await expect(confirm('2026-11-02T09:50:00Z')).rejects.toThrow(Conflict)
    const off = await show(id)
    expect(off.deployment).toMatchObject({
      state: 'paused',
      stateReason: 'Stopped: Misses fractures',
    })
    await app.registry.run(resumeDeployment, owner, { deploymentId: id, reason: 'Fixed' })
    expect((await show(id)).deployment.state).toBe('running')
  })

  test('a paused or stopped use can cease at once; its checklist is chased afterwards', async () => {
    const { id } = await register({ stage: 'pilot', versionId: product.versionId })
    await app.registry.run(pauseDeployment, owner, { deploymentId: id, reason: 'Wait' })
    await app.registry.run(callStop, owner, { deploymentId: id, reason: 'Worse' })
    await app.registry.run(ceaseDeployment, owner, {
      deploymentId: id,
      reasons: ['safety', 'performance'],
      explanation: 'It missed fractures.',
      checklist: [{ item: 'told', due: '2026-11-09', ownerId: owner.id }],
    })
    const { deployment, cease, ceaseTasks, stageChanges, stops } = await show(id)
    expect(deployment).toMatchObject({ stage: 'cease', state: 'ceased' })
    const notOff = async () =>
      (await app.registry.read(findMyTasks, owner, {})).notOff.map((one) => one.id)
    expect(await notOff()).toEqual([id])
    expect(await (await app.get('/', owner)).text()).toContain('It is not yet confirmed off.')
    expect(await (await app.get('/', board)).text()).toContain('It is not yet confirmed off.')
    expect(cease).toMatchObject({ reasons: ['safety', 'performance'] })
    expect(ceaseTasks).toHaveLength(11)
    expect(ceaseTasks[0]).toMatchObject({ item: 'told', due: '2026-11-09', ownerId: owner.id })
    expect(ceaseTasks[1]?.due).toBe('2026-11-30')
    expect(stageChanges.at(-1)).toMatchObject({ from: 'pilot', to: 'cease', gate: 'ceased' })
    expect(stops[0]?.confirmedAt).toBeNull()
    const confirm = { deploymentId: id, wentOffAt: '2026-11-02T09:50:00Z' }
    await app.registry.run(confirmStop, owner, confirm)
    expect((await show(id)).deployment.state).toBe('ceased')
    expect(await notOff()).toEqual([])
    await app.registry.run(settleCeaseTask, owner, {
      deploymentId: id,
      item: 'told',
      settled: 'done',
    })
    expect((await show(id)).ceaseTasks[0]).toMatchObject({
      settled: 'done',
      settledByName: owner.name,
    })
    const events = await app.sql(
      `select payload from events where name = 'deployment.ceased' and payload->>'deploymentId' = $1`,
      [id],
    )
    expect(events[0]?.['payload']).toMatchObject({ reasons: ['safety', 'performance'] })
    await expect(
      app.registry.run(ceaseDeployment, owner, { deploymentId: id, reasons: ['cost'] }),
    ).rejects.toThrow(Conflict)
  })

  test('staff may not, and nobody stops what another organisation runs', async () => {
    const { id } = await register()
    const stop = { deploymentId: id, reason: 'x' }
    await expect(app.registry.run(callStop, staff, stop)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(callStop, partner, stop)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(pauseDeployment, stranger, stop)).rejects.toThrow(NotFound)
  })
})
