import { describe, expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { changedRequirements } from './changed-requirements.js'
import type { Framework, Requirement } from './model.js'

const before = agreedWay()
const withChange = (id: string, change: (one: Requirement) => Partial<Requirement>): Framework => ({
  ...before,
  requirements: before.requirements.map((one) =>
    one.id === id ? { ...one, ...change(one) } : one,
  ),
})

describe('a change of a requirement that what was signed does not survive', () => {
  test.each<[string, (one: Requirement) => Partial<Requirement>]>([
    ['its question', () => ({ question: 'Who checks it?' })],
    [
      'a field that is added',
      ({ fields: [first, ...rest] }) => ({
        fields: first ? [first, ...rest, { ...first, id: 'more' }] : [],
      }),
    ],
    [
      'a choice that is worded otherwise',
      ({ fields }) => ({
        fields: fields.map((one) => ({
          ...one,
          choices: one.choices.map((choice) => ({ ...choice, label: `${choice.label}!` })),
        })),
      }),
    ],
    ['what satisfies it', () => ({ metBy: { anyOf: [], allOf: ['document'] } })],
    ['whom it is about', () => ({ scope: 'adopter' })],
    ['who signs it', () => ({ signedBy: ['executive-sponsor'] })],
    ['how long it lasts', () => ({ renewal: [{ months: 1 }] })],
  ])('%s', (_what, change) => {
    expect(changedRequirements(before, withChange('R31', change))).toEqual({
      asked: ['R31'],
      form: [],
    })
  })
})

describe('what re-opens nothing', () => {
  test.each<[string, (one: Requirement) => Partial<Requirement>]>([
    ['why it is asked', () => ({ why: 'Because.' })],
    ['the example of good evidence', () => ({ goodEvidence: 'Another one.' })],
    ['help', ({ fields }) => ({ fields: fields.map((one) => ({ ...one, help: 'Other help.' })) })],
    ['its sources', () => ({ sources: [] })],
    ['its lines at gates', () => ({ gates: [] })],
    ['who may except it', () => ({ mayExcept: [{ when: null, by: 'nobody', because: null }] })],
  ])('%s', (_what, change) => {
    expect(changedRequirements(before, withChange('R31', change))).toEqual({ asked: [], form: [] })
  })

  test('a requirement that is new or gone', () => {
    const fewer = { ...before, requirements: before.requirements.slice(1) }
    expect(changedRequirements(before, fewer)).toEqual({ asked: [], form: [] })
    expect(changedRequirements(fewer, before)).toEqual({ asked: [], form: [] })
  })
})

describe('a guided form', () => {
  const [form] = before.forms
  const [owner] = before.requirements.filter((one) => one.form === form?.id)
  const withQuestion = (change: object): Framework => ({
    ...before,
    forms: before.forms.map((one) =>
      one === form
        ? {
            ...one,
            sections: one.sections.map((section) => ({
              ...section,
              questions: section.questions.map((question) => ({ ...question, ...change })),
            })),
          }
        : one,
    ),
  })

  test('that asks otherwise is told apart from its requirement', () => {
    const after = withQuestion({ asks: 'Is it safe?' })
    expect(changedRequirements(before, after)).toEqual({ asked: [], form: [owner?.id] })
  })

  test('that only explains otherwise re-opens nothing', () => {
    const after = withQuestion({ why: 'Because.', example: 'Another one.' })
    expect(changedRequirements(before, after)).toEqual({ asked: [], form: [] })
  })
})

describe('the words of a system for a requirement', () => {
  const local = { layer: 'Example', example: null, wording: 'Say who in this system.', gates: [] }
  const with31 = (change: object): Framework =>
    withChange('R31', () => ({ local: { ...local, ...change } }))

  test('that are new, gone or other are told like another form', () => {
    for (const [one, other] of [
      [before, with31({})],
      [with31({}), before],
      [with31({}), with31({ wording: 'Say who.' })],
    ] as const)
      expect(changedRequirements(one, other)).toEqual({ asked: [], form: ['R31'] })
  })

  test('re-open nothing where only the example or the name of the layer differs', () => {
    const other = with31({ example: 'A rota.', layer: 'Example, renamed' })
    expect(changedRequirements(with31({}), other)).toEqual({ asked: [], form: [] })
  })
})
