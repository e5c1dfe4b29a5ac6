import { expect, test } from 'vitest'
import { stateWords } from './words.js'

test('what is still assessed is never said to be running', () => {
  expect(stateWords({ state: 'running', stage: 'assess' }).word).toBe('Not in use yet')
  expect(stateWords({ state: 'running', stage: 'pilot' }).word).toBe('Running')
  expect(stateWords({ state: 'stop-called', stage: 'assess' }).word).toBe('Stop called')
})
