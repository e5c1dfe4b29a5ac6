import { describe, expect, test } from 'vitest'
import type { SaidAnswer } from './model.js'
import {
  clinicalShare,
  isClinical,
  isNhsBody,
  judgeCharter,
  nonClinicalFirst,
  type CharterFacts,
  type RecordFacts,
} from './rules.js'

const said = (test: SaidAnswer['test'], answer: string, reason = ''): SaidAnswer => ({
  test,
  answer,
  controllerId: test === 'C2' ? 'org_1' : null,
  reason,
  saidBy: 'acc_1',
  saidByName: 'Ines Governance',
  saidByRole: 'information-governance-lead',
  saidAt: new Date('2026-11-02T10:00:00Z'),
})

const kept: CharterFacts = {
  today: '2026-11-02',
  answers: {
    C1: said('C1', 'non-clinical'),
    C2: said('C2', 'controller'),
    C3: said('C3', 'synthetic'),
    C4: said('C4', 'not-medical', 'It sorts letters.'),
  },
  controller: { name: 'Example Trust', kind: 'trust', closed: null },
  record: { clinical: false, medicalDevice: false, personalData: false, stage: 'pilot' },
}

const withAnswer = (answer: SaidAnswer): CharterFacts => ({
  ...kept,
  answers: { ...kept.answers, [answer.test]: answer },
})
const withRecord = (record: Partial<RecordFacts>): CharterFacts => ({
  ...kept,
  record: { ...kept.record, ...record },
})
const states = (facts: CharterFacts) =>
  judgeCharter(facts)
    .map((one) => one.state)
    .join(' ')

const PASS = 'pass pass pass pass'

describe('the four tests', () => {
  test.each<[string, CharterFacts, string]>([
    ['all kept', kept, PASS],
    [
      'nothing said',
      { ...kept, answers: {}, controller: null },
      'not-answered not-answered not-answered not-answered',
    ],
    ['C1: clinical with a reason', withAnswer(said('C1', 'clinical', 'Triage is the wait.')), PASS],
    ['C1: clinical without a reason', withAnswer(said('C1', 'clinical')), 'fail pass pass pass'],
    ['C1: the register says clinical', withRecord({ clinical: true }), 'fail pass pass pass'],
    ['C1: the register does not say', withRecord({ clinical: null }), PASS],
    [
      'C2: a GP practice is an NHS body',
      { ...kept, controller: { name: 'P', kind: 'gp-practice', closed: null } },
      PASS,
    ],
    [
      'C2: another provider of NHS care is one',
      { ...kept, controller: { name: 'P', kind: 'other-nhs', closed: null } },
      PASS,
    ],
    [
      'C2: a supplier is none',
      { ...kept, controller: { name: 'S', kind: 'supplier', closed: null } },
      'pass fail pass pass',
    ],
    [
      'C2: a partner is none',
      { ...kept, controller: { name: 'P', kind: 'partner', closed: null } },
      'pass fail pass pass',
    ],
    [
      'C2: at all times: it closed today',
      { ...kept, controller: { name: 'T', kind: 'trust', closed: '2026-11-02' } },
      'pass fail pass pass',
    ],
    [
      'C2: it closes tomorrow',
      { ...kept, controller: { name: 'T', kind: 'trust', closed: '2026-11-03' } },
      PASS,
    ],
    ['C3: anonymised aggregate', withAnswer(said('C3', 'anonymised-aggregate')), PASS],
    ['C3: no personal data', withAnswer(said('C3', 'none')), PASS],
    ['C3: identifiable people', withAnswer(said('C3', 'personal')), 'pass pass fail pass'],
    [
      'C3: the register says otherwise in a pilot',
      {
        ...withAnswer(said('C3', 'none')),
        record: { ...kept.record, personalData: true },
      },
      'pass pass fail pass',
    ],
    [
      'C3: and in use it is no trial',
      {
        ...withAnswer(said('C3', 'none')),
        record: { ...kept.record, personalData: true, stage: 'usual' },
      },
      PASS,
    ],
    ['C3: a trial on synthetic data', withRecord({ personalData: true }), PASS],
    ['C4: a medical purpose', withAnswer(said('C4', 'medical')), 'pass pass pass fail'],
    ['C4: without a reason', withAnswer(said('C4', 'not-medical')), 'pass pass pass fail'],
    [
      'C4: the register says it is a device',
      withRecord({ medicalDevice: true }),
      'pass pass pass fail',
    ],
    [
      'C4: fails unanswered, where the register says it is a device',
      { ...withRecord({ medicalDevice: true }), answers: {}, controller: null },
      'not-answered not-answered not-answered fail',
    ],
  ])('%s', (_name, facts, expected) => {
    expect(states(facts)).toBe(expected)
  })

  test('each carries who said so and a sentence', () => {
    for (const one of judgeCharter(kept)) {
      expect(one.said?.saidByName).toBe('Ines Governance')
      expect(one.because).toMatch(/\.$/)
    }
  })
})

describe('what an NHS body is', () => {
  test.each([
    ['trust', true],
    ['icb', true],
    ['gp-practice', true],
    ['other-nhs', true],
    ['supplier', false],
    ['partner', false],
  ])('%s: %s', (kind, expected) => expect(isNhsBody(kind)).toBe(expected))
})

describe('the share of clinical uses', () => {
  test.each<[boolean | null, CharterFacts]>([
    [true, withRecord({ clinical: true })],
    [true, { ...withRecord({ clinical: false }), answers: { C1: said('C1', 'clinical', 'x') } }],
    [false, kept],
    [null, { ...withRecord({ clinical: null }), answers: {} }],
  ])('%s', (expected, facts) => expect(isClinical(facts)).toBe(expected))

  test.each<[(boolean | null)[], boolean | null]>([
    [[], null],
    [[null], null],
    [[false, false, true], true],
    [[false, true], false],
    [[true, null, null], false],
  ])('of %j mainly non-clinical is %s', (uses, expected) => {
    expect(clinicalShare(uses).mainlyNonClinical).toBe(expected)
  })

  test('counts not answered by itself', () => {
    expect(clinicalShare([true, false, null, null])).toMatchObject({
      clinical: 1,
      nonClinical: 1,
      notAnswered: 2,
    })
  })

  test('non-clinical comes first, the order within each kind stays', () => {
    const uses = [true, null, false, true, false].map((clinical, id) => ({ clinical, id }))
    expect(nonClinicalFirst(uses).map((one) => one.id)).toEqual([2, 4, 1, 0, 3])
  })
})
