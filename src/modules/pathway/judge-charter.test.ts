import { describe, expect, test } from 'vitest'
import type { CharterAtGate, JudgedTest } from '#modules/collaborations/index.js'
import { GATE_IDS, type GateId } from '#modules/framework/index.js'
import { assessGate } from './assess-gate.js'
import { nothingOnFile } from './gate-facts.js'
import { charterAsAnswer } from './judge-charter.js'
import { inOrder } from './testing/gate-facts-examples.js'

const FORWARD: readonly GateId[] = GATE_IDS.filter((id) => id !== 'cease')

const judged = (
  test: JudgedTest['test'],
  state: JudgedTest['state'],
  at = '2026-11-02T10:00:00Z',
): JudgedTest => ({
  test,
  state,
  because: 'It says so.',
  said:
    state === 'not-answered'
      ? null
      : {
          test,
          answer: test === 'C3' ? 'synthetic' : 'x',
          controllerId: null,
          reason: '',
          saidBy: 'acc_1',
          saidByName: 'Ines Governance',
          saidByRole: 'information-governance-lead',
          saidAt: new Date(at),
        },
})

const charter = (...tests: JudgedTest[]): CharterAtGate => ({
  entryId: 'ent_1',
  collaborationId: 'col_1',
  collaborationName: 'Letters together',
  tests,
})

const kept = charter(
  judged('C1', 'pass'),
  judged('C2', 'pass'),
  judged('C3', 'pass'),
  judged('C4', 'pass'),
)

const placeOf = (gate: GateId, facts: CharterAtGate | null): string => {
  const assessment = assessGate(gate, inOrder({ charter: facts }))
  const places = ['met', 'unmet', 'excepted', 'advisory', 'notApplicable'] as const
  return (
    places.find((place) => assessment[place].some((one) => one.requirementId === 'charter-kept')) ??
    'not asked'
  )
}

describe('the charter tests at each gate forward', () => {
  test.each(FORWARD)('%s: passed, failed, not answered, no charter', (gate) => {
    expect(placeOf(gate, kept)).toBe('met')
    expect(placeOf(gate, charter(judged('C2', 'fail')))).toBe('unmet')
    expect(placeOf(gate, charter(judged('C4', 'not-answered')))).toBe('unmet')
    expect(placeOf(gate, null)).toBe('notApplicable')
  })

  test('a cease asks none of it', () => {
    expect(placeOf('cease', charter(judged('C2', 'fail')))).toBe('not asked')
  })

  test('an exception changes nothing, whoever made it', () => {
    const facts = inOrder({
      charter: charter(judged('C2', 'fail'), judged('C3', 'not-answered')),
      exceptions: [
        {
          target: 'charter-kept',
          gate: 'pilot',
          grantedBy: {
            personId: 'per_1',
            personName: 'Dr Example',
            role: 'executive-sponsor',
            on: '2026-06-03',
          },
          reason: 'Please.',
          until: '2026-12-31',
        },
      ],
    })
    const item = assessGate('pilot', facts).unmet.find(
      (one) => one.requirementId === 'charter-kept',
    )
    expect(item?.sentence).toBe('C2 fails: It says so. C3 is not answered: It says so.')
    expect(item?.exception).toBeNull()
    expect(item?.signatures).toMatchObject([{ personId: 'acc_1' }])
  })
})

describe('what was said stands for R38', () => {
  const answer = (facts: CharterAtGate) => charterAsAnswer(nothingOnFile('R38'), facts)

  test('signed by who said it last once all four are answered, and a new edition when one changes', () => {
    const changed = {
      ...kept,
      tests: [...kept.tests.slice(1), judged('C1', 'fail', '2026-11-03T10:00:00Z')],
    }
    expect(answer(kept)).toMatchObject({
      answers: { values: { c1: 'It says so.', c3: 'synthetic' }, answeredOn: '2026-11-02' },
      signature: { personName: 'Ines Governance', on: '2026-11-02' },
    })
    expect(answer(changed).signature?.on).toBe('2026-11-03')
    expect(answer(changed).edition).not.toBe(answer(kept).edition)
  })

  test('not signed while one is not answered, and nothing where none is', () => {
    const part = charter(judged('C1', 'pass'), judged('C2', 'not-answered'))
    expect(answer(part)).toMatchObject({
      answers: { values: { c1: 'It says so.' } },
      signature: null,
    })
    const none = charter(judged('C1', 'not-answered'))
    expect(answer(none)).toMatchObject({ answers: null, signature: null, edition: null })
  })
})
