import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { editDeployment, registerDeployment } from '#modules/deployments/index.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { checkGate, decideOpportunity } from '#modules/pathway/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  answerCharterTest,
  answerInvitation,
  editCollaboration,
  endCollaboration,
  enterCollaboration,
  inviteParty,
  leaveCollaboration,
  removeParty,
  setUpCollaboration,
  showCollaboration,
  showEntry,
  signCollaboration,
  takeOut,
} from './index.js'

let app: TestApp
let trust: TestOrganisation
let supplier: TestOrganisation
let administrator: Actor
let owner: Actor
let governance: Actor
let sponsor: Actor
let staff: Actor
let supplierAdministrator: Actor
let stranger: Actor
let productId: string

beforeAll(async () => {
  app = await testApp()
  trust = await app.world.organisation('Example Trust')
  supplier = await app.world.organisation('Example Partner', 'supplier')
  const far = await app.world.organisation('Far away')
  administrator = await app.world.person(trust, 'administrator')
  owner = await app.world.person(trust, 'deployment-owner')
  governance = await app.world.person(trust, 'information-governance-lead')
  sponsor = await app.world.person(trust, 'executive-sponsor')
  staff = await app.world.person(trust, 'staff')
  supplierAdministrator = await app.world.person(supplier, 'administrator')
  stranger = await app.world.person(far, 'administrator', 'executive-sponsor')
  const contact = await app.world.person(supplier, 'supplier-contact')
  productId = (await app.registry.run(registerProduct, contact, { name: 'Letter sorter' })).id
})
afterAll(() => app.close())

let count = 0
const wording = (more: object = {}) => ({
  name: `Letters together ${(count += 1)}`,
  purpose: 'Find where letters wait, and sort them.',
  termFrom: '2026-11-02',
  reviewDue: '2027-05-01',
  underCharter: true,
  ...more,
})

/** A collaboration of the trust and the supplier, both agreed. */
const together = async (more: object = {}): Promise<string> => {
  const { id } = await app.registry.run(setUpCollaboration, administrator, wording(more))
  await app.registry.run(inviteParty, administrator, { id, organisationId: supplier.id })
  await app.registry.run(answerInvitation, supplierAdministrator, { id, answer: 'agree' })
  return id
}

const register = async (facts: object = {}): Promise<string> => {
  const use = {
    useCase: { title: `Letters ${(count += 1)}` },
    facts: { clinical: false, ...facts },
  }
  return (await app.registry.run(registerDeployment, owner, { productId, ...use })).id
}

const kept = () => ({
  c1: 'non-clinical',
  c2: trust.id,
  c3: 'synthetic',
  c4: 'not-medical',
  c4Reason: 'It sorts letters.',
})

const enter = (id: string, deploymentId: string, answers: object = {}, actor = governance) =>
  app.registry.run(enterCollaboration, actor, { id, deploymentId, ...kept(), ...answers })

const auditOf = (id: string) =>
  app.sql<{ command: string }>(
    'select command from audit where subject_id = $1 order by id desc limit 1',
    [id],
  )

const gate = async (deploymentId: string) => {
  const { assessment } = await app.registry.read(checkGate, sponsor, {
    deploymentId,
    gate: 'pilot',
  })
  return {
    unmet: assessment.unmet.find((one) => one.requirementId === 'charter-kept'),
    met: assessment.met.map((one) => one.requirementId),
    notApplicable: assessment.notApplicable.map((one) => one.requirementId),
  }
}

describe('a collaboration', () => {
  test('is set up, answered, edited and signed; the history says each, and a stranger sees nothing', async () => {
    await expect(app.registry.run(setUpCollaboration, staff, wording())).rejects.toThrow(NotAllowed)
    await expect(
      app.registry.run(setUpCollaboration, supplierAdministrator, wording()),
    ).rejects.toThrow('An NHS body sets up')
    const id = await together()
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.answer-invitation' }])

    await app.registry.run(signCollaboration, sponsor, { id })
    await expect(app.registry.run(signCollaboration, administrator, { id })).rejects.toThrow(
      'has signed this already',
    )
    await expect(app.registry.run(signCollaboration, staff, { id })).rejects.toThrow(NotAllowed)
    const shown = await app.registry.read(showCollaboration, supplierAdministrator, { id })
    expect(shown.signatures).toMatchObject([{ signedByName: sponsor.name, wording: 1 }])
    expect(shown.parties.map((one) => one.state)).toEqual(['agreed', 'agreed'])
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.sign' }])

    const edit = { id, revision: 1, ...wording({ purpose: 'Sort letters.' }) }
    await expect(app.registry.run(editCollaboration, staff, edit)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(editCollaboration, supplierAdministrator, edit)).rejects.toThrow(
      'only it may do this',
    )
    await app.registry.run(editCollaboration, administrator, edit)
    await expect(app.registry.run(editCollaboration, administrator, edit)).rejects.toMatchObject({
      current: { purpose: 'Sort letters.' },
    })
    const after = await app.registry.read(showCollaboration, administrator, { id })
    expect(after.collaboration.wording).toBe(2)
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.edit' }])
    await expect(
      app.registry.run(editCollaboration, administrator, {
        ...edit,
        revision: 2,
        underCharter: false,
      }),
    ).rejects.toThrow('stays under it')

    const seen = (actor: Actor) => app.registry.read(showCollaboration, actor, { id })
    await expect(seen(stranger)).rejects.toThrow(NotFound)
    const act = { id, revision: 2, ...wording() }
    for (const command of [editCollaboration, signCollaboration, endCollaboration])
      await expect(app.registry.run(command, stranger, { ...act, reason: 'Mine' })).rejects.toThrow(
        NotFound,
      )
    const list = await app.api('GET', '/collaborations', stranger)
    expect(await list.json()).toEqual({ items: [], previous: null, next: null })
  })

  test('never holds an NHS number, and its dates make sense', async () => {
    const refused = (more: object) =>
      app.registry.run(setUpCollaboration, administrator, wording(more))
    await expect(refused({ purpose: 'For 943 476 5919' })).rejects.toThrow('NHS number')
    await expect(refused({ termUntil: '2026-11-01' })).rejects.toThrow('not before its start')
    await expect(refused({ reviewDue: '2026-11-02' })).rejects.toThrow('after today')
    await expect(refused({ reviewDue: '2030-01-01' })).rejects.toThrow('within two years')
  })

  test('takes a party by its own consent, tells it, and leaving keeps the history', async () => {
    const { id } = await app.registry.run(setUpCollaboration, administrator, wording())
    const asked = { id, organisationId: supplier.id }
    await expect(app.registry.run(inviteParty, staff, asked)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(inviteParty, stranger, asked)).rejects.toThrow(NotFound)
    await app.registry.run(inviteParty, administrator, asked)
    await app.drain()
    expect(app.letters.map((one) => one.subject).join('\n')).toContain('asks you to be a party')
    await expect(app.registry.run(inviteParty, administrator, asked)).rejects.toThrow(Conflict)
    expect(await (await app.get('/', supplierAdministrator)).text()).toContain(
      'asks us to be a party',
    )

    const answer = { id, answer: 'agree' }
    await expect(app.registry.run(answerInvitation, sponsor, answer)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(answerInvitation, stranger, answer)).rejects.toThrow(NotFound)
    await app.registry.run(answerInvitation, supplierAdministrator, answer)
    await expect(app.registry.run(answerInvitation, supplierAdministrator, answer)).rejects.toThrow(
      Conflict,
    )

    const leave = { id, reason: 'Our work is done.' }
    await expect(app.registry.run(leaveCollaboration, administrator, leave)).rejects.toThrow(
      'what it leads, it ends',
    )
    await expect(app.registry.run(leaveCollaboration, staff, leave)).rejects.toThrow(NotAllowed)
    await app.registry.run(leaveCollaboration, supplierAdministrator, leave)
    await expect(
      app.registry.read(showCollaboration, supplierAdministrator, { id }),
    ).rejects.toThrow(NotFound)
    const { parties } = await app.registry.read(showCollaboration, administrator, { id })
    expect(parties.at(-1)).toMatchObject({ state: 'left', leftReason: 'Our work is done.' })

    await app.registry.run(inviteParty, administrator, asked)
    const remove = { ...asked, reason: 'Asked by mistake.' }
    const ask = `/register/collaborations/${id}/parties/${asked.organisationId}/remove`
    const html = await (await app.get(ask, administrator)).text()
    expect(html).toMatch(/<h1[^>]*>Remove Example Partner[^<]* from [^<]+\?<\/h1>/)
    await expect(app.registry.run(removeParty, staff, remove)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(removeParty, stranger, remove)).rejects.toThrow(NotFound)
    await app.registry.run(removeParty, administrator, remove)
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.remove-party' }])
  })

  test('ends with a reason: what belonged to it is outside the charter again', async () => {
    const id = await together()
    const deploymentId = await register()
    await enter(id, deploymentId)
    expect((await gate(deploymentId)).met).toContain('charter-kept')
    const end = { id, reason: 'The term is over.' }
    await expect(app.registry.run(endCollaboration, staff, end)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(endCollaboration, supplierAdministrator, end)).rejects.toThrow(
      NotAllowed,
    )
    await app.registry.run(endCollaboration, administrator, end)
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.end' }])
    await expect(app.registry.run(endCollaboration, administrator, end)).rejects.toThrow(Conflict)
    expect((await gate(deploymentId)).notApplicable).toContain('charter-kept')
    const shown = await app.registry.read(showCollaboration, supplierAdministrator, { id })
    expect(shown).toMatchObject({ entries: [], left: [{ deploymentId }] })
    await app.drain()
    expect(app.letters.map((one) => one.subject).join('\n')).toContain('has ended')
  })
})

describe('at entry', () => {
  test.each<[string, object, object, string]>([
    ['C1', { clinical: true }, {}, 'register says that it could affect'],
    ['C1', {}, { c1: 'clinical' }, 'needs a written reason'],
    ['C2', {}, { c2: 'the supplier' }, 'is not an NHS body'],
    ['C3', {}, { c3: 'personal' }, 'identifiable people'],
    ['C4', {}, { c4: 'medical' }, 'makes it a medical device'],
    ['C4', { medicalDevice: true }, {}, 'register says that it is a medical device'],
    ['C3', {}, { c3: '' }, 'Nobody has answered this'],
  ])(
    'a breach of %s is refused in API and page, and nothing is stored',
    async (test, facts, given, because) => {
      const id = await together()
      const deploymentId = await register(facts)
      const answers = {
        ...kept(),
        ...given,
        ...('c2' in given ? { c2: supplier.id } : {}),
      }
      const rest = await app.api('POST', `/collaborations/${id}/entries`, governance, {
        deploymentId,
        ...answers,
      })
      expect(rest.status).toBe(422)
      expect(JSON.stringify(await rest.json())).toMatch(new RegExp(`${test}, .*${because}`))
      const posted = await app.post(`/register/collaborations/${id}/enter`, governance, {
        deploymentId,
        opportunityId: '',
        ...answers,
      })
      expect(posted.status).toBe(422)
      const page = await posted.text()
      expect(page).toContain(because)
      expect(page).toContain('It sorts letters.')
      const { entries } = await app.registry.read(showCollaboration, governance, { id })
      expect(entries).toEqual([])
    },
  )

  test('what keeps the tests belongs to it, seen by parties whatever else is shared, once only', async () => {
    const id = await together()
    const deploymentId = await register({ clinical: true })
    const reason = { c1: 'clinical', c1Reason: 'The wait is in triage letters.' }
    await expect(enter(id, deploymentId, reason, staff)).rejects.toThrow(NotAllowed)
    await expect(enter(id, deploymentId, reason, owner)).rejects.toThrow('information governance')
    await expect(enter(id, deploymentId, reason, stranger)).rejects.toThrow(NotFound)
    await enter(id, deploymentId, reason)
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.enter' }])
    await expect(enter(await together(), deploymentId, reason)).rejects.toThrow(
      'belongs to a collaboration already',
    )
    const again = await app.api('POST', `/collaborations/${id}/entries`, owner, { deploymentId })
    expect(again.status).toBe(409)
    expect((await again.json()).detail).toContain('belongs to a collaboration already: ')
    const choice = await (await app.get(`/register/collaborations/${id}/add`, owner)).text()
    expect(choice).toContain('/enter?deployment=')
    expect(choice).not.toContain(`/enter?deployment=${deploymentId}`)
    const shown = await app.registry.read(showCollaboration, supplierAdministrator, { id })
    expect(shown.share).toEqual({
      clinical: 1,
      nonClinical: 0,
      notAnswered: 0,
      mainlyNonClinical: false,
    })
    expect(shown.entries[0]?.tests).toMatchObject([
      { test: 'C1', state: 'pass', said: { saidByName: governance.name } },
      { state: 'pass' },
      { state: 'pass' },
      { state: 'pass' },
    ])
    const rest = await app.api('GET', `/collaborations/${id}`, supplierAdministrator)
    expect(await rest.json()).toMatchObject({ clinical_share: { clinical: 1 } })
    const banner = await app.get(`/register/deployments/${deploymentId}`, owner)
    expect(await banner.text()).toContain('its four tests pass')
  })

  test('outside a charter nothing is asked, and putting it under one later asks everything', async () => {
    const id = await together({ underCharter: false })
    const deploymentId = await register({ clinical: true, medicalDevice: true })
    const bare = { id, deploymentId }
    await app.registry.run(enterCollaboration, owner, bare)
    expect((await gate(deploymentId)).notApplicable).toContain('charter-kept')
    const edit = { ...wording(), id, revision: 1 }
    await expect(app.registry.run(editCollaboration, administrator, edit)).rejects.toThrow(
      /C1: Nobody has answered.*C4: The register says that it is a medical device/,
    )
  })
})

describe('under the charter', () => {
  test('a breach shuts the gate, is told to the parties, and is over when the test passes', async () => {
    const id = await together()
    const deploymentId = await register()
    const entry = await enter(id, deploymentId)
    expect((await gate(deploymentId)).met).toEqual(expect.arrayContaining(['charter-kept', 'R38']))

    const said = { entryId: entry.id, test: 'C3', answer: 'personal' }
    const answer = (actor: Actor, more: object = {}) =>
      app.registry.run(answerCharterTest, actor, { ...said, ...more })
    await expect(answer(staff)).rejects.toThrow(NotAllowed)
    await expect(answer(stranger)).rejects.toThrow(NotFound)
    await expect(answer(governance, { answer: 'nonsense' })).rejects.toThrow(Invalid)
    const rest = await app.api('POST', `/collaboration-entries/${entry.id}/answers`, governance, {
      test: 'C3',
      answer: 'personal',
    })
    expect(await rest.json()).toMatchObject({ state: 'fail' })
    const read = await app.api('GET', `/collaboration-entries/${entry.id}`, supplierAdministrator)
    expect(await read.json()).toMatchObject({ breaches: [{ test: 'C3', ended_at: null }] })
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.answer-test' }])

    const { unmet } = await gate(deploymentId)
    expect(unmet).toMatchObject({ mayExcept: 'nobody', state: 'check-failed' })
    expect(unmet?.sentence).toMatch(/^C3 fails: /)
    expect(unmet?.signatures.map((one) => one.personId)).toContain(governance.id)
    app.letters.length = 0
    await app.drain()
    expect(
      app.letters.filter((one) => one.subject.startsWith('Charter test C3 fails')),
    ).toHaveLength(5)
    expect(await (await app.get('/', supplierAdministrator)).text()).toContain('fails C3')

    await answer(governance, { answer: 'none' })
    expect((await gate(deploymentId)).met).toContain('charter-kept')
    const { breaches, tellings } = await app.registry.read(showEntry, supplierAdministrator, {
      entryId: entry.id,
    })
    expect(breaches).toMatchObject([{ test: 'C3', endedAt: expect.any(Date) as Date }])
    expect(tellings.filter((one) => one.test === 'C3')).toHaveLength(3)
  })

  test('the register saying otherwise is a breach too, noticed at once; taking it out ends it', async () => {
    const id = await together()
    const deploymentId = await register()
    const entry = await enter(id, deploymentId)
    await app.registry.run(editDeployment, owner, {
      id: deploymentId,
      revision: 1,
      facts: { clinical: false, medicalDevice: true },
    })
    expect((await gate(deploymentId)).unmet?.sentence).toMatch(/^C4 fails: /)
    await app.drain()
    const open = async () =>
      (await app.registry.read(showEntry, governance, { entryId: entry.id })).breaches.filter(
        (one) => one.endedAt === null,
      )
    expect(await open()).toMatchObject([{ test: 'C4' }])
    await app.drain()
    expect(await open()).toHaveLength(1)

    const out = { entryId: entry.id, reason: 'It became a medical device.' }
    await expect(app.registry.run(takeOut, staff, out)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(takeOut, stranger, out)).rejects.toThrow(NotFound)
    await app.registry.run(takeOut, owner, out)
    expect(await auditOf(id)).toEqual([{ command: 'collaborations.take-out' }])
    expect(await open()).toEqual([])
    expect((await gate(deploymentId)).notApplicable).toContain('charter-kept')
    await expect(app.registry.run(takeOut, owner, out)).rejects.toThrow(Conflict)
  })

  test('a controller that closes is a breach by itself, seen by the clock', async () => {
    const id = await together()
    const closing = await app.world.organisation('Closing Trust')
    const entry = await enter(id, await register(), { c2: closing.id })
    await app.sql('update organisations set closed = $2 where id = $1', [closing.id, '2026-11-01'])
    await app.tick('collaborations.look-again')
    const { breaches } = await app.registry.read(showEntry, governance, { entryId: entry.id })
    expect(breaches).toMatchObject([{ test: 'C2', endedAt: null }])
  })

  test('an opportunity may come in not answered, which shuts its first gate, and stays as a deployment', async () => {
    const id = await together()
    const idea = { title: 'Sort letters', problem: 'They wait.', isClinical: 'no' }
    const opportunity = await app.registry.run(putForwardOpportunity, owner, idea)
    const entry = await app.registry.run(enterCollaboration, owner, {
      id,
      opportunityId: opportunity.id,
    })
    const go = () =>
      app.registry.run(decideOpportunity, owner, {
        opportunityId: opportunity.id,
        decision: 'go',
        reason: 'Worth a try.',
        productId,
      })
    await expect(go()).rejects.toMatchObject({
      unmet: [
        {
          requirement: 'charter-kept',
          sentence: expect.stringContaining('not answered') as string,
        },
      ],
    })
    for (const [name, answer, reason] of [
      ['C1', 'non-clinical', ''],
      ['C2', trust.id, ''],
      ['C3', 'none', ''],
      ['C4', 'not-medical', 'It sorts letters.'],
    ])
      await app.registry.run(answerCharterTest, governance, {
        entryId: entry.id,
        test: name,
        answer,
        reason,
      })
    const first = await app.get(`/register/opportunities/${opportunity.id}/gate`, owner)
    expect(await first.text()).not.toMatch(/Advised, not required here:[^.]*Charter tests/)
    const { deploymentId } = await go()
    const after = await app.registry.read(showEntry, supplierAdministrator, { entryId: entry.id })
    expect(after.entry).toMatchObject({ deploymentId, stage: 'assess', leftAt: null })
    expect((await gate(deploymentId ?? '')).met).toContain('charter-kept')
  })
})

describe('in the database itself', () => {
  test('an outsider cannot make itself a party, and a party cannot enter what is not its own', async () => {
    const id = await together()
    const deploymentId = await register()
    const as = (organisation: string, statement: string) =>
      app.sql(
        `do $do$ begin
           perform set_config('role', 'wardround_app', true),
             set_config('wardround.organisation', '${organisation}', true),
             set_config('wardround.actor', 'acc_me', true);
           ${statement};
         end $do$`,
      )
    const far = stranger.organisationId ?? ''
    await expect(
      as(
        far,
        `insert into collaboration_parties (id, collaboration_id, organisation_id, state, invited_by_name, invited_at)
         values ('par_x', '${id}', '${far}', 'agreed', 'me', now())`,
      ),
    ).rejects.toThrow('permission denied')
    await expect(
      as(
        far,
        `if invite_party('par_x', '${id}', '${far}', 'agreed', 'me', now()) = 0 then raise 'none made'; end if`,
      ),
    ).rejects.toThrow('none made')
    await expect(
      as(
        supplier.id,
        `insert into collaboration_entries (id, collaboration_id, organisation_id, deployment_id, title, entered_by_name, entered_at)
         values ('ent_x', '${id}', '${supplier.id}', '${deploymentId}', 'x', 'me', now())`,
      ),
    ).rejects.toThrow('row-level security')
  })
})
