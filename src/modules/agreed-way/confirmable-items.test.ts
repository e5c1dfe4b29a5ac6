import { expect, test } from 'vitest'
import { agreedWay, type Framework } from '#modules/framework/index.js'
import { confirmableItems } from './confirmable-items.js'

const framework = agreedWay()
const items = confirmableItems(framework)

const changed = (id: string, change: object): Framework => ({
  ...framework,
  requirements: framework.requirements.map((one) => (one.id === id ? { ...one, ...change } : one)),
})
const digests = (of: Framework) =>
  Object.fromEntries(confirmableItems(of).map((one) => [one.key, one.digest]))
const differing = (of: Framework) => {
  const before = digests(framework)
  return Object.entries(digests(of)).flatMap(([key, digest]) =>
    before[key] === digest ? [] : [key],
  )
}

test('every statement that is not read at its source is listed once, and no other', () => {
  const marks = framework.requirements.flatMap((one) => one.sources.map(({ mark }) => mark))
  const open = marks.filter((mark) => mark !== 'verified').length
  const gates = framework.gates.filter((gate) => gate.mark !== 'verified').length
  expect(open).toBeGreaterThan(0)
  expect(items).toHaveLength(open + gates + 1)
  expect(new Set(items.map((one) => one.key)).size).toBe(items.length)
  for (const { key } of items) expect(key).toMatch(/^[A-Za-z0-9.-]{1,120}$/)
})

test.each([
  ['question', { question: 'Another question?' }],
  ['why', { why: 'Another reason.' }],
  ['goodEvidence', { goodEvidence: 'Another example.' }],
  ['gates', { gates: [] }],
  ['renewal', { renewal: [{ months: 1 }] }],
])('a change of the %s of a requirement is another text', (_part, change) => {
  const keys = differing(changed('R04', change))
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.every((key) => key.startsWith('R04.'))).toBe(true)
})

test('another source beside it, or a key that a later release adds, changes nothing', () => {
  const sources = framework.requirements.find((one) => one.id === 'R04')?.sources ?? []
  const beside = { name: 'Z', supports: null, address: null, date: null, mark: 'verified' }
  expect(differing(changed('R04', { sources: [...sources, beside] }))).toEqual([])
  expect(differing(changed('R04', { addedLater: null }))).toEqual([])
})

test('a source that reads differently, and a gate that asks something else, are other texts', () => {
  const sources = framework.requirements.find((one) => one.id === 'R04')?.sources ?? []
  const moved = sources.map((one) => ({ ...one, address: 'https://example.org/moved' }))
  expect(differing(changed('R04', { sources: moved })).length).toBeGreaterThan(0)
  const gates = framework.gates.map((gate) =>
    gate.id === 'pilot' ? { ...gate, asks: gate.asks.slice(1) } : gate,
  )
  expect(differing({ ...framework, gates })).toEqual(['gate.pilot'])
})
