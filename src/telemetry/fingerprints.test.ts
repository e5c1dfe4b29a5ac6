import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fingerprints } from './fingerprints.js'

it('never says no to a text that was added', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 3000 }), (texts) => {
      const prints = new Fingerprints()
      for (const text of texts) prints.add(text)
      expect(texts.every((text) => prints.maybeHas(text))).toBe(true)
      expect(prints.size).toBe(new Set(texts).size)
    }),
    { numRuns: 20 },
  )
})

it('says no to others, and tells 300,000 alike ids apart', () => {
  const prints = new Fingerprints()
  for (let n = 0; n < 300_000; n += 1) prints.add(`event-${n}`)
  expect(prints.size).toBe(300_000)
  const wrong = Array.from({ length: 100_000 }, (_, n) => `event-${n + 300_000}`)
  expect(wrong.filter((text) => prints.maybeHas(text))).toEqual([])
})
