import { expect, test } from 'vitest'
import {
  namedDifferences,
  requirementOf,
  requirementsIn,
  withRequirements,
} from './requirement-of.js'

test('a line is about the requirement that it names after the act, or before it', () => {
  expect(requirementOf({ before: null, after: { requirement: 'R10', version: '2.2' } })).toBe('R10')
  expect(requirementOf({ before: { requirement: 'R11' }, after: { state: 'ended' } })).toBe('R11')
  expect(requirementOf({ before: null, after: { name: 'Example' } })).toBeNull()
})

const NAMES = new Map([['R31', { name: 'Human oversight', href: null }]])

test.each([
  ['R31', 'R31 Human oversight'],
  ['R31; R99', 'R31 Human oversight; R99'],
  ['R31: Night plan', 'R31 Human oversight: Night plan'],
  ['R31 Human oversight', 'R31 Human oversight'],
  ['PR312', 'PR312'],
])('%s reads %s', (words, named) => {
  expect(withRequirements(words, NAMES)).toBe(named)
})

test('numbers are found however deep, and named in what changed', () => {
  const line = { before: { of: ['R31'] }, after: { of: [{ id: 'R31' }, { id: 'R10' }] } }
  expect(requirementsIn(line)).toEqual(['R31', 'R10'])
  expect(namedDifferences({ before: null, after: { underReview: 'R31' } }, NAMES)).toEqual([
    { field: 'Under review', before: null, after: 'R31 Human oversight' },
  ])
})
