import { describe, expect, test } from 'vitest'
import type { PlanMeasure } from '../../model.js'
import { pointOf } from '../../testing/points.js'
import { seriesView } from './view.js'

const measure: PlanMeasure = {
  id: 'mea_1',
  measure: 'auroc',
  threshold: '',
  direction: 'increase',
  passMark: null,
  target: null,
  unit: '',
  onSignal: '',
}
const wobble = [0, 0.01, -0.01, 0.015, -0.005]
const steady = Array.from({ length: 14 }, (_, place) =>
  pointOf(place, { value: 0.86 + (wobble[place % 5] ?? 0) }),
)
const fallen = [14, 15].map((place) => pointOf(place, { value: 0.5 }))
const tooFew = pointOf(16, { value: null, events: 0, nonEvents: 60, n: 60 })
const plan = {
  id: 'pla_1',
  limitsAfter: null,
  gateVersion: null,
  rebases: [],
  minimumEvents: 8,
  period: 'week',
  followUpDays: 0,
} as unknown as Parameters<typeof seriesView>[3]

const variation = (points: Parameters<typeof seriesView>[0], rebasedFrom?: string) => {
  const rebases = rebasedFrom
    ? [
        {
          ...measure,
          site: '',
          startsOn: rebasedFrom,
          reason: '',
          decidedByName: '',
          decidedAt: new Date(0),
        },
      ]
    : []
  return seriesView(points, measure, '', { ...plan, rebases }, '2026-12-01').icons.variation?.words
}

describe('how a measure varies', () => {
  test('a period that rests on too few does not take back what the one before it showed', () => {
    expect(variation([...steady, ...fallen])).toBe('Worse, low')
    expect(variation([...steady, ...fallen, tooFew])).toBe('Worse, low')
    expect(variation([...steady, tooFew])).toBe('No special cause')
  })

  test('nothing is said of new limits by what earlier ones showed', () => {
    expect(variation([...steady, ...fallen, tooFew], tooFew.windowFrom)).toBeUndefined()
  })
})
