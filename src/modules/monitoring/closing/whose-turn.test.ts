import { expect, it } from 'vitest'
import { isTurnOf } from './whose-turn.js'

const runs = Array.from(
  { length: 96 },
  (_, run) => new Date(Date.UTC(2026, 10, 2, 0, 15 * run + 7)),
)

it('gives each its turn once a day', () => {
  for (const id of ['dep_1', 'dep_2', 'dep_01jz8k3v9m2x4c6b8n0p2q4r6s']) {
    expect(runs.filter((now) => isTurnOf(id, now, 15))).toHaveLength(1)
  }
})

it('gives no run many more than its part', () => {
  const ids = Array.from({ length: 9600 }, (_, place) => `dep_${place}`)
  const most = Math.max(...runs.map((now) => ids.filter((id) => isTurnOf(id, now, 15)).length))
  expect(most).toBeLessThan(200)
})
