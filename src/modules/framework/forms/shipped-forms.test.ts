import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../../../tests/support/oracles.js'
import { loadFramework } from '../load-framework.js'
import { askedQuestions } from './asked-questions.js'
import { questionsOf, type GuidedForm } from './form-model.js'
import { judgeForm } from './judge-form.js'

const { forms, requirements } = loadFramework('framework')
const formOf = (id: string): GuidedForm => {
  const found = forms.find((one) => one.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

const answers = (named: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(named).map(([code, value]) => [
      code,
      { value, words: 'Words', notApplicableReason: null, attachments: 0 },
    ]),
  )

test('eleven forms, each answering one requirement', () => {
  const hooked = requirements.flatMap((one) => (one.form ? [`${one.id} ${one.form}`] : []))
  expect(hooked).toEqual([
    'R01 dtac-2',
    'R03 dcb0129-checklist',
    'R04 dcb0160-file',
    'R18 dpia',
    'R21 automated-decisions',
    'R23 equality',
    'R29 evaluation-plan',
    'R31 human-oversight',
    'R38 charter-tests',
    'R45 ambient-scribe',
    'R46 imaging',
  ])
  expect(forms).toHaveLength(11)
})

describe('what an answer opens', () => {
  const table: [string, Record<string, string>, string][] = [
    ['automated-decisions', { '1.1': 'no', '1.3': 'yes', '1.4': 'yes' }, '1.1 1.2 1.3 1.4'],
    ['automated-decisions', { '1.1': 'yes', '1.3': 'no', '1.4': 'yes' }, '1.1 1.3 1.4'],
    [
      'automated-decisions',
      { '1.1': 'yes', '1.3': 'yes', '1.4': 'no' },
      '1.1 1.3 1.4 2.1 2.2 2.3 2.4 2.5',
    ],
    [
      'automated-decisions',
      { '1.1': 'yes', '1.3': 'yes', '1.4': 'yes' },
      '1.1 1.3 1.4 1.5 2.1 2.2 2.3 2.4 2.5',
    ],
    ['charter-tests', { C1: 'yes', C2: 'yes', C4: 'no' }, 'C1 C1.1 C2 C2.1 C3 C4 C4.1'],
    ['charter-tests', { C1: 'no', C2: 'yes', C4: 'yes' }, 'C1 C1.2 C2 C2.1 C3 C4'],
    ['human-oversight', { '1.2': 'before' }, '1.1 1.2 1.5 1.6 2.1 2.2 2.3 2.4'],
    ['human-oversight', { '1.2': 'sample' }, '1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 2.3 2.4'],
    ['imaging', { '2.1': 'yes' }, '1.1 1.2 1.3 2.1 2.2 3.1 3.2 3.3'],
    ['imaging', { '2.1': 'no' }, '1.1 1.2 1.3 2.1 2.3 3.1 3.2 3.3'],
    ['equality', { '2.1': 'partly' }, '1.1 1.2 1.3 2.1 2.2 2.3 3.1 3.2 3.3'],
    ['equality', { '2.1': 'known' }, '1.1 1.2 1.3 2.1 2.2 3.1 3.2 3.3'],
  ]
  test.each(table)('%s after %o', (id, named, expected) => {
    const asked = askedQuestions(formOf(id), answers(named)).filter(
      (one) => one.state !== 'not-asked',
    )
    expect(asked.map((one) => one.question.code).join(' ')).toBe(expected)
  })
})

describe('what fails and what has to be read', () => {
  const table: [string, Record<string, string>, string[], string[]][] = [
    ['charter-tests', { C1: 'no', C2: 'no', C3: 'none', C4: 'yes' }, ['C2', 'C4'], ['C1']],
    ['charter-tests', { C1: 'yes', C2: 'yes', C3: 'synthetic', C4: 'no' }, [], []],
    ['dcb0160-file', { '1.5': 'no', '2.5': '5' }, ['1.5', '2.5'], []],
    ['dcb0160-file', { '1.5': 'yes', '2.5': '3' }, [], ['2.5']],
    ['dpia', { '2.6': 'yes', '2.8': 'no' }, [], ['2.6', '2.8']],
    ['ambient-scribe', { '2.2': 'no', '1.5': 'yes' }, ['2.2'], ['1.5']],
    [
      'automated-decisions',
      { '1.1': 'yes', '1.3': 'yes', '1.4': 'yes', '1.5': 'x', '2.5': 'cannot-confirm' },
      ['2.5'],
      ['1.5'],
    ],
    [
      'dcb0129-checklist',
      { '2.1.1': 'no', '4.1.2': 'no', '6.1.6': 'not-applicable' },
      ['2.1.1'],
      ['4.1.2', '6.1.6'],
    ],
  ]
  test.each(table)('%s after %o', (id, named, fails, refers) => {
    const judged = judgeForm(askedQuestions(formOf(id), answers(named)))
    expect(judged.fails.map((one) => one.code)).toEqual(fails)
    expect(judged.refers.map((one) => one.code)).toEqual(refers)
  })
})

test('what nobody could verify is marked to be confirmed, section by section', () => {
  const marked = (form: GuidedForm) => form.sections.every((one) => one.mark === 'to-be-confirmed')
  const unverified = forms.filter((form) =>
    form.sources.every((one) => one.mark === 'to-be-confirmed'),
  )
  expect(unverified.map((one) => one.id)).toEqual(['equality'])
  expect(forms.filter(marked).map((one) => one.id)).toEqual(['dcb0160-file', 'equality'])
})

const file = sharedPath('data/clinical-safety/dcb0129-requirements.json')

describe.skipIf(!existsSync(file))(
  'the clauses of DCB0129 (needs ../shared/data/clinical-safety, and is skipped where it is not there)',
  () => {
    const clauses = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as {
          clause: string
          requirement: string
          strength: string | null
        }[])
      : []
    const asked = questionsOf(formOf('dcb0129-checklist')).filter((one) => /^\d/.test(one.code))

    test('all 55 by their numbers, in order; what it requires fails when it is not met', () => {
      expect(asked.map((one) => one.code)).toEqual(clauses.map((one) => one.clause))
      for (const { clause, strength } of clauses) {
        const rules = asked.find((one) => one.code === clause)?.judge ?? []
        const fails = rules.some((rule) => rule.outcome === 'fails')
        expect(fails, clause).toBe(strength === 'MUST')
      }
    })

    test('in our words', () => {
      const text = JSON.stringify(asked).toLowerCase()
      const copied = clauses.filter((one) => text.includes(one.requirement.toLowerCase()))
      expect(copied).toEqual([])
    })
  },
)
