import { describe, expect, test } from 'vitest'
import { summarise } from '../summary/summarise.js'
import type { SummaryOptions, SummaryRow } from '../summary/summary-row.js'
import {
  categoriesOf,
  categoryFigures,
  meanMeasure,
  subjectOf,
  withEveryCategory,
} from './summary-readings.js'
import { present } from '../testing/monitored.js'

const options = (changes: Partial<SummaryOptions>): SummaryOptions => ({
  windows: { kind: 'whole', window: { from: '2026-10-05', to: '2026-10-12' } },
  thresholds: [],
  generator: { name: 'test', version: '1' },
  ...changes,
})
const drafts: SummaryRow[] = Array.from({ length: 20 }, (_, place) => ({
  category: place < 15 ? 'accepted' : 'edited',
  value: place / 4,
}))
const assistive = summarise(drafts, options({ measure: 'assistive', named: 'edit ratio' }))
const numeric = summarise(drafts, options({ measure: 'numeric', named: 'Minutes saved' }))
const watched = (measure: string, threshold = '') => ({
  id: '',
  measure,
  threshold,
  direction: 'neutral' as const,
  passMark: null,
  target: null,
  unit: '',
  onSignal: '',
})

describe('summaries of values and categories', () => {
  test('carry their name, and predictions carry none', () => {
    expect([assistive.named, numeric.named]).toEqual(['edit ratio', 'Minutes saved'])
    const predictions = summarise([], options({ measure: 'prediction', named: 'x' }))
    expect(predictions).not.toHaveProperty('named')
    expect(() => summarise(drafts, options({ measure: 'numeric', named: '943 476 5919' }))).toThrow(
      /look like an NHS number/,
    )
  })

  test('those of another name are kept apart', () => {
    expect(
      [assistive, numeric, { ...numeric, measure: 'prediction' as const }].map(subjectOf),
    ).toEqual(['assistive edit ratio', 'numeric Minutes saved', ''])
  })

  test('a category that the plan watches and nobody chose is 0 of all, not a gap', () => {
    const plan = { measures: [watched('category', 'rejected')] }
    const categories = categoriesOf(assistive, plan)
    expect(categories).toEqual(['accepted', 'edited', 'rejected'])
    const cell = withEveryCategory(present(assistive.cells[0]), categories)
    const figures = categoryFigures(present(cell.categories))
    expect(figures.map(({ category, figure }) => [category, figure.numerator, figure.n])).toEqual([
      ['accepted', 15, 20],
      ['edited', 5, 20],
      ['rejected', 0, 20],
    ])
    // Wilson 1927 for 0 of 20: 0 to z²/(n + z²).
    expect(figures[2]?.figure.high).toBeCloseTo(0.1611, 4)
    const bare = present(numeric.cells[0])
    expect(withEveryCategory(bare, categories)).toBe(bare)
  })

  test.each([
    [
      'the catalogue',
      { measures: [watched('minutes-saved')] },
      'minutes-saved',
      'minutes-saved',
      '',
    ],
    [
      'the plan',
      { measures: [watched('typed-mean', 'Minutes saved')] },
      'minutes saved',
      'typed-mean',
      'Minutes saved',
    ],
    [
      'its name',
      { measures: [watched('typed-share', 'Minutes saved')] },
      'Minutes saved',
      'mean',
      'Minutes saved',
    ],
    ['its name without a plan', null, 'Minutes saved', 'mean', 'Minutes saved'],
  ])('a mean is of the measure of %s', (_, plan, named, measure, threshold) => {
    expect(meanMeasure({ ...numeric, named }, plan)).toEqual({ measure, threshold })
  })
})
