import { expect, test } from 'vitest'
import type { PointRule } from '#modules/framework/index.js'
import type { PointFact } from './gate-facts.js'
import { judgePoints } from './judge-points.js'
import { goodPoint } from './testing/gate-facts-examples.js'

const reach: PointRule = 'value-reaches-pass-mark'
const above: PointRule = 'interval-above-pass-mark'
const notBelow: PointRule = 'interval-not-below-pass-mark'

const table: [string, Partial<PointFact>, PointRule, string, string][] = [
  [
    'wholly above',
    { low: 0.86 },
    reach,
    'met',
    'AUROC 0.88, interval 0.86 to 0.92, reaches the pass mark 0.85 (303 cases, 139 with the outcome).',
  ],
  [
    'exactly at the pass mark',
    { value: 0.85 },
    reach,
    'met',
    'AUROC 0.85, interval 0.84 to 0.92, reaches the pass mark 0.85; the interval includes the pass mark (303 cases, 139 with the outcome).',
  ],
  [
    'few cases, so that nobody can tell',
    { value: 0.73, low: 0.55, high: 0.9, events: null, n: 123 },
    reach,
    'cannot-tell',
    'AUROC 0.73, interval 0.55 to 0.90, is not shown to reach the pass mark 0.85: too few cases to tell (123 cases).',
  ],
  [
    'wholly below',
    { value: 0.74, low: 0.71, high: 0.78, n: 1303, events: 1139 },
    reach,
    'below-pass-mark',
    'AUROC: interval 0.71 to 0.78 is wholly below the pass mark 0.85 (1,303 cases, 1,139 with the outcome).',
  ],
  [
    'a hair below is not rounded up',
    { value: 0.8, low: 0.75, high: 0.8496 },
    reach,
    'below-pass-mark',
    'AUROC: interval 0.75 to 0.8496 is wholly below the pass mark 0.85 (303 cases, 139 with the outcome).',
  ],
  [
    'lower is better: wholly above fails',
    { measure: 'Brier', better: 'lower', value: 0.2, low: 0.18, high: 0.22, passMark: 0.15 },
    reach,
    'below-pass-mark',
    'Brier: interval 0.18 to 0.22 is wholly above the pass mark 0.15 (303 cases, 139 with the outcome).',
  ],
  [
    'lower is better: below is met',
    { measure: 'Brier', better: 'lower', value: 0.1, low: 0.08, high: 0.12, passMark: 0.15 },
    reach,
    'met',
    'Brier 0.10, interval 0.08 to 0.12, reaches the pass mark 0.15 (303 cases, 139 with the outcome).',
  ],
  [
    'the strict rule wants the whole interval',
    {},
    above,
    'cannot-tell',
    'AUROC 0.88, interval 0.84 to 0.92, is not shown to reach the pass mark 0.85: too few cases to tell (303 cases, 139 with the outcome).',
  ],
  [
    'the lenient rule lets doubt pass',
    { value: 0.8 },
    notBelow,
    'met',
    'AUROC 0.80, interval 0.84 to 0.92, is not clearly short of the pass mark 0.85 (303 cases, 139 with the outcome).',
  ],
  [
    'a provisional point does not count',
    { state: 'provisional' },
    reach,
    'no-points',
    'Only provisional points so far. They count when their follow-up has passed.',
  ],
  [
    'no interval',
    { low: null },
    reach,
    'no-points',
    'AUROC could not be computed with an interval.',
  ],
  ['no pass mark', { passMark: null }, reach, 'no-points', 'AUROC has no pass mark.'],
]

test.each(table)('%s', (_name, change, rule, state, sentence) => {
  expect(judgePoints([{ ...goodPoint, ...change }], rule)).toEqual({ state, sentence })
})

test('of several measures the gravest decides', () => {
  const poor = { ...goodPoint, measure: 'Sensitivity', value: 0.5, low: 0.4, high: 0.6 }
  const verdict = judgePoints([goodPoint, poor], reach)
  expect(verdict.state).toBe('below-pass-mark')
  expect(verdict.sentence).toMatch(/^Sensitivity: /)
})
