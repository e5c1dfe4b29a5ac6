import { describe, expect, test } from 'vitest'
import { loadFramework } from '../load-framework.js'
import type { Requirement } from '../model.js'
import { askedQuestions, progressOf } from './asked-questions.js'
import { formProblems } from './check-form.js'
import { hookProblems } from './check-hooks.js'
import { fillRequirement } from './fill-requirement.js'
import type { FormFill, FormQuestion, FormRule, GuidedForm } from './form-model.js'
import { formSchema } from './form-schema.js'
import { judgeForm } from './judge-form.js'

const question = (code: string, more: Partial<FormQuestion> = {}): FormQuestion => ({
  code,
  asks: `What is ${code}?`,
  why: 'To know.',
  example: null,
  kind: 'yes-no',
  holds: null,
  required: true,
  choices: [],
  askedWhen: null,
  mayNotApply: false,
  judge: [],
  ...more,
})

const is = (code: string, answer = 'yes'): FormRule => ({ question: code, is: answer })
const when = (code: string, askedWhen: FormRule) => question(code, { askedWhen })
const choice = (id: string, describe = false) => ({ id, label: id, describe })

const form = (questions: FormQuestion[], fills: FormFill[] = []): GuidedForm => ({
  id: 'example',
  name: 'Example',
  version: '1',
  line: 'An example.',
  wordingAt: null,
  sections: [
    {
      id: 'only',
      name: 'Only',
      line: 'The only section.',
      counts: 'assessed',
      shared: false,
      mark: null,
      questions,
    },
  ],
  fills,
  sources: [{ name: 'Us', supports: null, address: null, date: null, mark: 'to-be-confirmed' }],
})

const three = [question('1'), when('2', is('1')), when('3', { not: is('2') })]

describe('a form that does not fit is refused with a sentence', () => {
  const table: [string, FormQuestion[], RegExp][] = [
    [
      'a code that is not there',
      [when('1', is('9'))],
      /1 names the question 9, which the form does not have/,
    ],
    [
      'an answer that is never given',
      [question('1'), when('2', is('1', 'maybe'))],
      /2 names the answer maybe, which 1 never has/,
    ],
    [
      'a later question',
      [when('1', is('2')), question('2')],
      /1 is routed on 2, which does not come before it/,
    ],
    ['itself', [when('1', is('1'))], /1 waits for 1/],
    [
      'a circle',
      [when('1', is('2')), when('2', is('1'))],
      /its routing goes in a circle: 1 waits for 2 waits for 1/,
    ],
    ['a code twice', [question('1'), question('1')], /the question 1 stands there twice/],
    [
      'a question nobody reaches',
      [question('1'), when('2', { all: [is('1'), is('1', 'no')] })],
      /2 is never asked, whatever is answered before it/,
    ],
    [
      'a question behind one nobody reaches',
      [question('1'), when('2', { all: [is('1'), is('1', 'no')] }), when('3', is('2'))],
      /3 is never asked/,
    ],
    [
      'an optional question to route on',
      [question('1', { required: false }), when('2', is('1'))],
      /2 is routed on 1, which is optional or takes several answers/,
    ],
    [
      'attachments to route on',
      [question('1'), when('2', { attached: '1' })],
      /2 is routed on what is attached/,
    ],
    [
      'a file question without "provided"',
      [question('1', { kind: 'file-or-link', choices: [choice('no')] })],
      /no choice provided/,
    ],
    [
      'a choice twice',
      [question('1', { kind: 'choice', choices: [choice('a'), choice('a')] })],
      /1 has the choice a twice/,
    ],
    [
      'a rule of passing without an end',
      [question('1', { judge: [{ when: is('1'), outcome: 'passes', because: null }] })],
      /the last line of judge of 1 must have no condition/,
    ],
    [
      'a rule of passing over nothing',
      [
        question('1', {
          judge: [
            { when: is('7'), outcome: 'passes', because: null },
            { when: null, outcome: 'passes', because: null },
          ],
        }),
      ],
      /1 names the question 7/,
    ],
  ]
  test.each(table)('%s', (_, questions, sentence) => {
    expect(formProblems(form(questions)).join('\n')).toMatch(sentence)
  })

  test('one that fits has no sentence', () => {
    expect(formProblems(form(three))).toEqual([])
  })

  test('a reader who knows no rule is told what one may be', () => {
    const broken = { ...form([question('1')]), fills: [], sections: [{ id: 'x' }] }
    const { error } = formSchema.safeParse(broken)
    const said = error?.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('\n')
    expect(said).toMatch(/fills must fill something of its requirement/)
    expect(said).toMatch(/sections\.0\.counts must be background, assessed or scored/)
    const odd = formSchema.safeParse({
      ...form([{ ...question('1'), askedWhen: { maybe: 1 } } as never]),
    })
    expect(odd.error?.issues[0]?.message).toMatch(/must be \{ question, is \}/)
  })
})

const answer = (value: string | string[] | null, more = {}) => ({
  value,
  words: '',
  notApplicableReason: null,
  attachments: 0,
  ...more,
})

describe('where a question stands', () => {
  const states = (questions: FormQuestion[], answers: Parameters<typeof askedQuestions>[1]) =>
    askedQuestions(form(questions), answers)
      .map((one) => one.state)
      .join(' ')

  test('routing knows yes, no and not yet', () => {
    expect(states(three, {})).toBe('missing waiting waiting')
    expect(states(three, { 1: answer('no') })).toBe('answered not-asked missing')
    expect(states(three, { 1: answer('yes') })).toBe('answered missing waiting')
    expect(states(three, { 1: answer('yes'), 2: answer('yes') })).toBe(
      'answered answered not-asked',
    )
    expect(states(three, { 1: answer('no'), 2: answer('yes') })).toBe('answered not-asked missing')
  })

  test('what an answer lacks', () => {
    const file = question('1', {
      kind: 'file-or-link',
      choices: [choice('provided'), choice('other', true)],
    })
    const wants = (given: ReturnType<typeof answer>) =>
      askedQuestions(form([file]), { 1: given })[0]
    expect(wants(answer('provided'))).toMatchObject({ state: 'missing', wants: [/file or a link/] })
    expect(wants(answer('provided', { attachments: 1 }))?.state).toBe('answered')
    expect(wants(answer('other'))).toMatchObject({ state: 'missing', wants: [/words/] })
    expect(wants(answer('other', { words: 'So.' }))?.state).toBe('answered')
    expect(wants(answer(null, { attachments: 1 }))).toMatchObject({ state: 'missing' })
  })

  test('not applicable counts only where the form allows it, and only with no answer beside it', () => {
    const saidNot = answer(null, { notApplicableReason: 'We have none.' })
    expect(states([question('1')], { 1: saidNot })).toBe('missing')
    expect(states([question('1', { mayNotApply: true })], { 1: saidNot })).toBe('not-applicable')
    expect(
      states([question('1', { mayNotApply: true })], { 1: { ...saidNot, value: 'yes' } }),
    ).toBe('answered')
  })

  test('optional questions may be left empty, and count as asked', () => {
    const routed = askedQuestions(form([question('1', { required: false }), question('2')]), {
      2: answer('no'),
    })
    expect(progressOf(routed)).toEqual({
      asked: 2,
      answered: 1,
      missing: [],
      waiting: [],
      notAsked: 0,
    })
  })

  test('a form without rules is not judged; one whose rules all pass passes', () => {
    const passing = question('1', { judge: [{ when: null, outcome: 'passes', because: null }] })
    const judged = (one: FormQuestion) =>
      judgeForm(askedQuestions(form([one]), { 1: answer('yes') }))
    expect(judged(question('1')).outcome).toBe('not-judged')
    expect(judged(passing).outcome).toBe('passes')
  })
})

describe('a form and its requirement', () => {
  const r31 = loadFramework('framework').requirements.find((one) => one.id === 'R31')
  if (!r31) throw new Error('no R31')
  const field = (
    id: string,
    kind: Requirement['fields'][number]['kind'],
    choices = [{ id: 'a', label: 'A' }],
  ) => ({
    label: id,
    help: 'In a word.',
    minimum: null,
    maximum: null,
    id,
    kind,
    required: true,
    choices: kind === 'choice' ? choices : [],
  })
  const requirement = (...fields: Requirement['fields']): Requirement => ({
    ...r31,
    form: 'example',
    fields,
  })
  const text = question('2', { kind: 'text' })
  const pick = question('3', { kind: 'choice', choices: [choice('a')] })
  const whole = requirement(
    field('who', 'text'),
    field('yes', 'yes-no'),
    field('which', 'choice'),
    field('on', 'date'),
    field('open', 'long-text'),
  )
  const fills: FormFill[] = [
    { field: 'who', answers: ['2'] },
    { field: 'yes', answers: ['1'] },
    { field: 'which', answers: ['3'] },
    { field: 'on', from: 'finished-on' },
    { field: 'open', from: 'open-points' },
  ]
  const questions = [question('1'), text, pick]

  test('fit when every required field is filled with what it takes', () => {
    expect(hookProblems([form(questions, fills)], [whole])).toEqual([])
  })

  const table: [string, FormFill[], RegExp][] = [
    [
      'a field that is not there',
      [...fills, { field: 'more', value: 'x' }],
      /it fills the field more, which R31 does not have/,
    ],
    ['a required field left empty', fills.slice(1), /leaves the required field who of R31 empty/],
    [
      'a field filled twice',
      [...fills, { field: 'who', value: 'x' }],
      /the field who is filled twice/,
    ],
    [
      'a question that is not asked',
      [{ field: 'who', answers: ['9'] }, ...fills.slice(1)],
      /from 9, which it does not ask/,
    ],
    [
      'words for a yes or no',
      [...fills.slice(0, 1), { field: 'yes', answers: ['2'] }, ...fills.slice(2)],
      /it fills the yes-no field yes from 2, which does not fit/,
    ],
    [
      'a choice the field does not have',
      [...fills.slice(0, 2), { field: 'which', value: 'b' }, ...fills.slice(3)],
      /with b, which does not fit/,
    ],
    [
      'a date from open points',
      [...fills.slice(0, 3), { field: 'on', from: 'open-points' }, ...fills.slice(4)],
      /from open-points, which does not fit/,
    ],
  ]
  test.each(table)('refused: %s', (_, wrong, sentence) => {
    expect(hookProblems([form(questions, wrong)], [whole]).join('\n')).toMatch(sentence)
  })

  test('a form nobody names, or two do, is refused', () => {
    expect(hookProblems([form(questions, fills)], [])).toEqual([
      'Form example: exactly one requirement must name it, and 0 do.',
    ])
    expect(hookProblems([form(questions, fills)], [whole, whole])).toHaveLength(1)
  })

  test('the answers fill the requirement, and what was not asked says so', () => {
    const routedOn = form([question('1'), { ...text, askedWhen: is('1') }, pick], fills)
    const fill = (answers: Parameters<typeof askedQuestions>[1]) =>
      fillRequirement(routedOn, whole, askedQuestions(routedOn, answers), '2026-11-02')
    expect(fill({ 1: answer('yes'), 2: answer('The lead'), 3: answer('a') })).toEqual({
      who: 'The lead',
      yes: true,
      which: 'a',
      on: '2026-11-02',
      open: 'none',
    })
    expect(fill({ 1: answer('no'), 3: answer('a') })['who']).toBe('Not asked. 1 is answered No.')
  })

  test('several answers are put together with their codes, and cut with a note where they are long', () => {
    const long = 'x'.repeat(9000)
    const two = form(questions, [{ field: 'who', answers: ['1', '2'] }])
    const filled = fillRequirement(
      two,
      whole,
      askedQuestions(two, { 1: answer('yes'), 2: answer(long) }),
      '2026-11-02',
    )
    expect(filled['who']).toMatch(
      /^1 What is 1\?\nYes\n\n2 What is 2\?\nx+… \(the form holds the whole\)$/,
    )
    expect(String(filled['who']).length).toBeLessThan(8000)
  })
})
