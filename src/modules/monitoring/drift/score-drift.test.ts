import { describe, expect, test } from 'vitest'
import { countsBetween } from '#statistics/drift-bins.js'
import { auroc } from '#statistics/auroc.js'
import { countScores, countScoresByClass } from '#statistics/count-scores.js'
import { populationStability } from '#statistics/population-stability.js'
import { seededRandom } from '#statistics/seeded-random.js'
import { driftReference } from './drift-reference.js'
import { performanceEstimate } from './estimate-performance.js'
import { missingDrift } from './missing-drift.js'
import { scoreDrift, type ScoreHistogram } from './score-drift.js'
import type { ScoredWindow } from './score-store.js'
import { awaitedBins, histogramEdges, histogramOf } from '../summary/histogram.js'

const edges = histogramEdges('probability', [0.5])
const random = seededRandom(7)
const sample = (count: number, move = 0): number[] =>
  Array.from({ length: count }, () => {
    const logit = 3 * (random() + random() + random() + random() - 2) + move
    return 1 / (1 + Math.exp(-logit))
  })
const binned = (scores: readonly number[]): ScoreHistogram =>
  awaitedBins(countScoresByClass([], scores), edges) ?? []

describe('drift of scores from merged histograms', () => {
  const reference = [sample(900), sample(700), sample(900)]

  test.each([
    ['the same spread', 800, 0, 'no-shift'],
    ['scores that moved up', 800, 0.8, 'shift'],
    ['the same spread of few', 60, 0, 'no-shift'],
    ['fewer than fifty', 49, 2, 'too-few-to-say'],
    ['a small move of very many', 60_000, 0.12, 'chance-excluded-only'],
  ])('%s', (_, count, move, verdict) => {
    const drift = scoreDrift(reference.map(binned), [binned(sample(count, move))])
    expect(drift).toMatchObject({ rows: count, referenceRows: 2500, verdict })
  })

  test('the index is close to that of the scores themselves in the same bins', () => {
    const now = sample(500, 0.5)
    const histogram = binned(now)
    const drift = scoreDrift(reference.map(binned), [histogram])
    const tenths: number[] = []
    let below = 0
    for (const { high, rows } of histogram) {
      below += rows
      if (high !== null && below >= ((tenths.length + 1) * now.length) / 10) tenths.push(high)
    }
    const counts = (all: readonly number[]) =>
      countsBetween(Float64Array.from(all).sort(), tenths.slice(0, 9))
    const exact = populationStability(counts(reference.flat()), counts(now)) ?? NaN
    expect(Math.abs((drift.stability ?? NaN) - exact)).toBeLessThan(0.01)
  })
})

describe('the interval of the index', () => {
  // Scores of 400 and 150 people, many times over, through the same merged histograms as in use.
  const moves = [
    { move: 0, from: 0.93 },
    { move: 0.6, from: 0.92 },
  ]
  test.each(moves)('holds the shift there is in at least $from of samples', ({ move, from }) => {
    const truth =
      scoreDrift([binned(sample(60_000))], [binned(sample(60_000, move))]).stability ?? 0
    const times = 300
    let [held, low] = [0, 0]
    for (let i = 0; i < times; i += 1) {
      const drift = scoreDrift([binned(sample(400))], [binned(sample(150, move))])
      const [least, most] = drift.interval ?? [NaN, NaN]
      if (least <= truth && truth <= most) held += 1
      if (least > truth) low += 1
    }
    expect(held / times).toBeGreaterThan(from)
    // What the rule “the whole interval is past the pass mark” may get wrong: 2.5%, here of 300.
    expect(low / times).toBeLessThan(0.06)
  })
})

const windowOf = (from: string, changes: Partial<ScoredWindow> = {}): ScoredWindow => ({
  from,
  to: from.replace(/..$/, '28'),
  versionName: '1.0',
  maturesOn: '2026-12-01',
  rows: 400,
  excluded: {},
  reasonsKept: true,
  known: [],
  awaited: [],
  ...changes,
})

describe('the reference', () => {
  const windows = [
    windowOf('2026-01-01'),
    windowOf('2026-02-01'),
    windowOf('2026-03-01', { versionName: '2.0' }),
    windowOf('2026-04-01'),
  ]
  const gate = { day: '2026-03-01', version: '1.0' }
  test.each([
    ['is what the gate saw', { from: '', to: '' }, gate, 'gate', ['01', '02']],
    [
      'is the earliest without one',
      { from: '', to: '' },
      { day: null, version: null },
      'earliest',
      ['01', '02', '04'],
    ],
    [
      'is what somebody chose, one version',
      { from: '2026-02-01', to: '' },
      gate,
      'chosen',
      ['02', '04'],
    ],
    ['may be nothing', { from: '2027-01-01', to: '' }, gate, 'chosen', []],
  ])('%s', (_, chosen, given, kind, months) => {
    const found = driftReference(windows, chosen, given)
    expect([found.kind, found.windows.map(({ from }) => from.slice(5, 7))]).toEqual([kind, months])
  })
})

describe('missing values', () => {
  test.each([
    ['none on either side', 0, 0, 'no-shift'],
    ['the same share', 40, 20, 'no-shift'],
    ['a share that doubled', 40, 60, 'shift'],
    ['too few expected', 1, 4, 'too-few-to-say'],
  ])('%s', (_, before, now, verdict) => {
    const at = (missing: number, rows: number) => [
      windowOf('2026-01-01', { rows, excluded: { missing_score: missing } }),
    ]
    expect(missingDrift(at(before, 800), at(now, 400), 'missing_score')).toMatchObject({
      missing: now,
      rows: 400,
      verdict,
    })
  })
})

test('periods that kept no reasons say nothing of what is missing', () => {
  const missing = { rows: 400, excluded: { missing_score: 100 } }
  const old = windowOf('2026-01-01', { rows: 800, reasonsKept: false })
  const now = windowOf('2026-02-01', missing)
  expect(missingDrift([old], [now], 'missing_score').verdict).toBe('too-few-to-say')
  const kept = windowOf('2026-01-08', missing)
  expect(missingDrift([old, kept], [now], 'missing_score').verdict).toBe('no-shift')
})

describe('an estimate before outcomes are known', () => {
  const scores = sample(6000)
  const outcomes = scores.map((score) => (random() < score ? 1 : 0))
  const { bins } = histogramOf(countScores(scores.slice(0, 3000), outcomes.slice(0, 3000)), edges)

  test('comes near what is measured where calibration holds', () => {
    const measured = auroc(countScores(scores.slice(3000), outcomes.slice(3000))).value ?? NaN
    const found = performanceEstimate([bins], [binned(scores.slice(3000))], 0.5)
    expect(found).toMatchObject({ scores: 3000, referenceRows: 3000 })
    expect(Math.abs((found?.estimate.auroc ?? NaN) - measured)).toBeLessThan(0.03)
    const [low, high] = found?.aurocBySampling ?? [1, 0]
    expect(low < measured && measured < high).toBe(true)
  })

  test('says that it is one, and what it assumes', () => {
    const found = performanceEstimate([bins], [binned(scores.slice(3000))], 0.5)
    expect(found?.estimate.note).toBe('estimate, assumes unchanged calibration')
  })

  test('is not made of too little', () => {
    expect(performanceEstimate([bins], [binned(scores.slice(0, 49))], 0.5)).toBeNull()
    expect(performanceEstimate([], [binned(scores)], 0.5)).toBeNull()
  })
})
