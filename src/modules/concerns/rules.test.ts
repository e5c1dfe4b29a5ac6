import { expect, test } from 'vitest'
import type { AnswerState } from './model.js'
import { answerDue, clocksOf, referenceOf, statesBefore, type Answer } from './rules.js'

test.each([
  ['raised on a Monday', '2026-11-02T10:00:00Z', 'no', '2026-11-03', '2026-11-04'],
  ['raised on a Friday', '2026-11-06T10:00:00Z', 'minor', '2026-11-09', '2026-11-10'],
  ['raised on Christmas Eve', '2026-12-24T10:00:00Z', 'not-answered', '2026-12-29', '2026-12-30'],
  ['serious harm, on a Sunday', '2026-11-08T10:00:00Z', 'serious', '2026-11-08', '2026-11-08'],
  ['just after midnight in London', '2026-07-01T23:30:00Z', 'no', '2026-07-03', '2026-07-06'],
] as const)('the clocks of a concern %s', (_case, raised, harm, acknowledgeBy, triageBy) => {
  expect(clocksOf(new Date(raised), harm)).toEqual({ acknowledgeBy, triageBy })
})

test('an alert is to be acknowledged the working day after', () => {
  expect(answerDue(new Date('2026-11-06T16:00:00Z'))).toBe('2026-11-09')
})

test.each<[Answer, AnswerState, boolean]>([
  ['acknowledged', 'told', true],
  ['acknowledged', 'acknowledged', false],
  ['acknowledged', 'complete', false],
  ['action-required', 'told', true],
  ['action-required', 'action-not-required', true],
  ['action-not-required', 'action-required', true],
  ['complete', 'told', false],
  ['complete', 'action-required', true],
  ['complete', 'action-not-required', false],
  ['action-required', 'complete', false],
])('%s may follow %s: %s', (answer, before, may) => {
  expect(statesBefore(answer).includes(before)).toBe(may)
})

test('a reference is short enough to read out', () => {
  expect(referenceOf('con_01m6dv7580ynp1xsmjss3qj8sf')).toBe('C-3QJ8SF')
})
