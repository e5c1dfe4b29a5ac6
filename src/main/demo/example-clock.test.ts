import { expect, test } from 'vitest'
import { exampleClock } from './example-clock.js'

const HOUR_MS = 3_600_000
const aheadOf = (clock: { now(): Date }): number => clock.now().getTime() - Date.now()

test('the clock of the example goes back and catches up, and never ahead: nothing of it is received later than now', () => {
  const clock = exampleClock()
  clock.set(new Date(Date.now() - 5 * HOUR_MS))
  expect(aheadOf(clock)).toBeLessThan(-4.9 * HOUR_MS)
  clock.set(new Date(Date.now() + 5 * HOUR_MS))
  expect(aheadOf(clock)).toBeLessThanOrEqual(0)
  expect(aheadOf(clock)).toBeGreaterThan(-HOUR_MS)
  clock.set(new Date(Date.now() - HOUR_MS))
  clock.catchUp()
  expect(aheadOf(clock)).toBeLessThanOrEqual(0)
  expect(aheadOf(clock)).toBeGreaterThan(-HOUR_MS)
})
