import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { registerDeployment } from '#modules/deployments/index.js'
import {
  acceptEvidence,
  findUsableWork,
  lookedAtBefore,
  saveAnswer,
  setOpening,
  showAnswer,
  signAnswer,
  withdrawAcceptance,
} from '#modules/evidence/index.js'
import { agreedWay, choicesOf, questionsOf } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import type { Operation } from '#kernel/operation.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { answerAndSign, exampleAnswers } from '../evidence/testing/answer-everything.js'
import { formProgress, saveAnswers, showForm, startForm } from './index.js'
import { noteAnswering } from './note-answering.js'

let app: TestApp
let owner: Actor
let officer: Actor
let staff: Actor
let partner: Actor
let contact: Actor
let otherContact: Actor
let versionId: string
let deploymentId: string

/** A command of the module by its name, as the doors know it. */
const operation = <Out = { [key: string]: unknown }>(name: string): Operation<unknown, Out> => {
  const found = app.modules
    .flatMap((module) => module.operations ?? [])
    .find((one) => one.name === `forms.${name}`)
  if (!found) throw new Error(`no forms.${name}`)
  return found as unknown as Operation<unknown, Out>
}

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  officer = await app.world.person(home, 'clinical-safety-officer', 'information-governance-lead')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner', 'clinical-safety-officer')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  const rival = await app.world.organisation('Other Supplier', 'supplier')
  otherContact = await app.world.person(rival, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  versionId = product.versionId ?? ''
  deploymentId = await deploy('Letter reading')
  async function deploy(title: string) {
    const made = await app.registry.run(registerDeployment, owner, {
      productId: product.id,
      versionId,
      useCase: { title },
      facts: { clinical: true, realCare: true, personalData: true },
    })
    return made.id
  }
  newDeployment = deploy
})
afterAll(() => app.close())

let newDeployment: (title: string) => Promise<string>

const start = (form: string, subjectId = deploymentId, by = owner, more = {}) =>
  app.registry.run(startForm, by, { form, scope: 'deployment', subjectId, ...more })
const show = (id: string, by = owner) => app.registry.read(showForm, by, { id })
const save = (id: string, answers: Record<string, object>, by = owner) =>
  app.registry.run(saveAnswers, by, { id, answers })
const say = (value: unknown, revision = 0, more = {}) => ({ value, revision, ...more })
const audit = (command: string) =>
  app.sql<{ after: { form: string } }>('select after from audit where command = $1 order by id', [
    command,
  ])

/** Answers everything that is asked, as it comes to be asked; what needs a file gets a link. */
const answerAll = async (id: string, by = owner, given: Record<string, string> = {}) => {
  for (let round = 0; round < 8; round += 1) {
    const shown = await show(id, by)
    const open = shown.routed.filter((one) => one.state === 'missing')
    if (open.length === 0 && shown.judgement.complete) return shown
    const answers = open.map(({ question }) => {
      const choices = choicesOf(question)
      const choice = choices.find((one) => one.id !== 'provided')?.id
      const { holds } = question
      const held = holds && { email: 'jo@example.org', telephone: '020 7946 0000' }[holds]
      const typed =
        held ?? { date: '2026-05-01', number: '5' }[question.kind as 'date'] ?? 'Some words'
      const value = given[question.code] ?? choice ?? typed
      const seen = shown.answers.get(question.code)?.revision ?? 0
      return [question.code, say(value, seen, { words: choice ? 'More words' : '' })] as const
    })
    await save(id, Object.fromEntries(answers), by)
  }
  throw new Error('It is never complete.')
}

describe('starting', () => {
  test('a form is started once for a subject; starting again answers the same', async () => {
    const { id } = await start('human-oversight')
    expect((await start('human-oversight', deploymentId, officer)).id).toBe(id)
    const shown = await show(id)
    expect(shown).toMatchObject({
      word: 'Being answered',
      requirement: { id: 'R31' },
      subject: { name: 'Example reader: Letter reading', scope: 'deployment' },
    })
    const lines = await audit('forms.start-form')
    expect(lines.map((one) => one.after.form)).toEqual(['Human oversight rule'])
  })

  test('refused: another role, another organisation, another subject, a form that is not there', async () => {
    await expect(start('human-oversight', deploymentId, staff)).rejects.toThrow(NotAllowed)
    await expect(start('human-oversight', deploymentId, partner)).rejects.toThrow(NotAllowed)
    await expect(start('dtac-2')).rejects.toThrow(Invalid)
    await expect(start('no-such-form')).rejects.toThrow(NotFound)
    const about = { form: 'dtac-2', scope: 'product_version', subjectId: versionId }
    await expect(app.registry.run(startForm, otherContact, about)).rejects.toThrow(NotAllowed)
  })

  test('the shared core of an assessment is carried over, its local annex is not', async () => {
    const from = await start('dpia')
    await save(from.id, { '1.1': say('Reading letters.'), '2.1': say('Example NHS Trust') })
    const next = await newDeployment('Second use')
    const { id } = await start('dpia', next, owner, { copyFrom: from.id })
    const { answers } = await show(id)
    expect([...answers.keys()]).toEqual(['1.1'])
    const wrong = { copyFrom: (await start('human-oversight')).id }
    await expect(start('dpia', await newDeployment('Third use'), owner, wrong)).rejects.toThrow(
      Invalid,
    )
  })
})

describe('answering', () => {
  let id: string
  beforeAll(async () => {
    id = (await start('human-oversight', await newDeployment('Answering'))).id
  })

  test('is saved with who and when, and opens what depends on it', async () => {
    const saved = await save(id, { '1.2': say('sample'), '1.1': say('The nurse in charge') })
    expect(saved.saved.toSorted()).toEqual(['1.1', '1.2'])
    const shown = await show(id)
    expect(shown.answers.get('1.1')).toMatchObject({ revision: 1, answeredByName: owner.name })
    const state = (code: string) => shown.routed.find((one) => one.question.code === code)?.state
    expect([state('1.3'), state('1.4')]).toEqual(['missing', 'missing'])
    expect(shown.sections.map((one) => one.word)).toEqual(['In progress', 'Not started'])
    expect((await audit('forms.save-answers')).length).toBeGreaterThan(0)
  })

  test('two people answer different questions of one page; the same question is a conflict', async () => {
    const page = { '1.1': say('The nurse in charge', 1), '1.2': say('sample', 1) }
    await save(id, { ...page, '1.1': say('The ward sister', 1) }, officer)
    await save(id, { ...page, '1.2': say('before', 1) })
    const { answers } = await show(id)
    expect(answers.get('1.1')?.value).toBe('The ward sister')
    expect(answers.get('1.2')?.value).toBe('before')
    const lost = save(id, { '1.1': say('Somebody else', 1) })
    await expect(lost).rejects.toThrow(Conflict)
    await lost.catch((refusal: Conflict) => {
      expect(refusal.message).toContain(officer.name)
      expect(refusal.current).toEqual({ 'answers.1.1': 'The ward sister' })
    })
    expect((await show(id)).answers.get('1.1')?.revision).toBe(2)
  })

  test('saving what was there already changes nothing', async () => {
    const { revision } = (await show(id)).filled
    const again = await save(id, { '1.1': say('The ward sister', 1) })
    expect(again).toEqual({ saved: [], revision })
  })

  const refusals: [string, Record<string, object>, RegExp][] = [
    ['an answer that is not in the list', { '1.2': say('sometimes', 2) }, /Choose one/],
    ['words for a number', { '1.5': say('a few') }, /Enter a number/],
    ['a question that is not there', { '9.9': say('x') }, /asks no 9\.9/],
    ['an NHS number', { '1.6': say('Patient 943 476 5919') }, /NHS number/],
    ['too many words', { '1.6': say('x'.repeat(4001)) }, /4000 characters/],
    [
      'not applicable where it is asked',
      { '1.6': say(null, 0, { notApplicableReason: 'No.' }) },
      /Nobody can say/,
    ],
  ]
  test.each(refusals)('refused, and nothing is stored: %s', async (_, answers, sentence) => {
    const before = (await show(id)).filled.revision
    await expect(save(id, { '2.1': say('By hand'), ...answers })).rejects.toThrow(sentence)
    expect((await show(id)).filled.revision).toBe(before)
  })

  test('another role may not, another organisation sees nothing', async () => {
    await expect(save(id, { '1.6': say('x') }, staff)).rejects.toThrow(NotAllowed)
    await expect(save(id, { '1.6': say('x') }, partner)).rejects.toThrow(NotFound)
    await expect(show(id, partner)).rejects.toThrow(NotFound)
    expect((await show(id, staff)).filled.id).toBe(id)
  })

  test('who else is answering is shown for a quarter of an hour', async () => {
    await app.registry.run(noteAnswering, officer, { id, section: 'checking' })
    await app.registry.run(noteAnswering, officer, { id, section: 'acting' })
    expect((await show(id)).others).toMatchObject([
      { personName: officer.name, sectionId: 'acting' },
    ])
    expect((await show(id, officer)).others).toEqual([])
    expect(await audit('forms.note-answering')).toEqual([])
    app.clock.advance(16 * 60_000)
    expect((await show(id)).others).toEqual([])
    const note = (by: Actor, section = 'acting') =>
      app.registry.run(noteAnswering, by, { id, section })
    await expect(note(staff)).rejects.toThrow(NotAllowed)
    await expect(note(partner)).rejects.toThrow(NotFound)
    await expect(note(owner, 'no-such')).rejects.toThrow(NotFound)
  })
})

describe('attaching', () => {
  const bytes = new TextEncoder().encode('The plan in plain words.')
  let id: string
  beforeAll(async () => {
    id = (await start('dpia', await newDeployment('Attaching'))).id
  })
  const file = (by: Actor, more = {}) =>
    lookedAtBefore(operation<{ fileName: string }>('check-may-attach'), operation('attach-file'))(
      app.registry.doorsFor(by),
      {
        id,
        code: '1.3',
        title: 'Data flows',
        fileName: 'flows.txt',
        bytes,
        ...more,
      },
    )
  const link = (by: Actor, address = 'https://example.org/flows') =>
    app.registry.run(operation('attach-link'), by, { id, code: '1.3', title: 'Flows', address })

  test('a file and a link belong to the question and to the evidence', async () => {
    await save(id, { '1.3': say('provided') })
    const state = async () =>
      (await show(id)).routed.find((one) => one.question.code === '1.3')?.state
    expect(await state()).toBe('missing')
    await file(owner)
    await link(owner)
    expect(await state()).toBe('answered')
    const titles = (await show(id)).attached.get('1.3')?.map((one) => one.title)
    expect(titles).toEqual(['Data flows', 'Flows'])
    const about = { deploymentId: (await show(id)).filled.subjectId, requirementId: 'R18' }
    const evidence = await app.registry.read(showAnswer, owner, about)
    expect(evidence.documents.map((one) => one.title)).toEqual(['Data flows', 'Flows'])
    expect(await audit('forms.attach-file')).toHaveLength(1)
    expect(await audit('forms.attach-link')).toHaveLength(1)
  })

  test('taken off with a reason, it no longer counts', async () => {
    const [first, second] = (await show(id)).attached.get('1.3') ?? []
    const takeOff = (by: Actor, documentId = first?.id) =>
      app.registry.run(operation('take-off-attachment'), by, {
        id,
        code: '1.3',
        documentId,
        reason: 'It is out of date.',
      })
    await expect(takeOff(staff)).rejects.toThrow(NotAllowed)
    await expect(takeOff(partner)).rejects.toThrow(NotFound)
    await expect(takeOff(owner, 'doc_elsewhere')).rejects.toThrow(NotFound)
    await takeOff(owner)
    await takeOff(owner, second?.id)
    expect((await show(id)).attached.get('1.3')).toBeUndefined()
    expect(await audit('forms.take-off-attachment')).toHaveLength(2)
  })

  test('refused, and nothing is attached', async () => {
    await expect(file(staff)).rejects.toThrow(NotAllowed)
    await expect(file(partner)).rejects.toThrow(NotFound)
    await expect(link(staff)).rejects.toThrow(NotAllowed)
    await expect(link(partner)).rejects.toThrow(NotFound)
    await expect(link(owner, 'a folder')).rejects.toThrow(Invalid)
    await expect(file(owner, { code: '9.9' })).rejects.toThrow(NotFound)
    const html = new TextEncoder().encode('<!doctype html><p>hello')
    await expect(file(owner, { bytes: html, fileName: 'flows.pdf' })).rejects.toThrow(
      /name of this file/,
    )
    expect((await show(id)).attached.size).toBe(0)
  })
})

describe('finishing', () => {
  const finish = (id: string, revision: number, by = owner) =>
    app.registry.run(operation('finish-form'), by, { id, revision })

  test('refused while something is missing; then it fills the evidence, to be signed there', async () => {
    const about = await newDeployment('Finishing')
    const { id } = await start('human-oversight', about)
    const early = finish(id, 1)
    await expect(early).rejects.toThrow(Invalid)
    await early.catch((refusal: Invalid) => {
      expect(refusal.problems.map((one) => one.field)).toContain('answers.1.1')
    })
    const whole = await answerAll(id)
    const { revision } = whole.filled
    await expect(finish(id, revision - 1)).rejects.toThrow(Conflict)
    await expect(finish(id, revision, staff)).rejects.toThrow(NotAllowed)
    await expect(finish(id, revision, partner)).rejects.toThrow(NotFound)
    const edition = await finish(id, revision)
    expect(edition).toMatchObject({ number: 1, outcome: 'passes' })
    const evidence = await app.registry.read(showAnswer, owner, {
      deploymentId: about,
      requirementId: 'R31',
    })
    expect(evidence.draft?.values).toMatchObject({
      'who-checks': 'Some words',
      'when-checked': 'before',
    })
    expect(evidence.documents.map((one) => [one.title, one.digest])).toEqual([
      ['Human oversight rule, edition 1', edition['digest']],
    ])
    expect((await show(id)).word).toBe('Finished')
    await expect(finish(id, revision)).rejects.toThrow(/nothing has changed/)
    expect(await audit('forms.finish-form')).toHaveLength(1)
  })

  test('a signed form that is changed becomes a new edition beside the first, and is to be signed again', async () => {
    const about = await newDeployment('Signed, then changed')
    const { id } = await start('human-oversight', about)
    await finish(id, (await answerAll(id)).filled.revision)
    const evidence = () =>
      app.registry.read(showAnswer, owner, { deploymentId: about, requirementId: 'R31' })
    await app.registry.run(signAnswer, officer, {
      deploymentId: about,
      requirementId: 'R31',
      revision: (await evidence()).draft?.revision,
    })
    await save(id, { '1.1': say('The ward sister', 1) })
    expect((await show(id)).word).toBe('Changed since finished')
    expect((await evidence()).word).toBe('Signed')
    await finish(id, (await show(id)).filled.revision)
    const after = await evidence()
    expect(after.word).toBe('Under review')
    expect(after.signed?.values).toMatchObject({ 'who-checks': 'Some words' })
    expect(after.signed?.documents.map((one) => one.title)).toEqual([
      'Human oversight rule, edition 1',
    ])
    expect(after.draft?.values).toMatchObject({ 'who-checks': 'The ward sister' })
    expect(after.documents.map((one) => one.title)).toEqual(['Human oversight rule, edition 2'])
    expect((await show(id)).editions.map((one) => one.number)).toEqual([2, 1])
  })

  test('all 58 questions of the DTAC form, by its supplier, for one version', async () => {
    const about = { form: 'dtac-2', scope: 'product_version', subjectId: versionId } as const
    const { id } = await app.registry.run(startForm, contact, about)
    const asked = {
      'C1.2': 'yes',
      'C2.2': 'yes',
      'C3.2': 'no',
      'C4.1': 'yes',
      'C4.2': 'yes',
      'D1.4': 'yes',
    }
    const whole = await answerAll(id, contact, asked)
    expect(whole.judgement.outcome).toBe('fails')
    expect(await finish(id, whole.filled.revision, contact)).toMatchObject({ outcome: 'fails' })
    const { draft } = await app.registry.read(showAnswer, contact, {
      scope: 'product_version',
      subjectId: versionId,
      requirementId: 'R01',
    })
    expect(draft?.values).toMatchObject({ 'form-version': '2.0', 'product-version': 'Some words' })
    expect(String(draft?.values['open-points'])).toMatch(/C3\.1 fails/)
    const progress = await app.registry.read(formProgress, contact, about)
    expect(progress).toMatchObject({ id, word: 'Finished' })
    expect(await app.registry.read(formProgress, owner, about)).toBeNull()
  })

  test('every form of a deployment can be answered to its end and fills its requirement', async () => {
    const about = await newDeployment('Everything')
    for (const form of agreedWay().forms) {
      const requirement = agreedWay().requirements.find((one) => one.form === form.id)
      if (requirement?.scope !== 'deployment') continue
      const by = [owner, officer].find((one) =>
        [...requirement.answeredBy, ...requirement.signedBy].some((role) =>
          one.roles.includes(role),
        ),
      )
      const { id } = await start(form.id, about, by)
      const whole = await answerAll(id, by)
      await finish(id, whole.filled.revision, by)
      const kept = await app.sql<{ field_values: object }>(
        'select field_values from answer_drafts where requirement_id = $1 and organisation_id = $2 and (subject_id = $3 or subject_id = $4)',
        [requirement.id, owner.organisationId, about, versionId],
      )
      const filled = kept.flatMap((one) => Object.keys(one.field_values))
      const required = requirement.fields.filter((field) => field.required).map((field) => field.id)
      expect(filled, form.id).toEqual(expect.arrayContaining(required))
      expect(questionsOf(form).length).toBeGreaterThan(5)
    }
  })
})

test('the plan of an evaluation leads to the page that says how many cases are needed', async () => {
  const { id } = await start('evaluation-plan', await newDeployment('Evaluated'), owner)
  const html = await (await app.get(`/forms/${id}/sections/plan`, owner)).text()
  const [, after = ''] = html.split('1.5 How many cases or weeks')
  expect(after.split('1.6')[0]).toContain('href="/monitoring/how-many-cases"')
})

describe('the list of forms', () => {
  const list = async (query: string, by = owner) => {
    const answer = await app.api('GET', `/forms?${query}`, by)
    expect(answer.status).toBe(200)
    return (await answer.json()) as {
      items: { id: string | null; form: string; about: string; changed_since_finished: boolean }[]
      previous: string | null
      next: string | null
    }
  }
  const formsAbout = async (state: string, about: string, by = owner) =>
    (await list(`state=${state}&limit=200&search=${encodeURIComponent(about)}`, by)).items
      .filter((one) => one.about === `Example reader: ${about}`)
      .map((one) => one.form)

  test('moves a form from not started to under way, finished and in review', async () => {
    const about = await newDeployment('Discharge notes')
    const asked = await formsAbout('not-started', 'Discharge notes')
    expect(asked).toEqual(expect.arrayContaining(['human-oversight', 'dpia', 'dcb0160-file']))
    expect(asked).not.toContain('dtac-2')
    const { id } = await start('human-oversight', about)
    expect(await formsAbout('not-started', 'Discharge notes')).not.toContain('human-oversight')
    expect(await formsAbout('under-way', 'Discharge notes')).toEqual(['human-oversight'])
    const whole = await answerAll(id)
    await app.registry.run(operation('finish-form'), owner, { id, revision: whole.filled.revision })
    expect(await formsAbout('finished', 'Discharge notes')).toEqual(['human-oversight'])
    const evidence = { deploymentId: about, requirementId: 'R31' }
    const { draft } = await app.registry.read(showAnswer, owner, evidence)
    await app.registry.run(signAnswer, owner, { ...evidence, revision: draft?.revision ?? 0 })
    expect(await formsAbout('in-review', 'Discharge notes')).toEqual([])
    await app.sql(
      `update signed_answers set review_since = 'version 5' where requirement_id = 'R31' and subject_id = $1`,
      [about],
    )
    expect(await formsAbout('in-review', 'Discharge notes')).toEqual(['human-oversight'])
    expect(await formsAbout('finished', 'Discharge notes')).toEqual([])
    await save(id, { '1.1': say('Somebody else', 1) })
    const [changed] = (await list('state=under-way&search=Discharge')).items
    expect(changed).toMatchObject({ id, changed_since_finished: true })
    const facts = await newDeployment('No facts yet')
    await app.sql(`update deployments set facts = '{"personalData": false}' where id = $1`, [facts])
    expect(await formsAbout('not-started', 'No facts yet')).not.toContain('dpia')
  })

  test('what is relied on, or signed without its form, is not asked again', async () => {
    const asked = async () =>
      (await list('state=not-started&limit=200&search=DTAC')).items.map((one) => one.about)
    expect(await asked()).toContain('Example reader 4.1')
    const file = { scope: 'product_version', subjectId: versionId } as const
    const r01 = { ...file, requirementId: 'R01' }
    const { requirement, draft } = await app.registry.read(showAnswer, contact, r01)
    const saved = await app.registry.run(saveAnswer, contact, {
      ...r01,
      revision: draft?.revision ?? 0,
      answers: exampleAnswers(requirement),
    })
    await app.registry.run(signAnswer, contact, { ...r01, revision: saved.revision })
    await app.registry.run(setOpening, contact, { ...file, opensTo: 'nhs' })
    const about = await newDeployment('Second site')
    const { work } = await app.registry.read(findUsableWork, owner, { deploymentId: about })
    const found = work.whole.find(({ item }) => item.requirement.id === 'R01')
    const given = { deploymentId: about, differsHere: 'nothing' }
    const accepted = await app.registry.run(acceptEvidence, owner, {
      ...given,
      answerId: found?.sources[0]?.id,
    })
    expect(await asked()).not.toContain('Example reader 4.1')
    await app.registry.run(withdrawAcceptance, owner, { id: accepted.id, reason: 'Not ours' })
    expect(await asked()).toContain('Example reader 4.1')
    expect(await formsAbout('not-started', 'Second site')).toContain('equality')
    await answerAndSign(
      app,
      { 'deployment-owner': owner, 'clinical-safety-officer': officer },
      about,
      ['R31'],
    )
    expect(await formsAbout('not-started', 'Second site')).not.toContain('human-oversight')
  })

  describe('in review: the list, the form, its card in the evidence and Home say the same', () => {
    let about: string
    let id: string
    let name: string
    beforeAll(async () => {
      about = await newDeployment('Ward notes')
      id = (await start('ambient-scribe', about)).id
      const whole = await answerAll(id)
      await app.registry.run(operation('finish-form'), owner, {
        id,
        revision: whole.filled.revision,
      })
      for (const part of ['product', 'local']) {
        const evidence = { deploymentId: about, requirementId: 'R45', part }
        const shown = await app.registry.read(showAnswer, officer, evidence)
        if (part === 'product') name = shown.requirement.name
        const revision = shown.draft?.revision ?? 0
        await app.registry.run(signAnswer, officer, { ...evidence, revision })
      }
    })
    const page = async (path: string) => (await app.get(path, officer)).text()
    const saidIn = async () => {
      const home = await page('/')
      return {
        list: (await formsAbout('in-review', 'Ward notes')).includes('ambient-scribe'),
        finished: (await formsAbout('finished', 'Ward notes')).includes('ambient-scribe'),
        form: (await page(`/forms/${id}`)).includes(`${name}</a>: `),
        card: (await page(`/register/deployments/${about}/evidence/R45.local`)).includes(
          'In review:',
        ),
        home: home.includes(`${name}, Example reader 4.1`),
      }
    }
    const inReview = { list: true, finished: false, form: true, card: true, home: true }
    const inOrder = { list: false, finished: true, form: false, card: false, home: false }
    const change = (what: string) =>
      app.sql(
        `update signed_answers set ${what} where requirement_id = 'R45' and part = 'product' and subject_id = $1`,
        [versionId],
      )

    test('nothing is', async () => expect(await saidIn()).toEqual(inOrder))
    test.each([
      [
        'a part kept about the version is under review',
        `review_since = 'a document was withdrawn'`,
        `review_since = null`,
      ],
      ['the part has expired', `in_date_until = '2026-01-01'`, `in_date_until = null`],
      [
        'the requirement is another now',
        `requirement_digest = repeat('d', 64)`,
        `requirement_digest = null`,
      ],
      ['the form is another now', `detail_digest = repeat('d', 64)`, `detail_digest = null`],
      [
        'who signed may sign it no longer',
        `requirement_digest = repeat('e', 64), role = 'analyst'`,
        `requirement_digest = null, role = 'clinical-safety-officer'`,
      ],
    ])('%s', async (_what, to, back) => {
      await change(to)
      expect(await saidIn()).toEqual(inReview)
      await change(back)
      expect(await saidIn()).toEqual(inOrder)
    })
  })

  test('is searched by form and by subject, paged both ways, and shows nobody another’s', async () => {
    const named = await list('state=not-started&limit=200&search=oversight')
    expect(new Set(named.items.map((one) => one.form))).toEqual(new Set(['human-oversight']))
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `state=not-started&limit=3&cursor=${cursor}`.replace(/&cursor=$/, ''),
      )
      seen.push(...page.items.map((one) => `${one.form} ${one.about}`))
      cursor = page.next
    }
    const all = await list('state=not-started&limit=200')
    expect(seen).toEqual(all.items.map((one) => `${one.form} ${one.about}`))
    expect(new Set(seen).size).toBe(seen.length)
    const about = await newDeployment('Two forms')
    for (const form of ['human-oversight', 'equality']) await start(form, about, officer)
    const first = await list('state=under-way&limit=1')
    const second = await list(`state=under-way&limit=1&cursor=${first.next}`)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
    expect((await list(`state=under-way&limit=1&cursor=${second.previous}`)).items).toEqual(
      first.items,
    )
    expect((await app.api('GET', '/forms?state=everything', owner)).status).toBe(422)
    expect((await app.api('GET', '/forms?cursor=old', owner)).status).toBe(422)
    for (const state of ['under-way', 'finished', 'in-review'])
      expect((await list(`state=${state}`, partner)).items).toEqual([])
    const page = await (await app.get('/forms', owner)).text()
    expect(page).toContain('Human oversight rule')
    expect(await (await app.get('/forms?state=not-started', contact)).text()).toContain('DCB0129')
  })

  test('a file is attached and taken off over the API, and what is no document is refused', async () => {
    const { id } = await start('human-oversight', await newDeployment('Attachments'))
    const path = `/forms/${id}/questions/1.1`
    const send = (bytes: string, by = owner) =>
      app.api('POST', `${path}/files?title=Rule&file_name=rule.txt`, by, bytes, {
        'content-type': 'application/octet-stream',
      })
    expect((await send('Who checks')).status).toBe(201)
    expect((await send('Seen by 943 476 5919')).status).toBe(422)
    expect((await send('Who checks', staff)).status).toBe(403)
    expect((await send('Who checks', partner)).status).toBe(404)
    const { documentId } = await (await send('Who checks, again')).json()
    const off = `${path}/attachments/${documentId}/take-off`
    expect((await app.api('POST', off, owner, {})).status).toBe(422)
    expect((await app.api('POST', off, owner, { reason: 'The wrong file' })).status).toBe(200)
    expect((await app.api('POST', off, owner, { reason: 'Again' })).status).toBe(409)
  })
})
