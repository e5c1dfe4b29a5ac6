import { expect, test } from 'vitest'
import type { GateId } from '#modules/framework/index.js'
import { assessGate } from './assess-gate.js'
import type { GateFacts } from './gate-facts.js'
import { inOrder } from './testing/gate-facts-examples.js'

const members = (change: Partial<NonNullable<GateFacts['members']>>): GateFacts['members'] => ({
  confirmed: ['Elm Practice'],
  waiting: [{ name: 'Oak Practice', why: 'not confirmed yet' }],
  changed: [],
  statedOn: '2026-11-02',
  ...change,
})

const cases: [string, GateFacts['members'], string, string][] = [
  ['it covers nobody else', null, 'notApplicable', 'It covers no other organisation.'],
  [
    'some confirmed: passed, and where it is not live',
    members({}),
    'met',
    'Confirmed by Elm Practice. Not live at Oak Practice (not confirmed yet).',
  ],
  ['all confirmed', members({ waiting: [] }), 'met', 'Confirmed by Elm Practice.'],
  [
    'nobody confirmed',
    members({ confirmed: [] }),
    'unmet',
    'None of the organisations it covers has confirmed. Not live at Oak Practice (not confirmed yet).',
  ],
  [
    'nothing stated',
    members({ confirmed: [], statedOn: null }),
    'unmet',
    'Nothing is stated yet to the organisations it covers.',
  ],
  [
    'what was stated changed',
    members({ changed: ['Baseline (signed anew)'] }),
    'unmet',
    'What was stated to the organisations it covers has changed since: Baseline (signed anew). State it to them again.',
  ],
]

test.each(cases)('%s', (_name, facts, place, sentence) => {
  for (const [gate, stage] of [
    ['pilot', 'assess'],
    ['implement', 'pilot'],
    ['usual', 'implement'],
    ['review', 'usual'],
    ['scale', 'usual'],
  ] as const satisfies [GateId, GateFacts['stage']][]) {
    const assessment = assessGate(gate, inOrder({ stage, members: facts }))
    const found = (['met', 'unmet', 'notApplicable'] as const).flatMap((list) =>
      assessment[list]
        .filter((item) => item.requirementId === 'members-confirmed')
        .map((item) => [gate, list, item.sentence]),
    )
    expect(found).toEqual([[gate, place, sentence]])
    expect([gate, assessment.canPass]).toEqual([gate, place !== 'unmet'])
  }
})

test('nobody who has not confirmed holds up a cease', () => {
  const facts = inOrder({ stage: 'usual', members: members({ confirmed: [] }) })
  expect(assessGate('cease', facts).canPass).toBe(true)
})
