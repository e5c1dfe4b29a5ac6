import { expect, test } from 'vitest'
import { requirementOf } from './requirement-of.js'

test('a line is about the requirement that it names after the act, or before it', () => {
  expect(requirementOf({ before: null, after: { requirement: 'R10', version: '2.2' } })).toBe('R10')
  expect(requirementOf({ before: { requirement: 'R11' }, after: { state: 'ended' } })).toBe('R11')
  expect(requirementOf({ before: null, after: { name: 'Example' } })).toBeNull()
})
