import { describe, expect, it } from 'vitest'
import { type CountedOutcomes, OtherOutcomes, otherOutcomesNotes } from './other-outcomes.js'

const counted = (outcomes: readonly string[]): CountedOutcomes => {
  const others = new OtherOutcomes()
  for (const outcome of outcomes) others.count(others.placeOf(outcome))
  return others.counted
}
const notesOf = (...parts: readonly (readonly string[])[]): string =>
  otherOutcomesNotes(parts.map(counted)).join(' ')
const twice = (outcomes: readonly string[]): readonly string[] => [...outcomes, ...outcomes]
const numbered = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, i) => `outcome ${i}`)

describe('the outcomes that count as no event', () => {
  it('are none where there is none', () => expect(notesOf([])).toBe(''))

  it('are listed with their rows over all readers, the most frequent first, capitals aside', () => {
    expect(notesOf(['Alive', 'moved'], ['alive', 'well'])).toBe(
      'These outcomes count as no event: “alive” (2 rows), “moved” (1 row), “well” (1 row).',
    )
  })

  it('are ten at most, and it is said how many more there are', () => {
    const notes = notesOf(twice(numbered(13)), ['outcome 12'])
    expect(notes).toContain('event: “outcome 12” (3 rows), “outcome 0” (2 rows)')
    expect(notes).toContain('“outcome 6” (2 rows), and 3 more (6 rows).')
    expect(notes).not.toContain('outcome 7')
  })

  it('are cut at forty characters, and show nothing that a terminal would act on', () => {
    expect(notesOf(['long '.repeat(20)])).toContain(`“${'long '.repeat(7)}long…” (1 row)`)
    expect(notesOf(['a\u001B[31mb'])).toContain('“a [31mb”')
  })

  it.each(['943 476 5919', '07700 900123', 'sam@example.com', 'SW1A 1AA', 'SW1A1AA', '12/03/57'])(
    'are counted and not shown where they may identify somebody: %s',
    (outcome) => {
      const notes = notesOf(['alive', outcome])
      expect(notes).toContain('“alive” (1 row), and 1 more (1 row).')
      expect(notes).toContain('are not listed: check that the column of outcomes')
      expect(notes).not.toContain(outcome.toLowerCase())
    },
  )

  it('of one row alone are not listed among many, since they may be names', () => {
    expect(notesOf(numbered(11))).toBe(
      'These outcomes count as no event: 11 different ones (11 rows).',
    )
    expect(notesOf([...numbered(11), 'outcome 3'])).toContain(
      '“outcome 3” (2 rows), and 10 more (10 rows).',
    )
  })

  it('beyond the first thousand are counted together', () => {
    expect(notesOf(numbered(1200))).toContain('over 1,000 different ones (1,200 rows)')
  })

  it('say loudly where one means that it is not known', () => {
    expect(notesOf(['unknown', 'Unknown', 'alive', 'n/k'])).toContain(
      'say they are not known, “unknown”, “n/k” (3 rows), count as no event too.',
    )
  })
})
