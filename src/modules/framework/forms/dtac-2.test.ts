import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../../../tests/support/oracles.js'
import { loadFramework } from '../load-framework.js'
import { askedQuestions, progressOf, type GivenAnswer } from './asked-questions.js'
import { choicesOf, questionsOf, type FormQuestion } from './form-model.js'
import { judgeForm } from './judge-form.js'

const loaded = loadFramework('framework').forms.find((one) => one.id === 'dtac-2')
if (!loaded) throw new Error('no DTAC form')
const dtac = loaded
const questions = questionsOf(dtac)

const given = (value: GivenAnswer['value'], attachments = 0): GivenAnswer => ({
  value,
  words: '',
  notApplicableReason: null,
  attachments,
})

/** Answers in which every question is answered in the way that asks for the least. */
const LEAST: Readonly<Record<string, string>> = {
  'C1.1.1': 'no',
  'C1.2': 'no',
  'C2.1': 'no-access',
  'C2.2': 'no',
  'C3.2': 'yes',
  'C4.1': 'no',
  'C4.2': 'no',
  'D1.4': 'no',
}

const valueFor = (question: FormQuestion): GivenAnswer['value'] => {
  const choice = choicesOf(question)[0]
  if (choice) return choice.id
  return question.kind === 'date' ? '2026-05-01' : 'Words'
}

/** Everything answered, those named as they say and the others as in LEAST or with their first choice. */
const answering = (named: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    questions.map((question) => {
      const value = named[question.code] ?? LEAST[question.code] ?? valueFor(question)
      return [question.code, { ...given(value, value === 'provided' ? 1 : 0), words: 'Words' }]
    }),
  )

const routed = (named: Readonly<Record<string, string>>) => askedQuestions(dtac, answering(named))
const askedOf = (prefix: string, named: Readonly<Record<string, string>>): string =>
  routed(named)
    .filter((one) => one.question.code.startsWith(prefix) && one.state !== 'not-asked')
    .map((one) => one.question.code)
    .join(' ')

describe('the DTAC form 2.0 as data', () => {
  test('58 questions in seven sections, each with why and no code twice', () => {
    expect(questions).toHaveLength(58)
    expect(new Set(questions.map((one) => one.code)).size).toBe(58)
    expect(dtac.sections.map((one) => [one.id, one.counts, one.questions.length])).toEqual([
      ['a', 'background', 12],
      ['b', 'background', 4],
      ['c1', 'assessed', 8],
      ['c2', 'assessed', 8],
      ['c3', 'assessed', 7],
      ['c4', 'assessed', 11],
      ['d1', 'scored', 8],
    ])
  })

  const dcb = 'C1.2.2 C1.2.3 C1.2.4 C1.2.5'
  const personal = 'C2.1 C2.2 C2.2.1 C2.2.2 C2.2.3 C2.2.4 C2.2.5'
  const inC4 = 'C4.1 C4.2 C4.2.1'
  const device = { 'C1.1.1': 'yes' }
  const linked = { 'C4.2': 'yes', 'C4.2.1': 'yes', 'C4.2.2': 'yes', 'C4.2.4': 'yes' }
  const routes: [string, Record<string, string>, string][] = [
    ['C1', {}, 'C1.1.1 C1.2 C1.2.1'],
    ['C1', { 'C1.2': 'yes' }, `C1.1.1 C1.2 ${dcb}`],
    ['C1', { ...device, 'C1.1.2': 'yes' }, 'C1.1.1 C1.1.2'],
    ['C1', { ...device, 'C1.1.2': 'yes', 'C1.2': 'yes' }, 'C1.1.1 C1.1.2'],
    ['C1', { ...device, 'C1.1.2': 'no' }, 'C1.1.1 C1.1.2 C1.2 C1.2.1'],
    ['C1', { ...device, 'C1.1.2': 'no', 'C1.2': 'yes' }, `C1.1.1 C1.1.2 C1.2 ${dcb}`],
    ['C1', { 'C1.1.2': 'yes' }, 'C1.1.1 C1.2 C1.2.1'],
    ['C2', {}, 'C2.1 C2.2'],
    ['C2', { 'C2.2': 'yes', 'C2.2.5': 'uk-only' }, personal],
    ['C2', { 'C2.2': 'yes', 'C2.2.5': 'outside-uk' }, `${personal} C2.2.6`],
    ['C2', { 'C2.2': 'no', 'C2.2.5': 'outside-uk' }, 'C2.1 C2.2'],
    ['C3', {}, 'C3.1 C3.2'],
    ['C3', { 'C3.2': 'no' }, 'C3.1 C3.2 C3.3 C3.4 C3.5 C3.5.1 C3.6'],
    ['C4', {}, 'C4.1 C4.2'],
    ['C4', { 'C4.1': 'yes', 'C4.1.2': 'confirmed' }, 'C4.1 C4.1.1 C4.1.2 C4.2'],
    ['C4', { 'C4.1': 'yes', 'C4.1.2': 'cannot-confirm' }, 'C4.1 C4.1.1 C4.1.2 C4.1.3 C4.2'],
    ['C4', linked, `${inC4} C4.2.2 C4.2.4`],
    ['C4', { ...linked, 'C4.2.2': 'no' }, `${inC4} C4.2.2 C4.2.3 C4.2.4`],
    ['C4', { ...linked, 'C4.2.1': 'no' }, `${inC4} C4.2.3 C4.2.4`],
    ['C4', { ...linked, 'C4.2.4': 'not-applicable' }, `${inC4} C4.2.2 C4.2.4`],
    ['C4', { ...linked, 'C4.2.4': 'no', 'C4.2.5': 'yes' }, `${inC4} C4.2.2 C4.2.4 C4.2.5`],
    ['C4', { ...linked, 'C4.2.4': 'no', 'C4.2.5': 'no' }, `${inC4} C4.2.2 C4.2.4 C4.2.5 C4.2.6`],
    [
      'C4',
      { ...linked, 'C4.2.4': 'no', 'C4.2.5': 'not-applicable' },
      `${inC4} C4.2.2 C4.2.4 C4.2.5 C4.2.6`,
    ],
    ['D1', {}, 'D1.1 D1.2 D1.3 D1.4'],
    ['D1', { 'D1.4': 'yes', 'D1.4.1': 'yes' }, 'D1.1 D1.2 D1.3 D1.4 D1.4.1 D1.4.3 D1.5'],
    ['D1', { 'D1.4': 'yes', 'D1.4.1': 'no' }, 'D1.1 D1.2 D1.3 D1.4 D1.4.1 D1.4.3 D1.5'],
    ['D1', { 'D1.4': 'yes', 'D1.4.1': 'planned' }, 'D1.1 D1.2 D1.3 D1.4 D1.4.1 D1.4.2 D1.4.3 D1.5'],
  ]
  test.each(routes)('section %s after %o asks %s', (section, named, expected) => {
    expect(askedOf(section, named)).toBe(expected)
  })

  test('the routes between them ask every one of the 58', () => {
    const reached = new Set(
      routes.flatMap(([, named]) =>
        routed(named).flatMap((one) => (one.state === 'not-asked' ? [] : [one.question.code])),
      ),
    )
    expect([...reached].toSorted()).toEqual(questions.map((one) => one.code).toSorted())
  })

  test('nothing answered: what is asked is missing, what depends on it waits', () => {
    const progress = progressOf(askedQuestions(dtac, {}))
    expect(progress.answered).toBe(0)
    expect(progress.notAsked).toBe(0)
    expect(progress.missing).toContain('C1.1.1')
    expect(progress.missing).not.toContain('A10')
    expect(progress.waiting).toContain('C1.2')
    expect(progress.missing.length + progress.waiting.length).toBe(57)
  })

  const verdicts: [string, Record<string, string>, string, RegExp][] = [
    ['C1.1.1', {}, 'passes', /rule/],
    ['C1.2.2', { 'C1.2': 'yes', 'C1.2.2': 'yes' }, 'passes', /rule/],
    ['C1.2.2', { 'C1.2': 'yes', 'C1.2.2': 'no' }, 'fails', /not confirmed/],
    ['C1.2.3', { 'C1.2': 'yes', 'C1.2.3': 'not-provided' }, 'fails', /not provided/],
    ['C1.2.3', { 'C1.2': 'yes', 'C1.2.3': 'provided' }, 'refers', /read/],
    ['C1.2.5', { 'C1.2': 'yes' }, 'refers', /registration/],
    ['C2.1', {}, 'passes', /rule/],
    ['C2.1', { 'C2.1': 'confirmed' }, 'refers', /looked up/],
    ['C2.1', { 'C2.1': 'cannot-confirm' }, 'fails', /toolkit/],
    ['C2.2.4', { 'C2.2': 'yes', 'C2.2.4': 'not-applicable' }, 'refers', /reason/],
    ['C2.2.4', { 'C2.2': 'yes', 'C2.2.4': 'not-provided' }, 'fails', /terms/],
    ['C3.1', { 'C3.1': 'not-provided' }, 'fails', /certificate/],
    ['C3.4', { 'C3.2': 'no', 'C3.4': 'cannot-confirm' }, 'fails', /code of practice/],
    ['C3.5', { 'C3.2': 'no', 'C3.5': 'no' }, 'fails', /plan/],
    ['C3.5.1', { 'C3.2': 'no', 'C3.5.1': 'not-applicable' }, 'passes', /rule/],
    ['C3.5.1', { 'C3.2': 'no', 'C3.5.1': 'no' }, 'fails', /special rights/],
    ['C3.6', { 'C3.2': 'no', 'C3.6': 'no' }, 'fails', /logged/],
    ['C4.1.2', { 'C4.1': 'yes', 'C4.1.2': 'cannot-confirm' }, 'refers', /C4\.1\.3/],
    ['C4.2.1', { ...linked, 'C4.2.1': 'no' }, 'refers', /C4\.2\.3/],
    ['C4.2.4', { ...linked, 'C4.2.4': 'no' }, 'refers', /NHS login/],
    ['C4.2.5', { ...linked, 'C4.2.4': 'no', 'C4.2.5': 'no' }, 'fails', /DAPB3051/],
    ['C4.2.5', { ...linked, 'C4.2.4': 'no', 'C4.2.5': 'not-applicable' }, 'passes', /rule/],
  ]
  test.each(verdicts)('%s after %o: %s', (code, named, outcome, because) => {
    const judged = judgeForm(routed(named))
    const found = [...judged.passes, ...judged.fails, ...judged.refers].find(
      (one) => one.code === code,
    )
    expect(found?.outcome).toBe(outcome)
    expect(found?.because).toMatch(because)
  })

  test('a device passes nothing without its questionnaire, and is read with it', () => {
    const answers = answering({ 'C1.1.1': 'yes', 'C1.1.2': 'yes' })
    const without = judgeForm(askedQuestions(dtac, answers))
    expect(without.fails.map((one) => one.code)).toEqual(['C1.1.1'])
    const attached = judgeForm(askedQuestions(dtac, { ...answers, 'C1.1.1': given('yes', 1) }))
    expect(attached.fails).toEqual([])
    expect(attached.refers.map((one) => one.code)).toContain('C1.1.1')
  })

  test('whole: complete, and read by somebody since the certificate has to be looked up', () => {
    const judged = judgeForm(routed({}))
    expect(judged).toMatchObject({ complete: true, outcome: 'refers', fails: [] })
    expect(judged.refers.map((one) => one.code)).toEqual(['C3.1'])
    expect(judgeForm(routed({ 'C3.1': 'not-provided' })).outcome).toBe('fails')
    expect(judgeForm(askedQuestions(dtac, {})).outcome).toBe('incomplete')
  })

  test('an answer to a question that is no longer asked does not count', () => {
    const one = routed({ 'C1.2': 'yes' }).find((each) => each.question.code === 'C1.2.1')
    expect(one).toMatchObject({ state: 'not-asked', answer: null })
    expect(one?.because).toEqual(['C1.2 is answered Yes.'])
  })
})

interface OfficialQuestion {
  code: string
  section: string
  question: string
  options: string[]
  supporting_information?: string
  scoring_criteria?: string
  assessed: boolean
  scored: boolean
}
const file = sharedPath('data/dtac-v2/dtac-v2.0-questions.json')

describe.skipIf(!existsSync(file))(
  'held against the form itself (needs ../shared/data/dtac-v2, and is skipped where it is not there)',
  () => {
    const official = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { questions: OfficialQuestion[] }).questions
      : []
    const ours = (code: string) => questions.find((one) => one.code === code)
    const sectionOf = (code: string) =>
      dtac.sections.find((section) => section.questions.some((one) => one.code === code))

    test('the same codes in the same order, and the same kind of section', () => {
      expect(questions.map((one) => one.code)).toEqual(official.map((one) => one.code))
      for (const one of official) {
        expect(sectionOf(one.code)?.counts, one.code).toBe(
          one.assessed ? 'assessed' : one.scored ? 'scored' : 'background',
        )
      }
    })

    test.each(official.map((one) => [one.code, one] as const))(
      '%s takes the same answers',
      (code, one) => {
        const question = ours(code)
        if (!question) throw new Error(`no ${code}`)
        const options = one.options.flatMap((option) => option.split(/\s+\/\s+/))
        if (/^fr?ee text$/i.test(options[0] ?? '')) {
          expect(['text', 'long-text']).toContain(question.kind)
        } else if (options[0] === 'Date') {
          expect(question.kind).toBe('date')
          expect(question.mayNotApply).toBe(options.length > 1)
        } else {
          expect(choicesOf(question)).toHaveLength(options.length)
          expect(question.kind === 'file-or-link').toBe(options[0] === 'Provided')
          expect(question.kind === 'yes-no').toBe(options.join() === 'Yes,No')
        }
      },
    )

    test('a rule of passing where the form has one, and none where it has none', () => {
      for (const one of official) {
        const has = (one.scoring_criteria ?? '').trim() !== ''
        expect((ours(one.code)?.judge.length ?? 0) > 0, one.code).toBe(has)
      }
    })

    test('the questions whose notes send the reader on are those ours route on', () => {
      const sends = official
        .filter((one) =>
          /skip|proceed to|complete (section|question)|continue to|is now complete|please answer/i.test(
            one.supporting_information ?? '',
          ),
        )
        .map((one) => one.code)
      const text = JSON.stringify(questions.map((one) => one.askedWhen))
      const routedOn = questions.map((one) => one.code).filter((code) => text.includes(`"${code}"`))
      expect(routedOn).toEqual(sends)
    })

    test('none of the official sentences stands in ours', () => {
      const text = JSON.stringify(dtac).toLowerCase()
      const copied = official.flatMap((one) =>
        [one.question, one.supporting_information ?? '', one.scoring_criteria ?? '']
          .join('\n')
          .split(/[\n.]/)
          .map((sentence) => sentence.trim().toLowerCase())
          .filter((sentence) => sentence.split(' ').length > 7 && text.includes(sentence)),
      )
      expect(copied).toEqual([])
    })
  },
)
