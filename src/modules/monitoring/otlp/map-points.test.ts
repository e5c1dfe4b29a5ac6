import { describe, expect, test } from 'vitest'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import { dataPointsOf } from './data-points.js'
import { mapPoints } from './map-points.js'
import { exportRequest } from './otlp-schema.js'

const measure = (id: string, threshold = ''): PlanMeasure => ({
  id: `mea_${id}`,
  measure: id,
  threshold,
  direction: 'increase',
  passMark: null,
  target: null,
  unit: '',
  onSignal: '',
})

const plan = {
  period: 'week',
  measures: [
    measure('auroc'),
    measure('sensitivity', 'working'),
    measure('ppv', 'working'),
    measure('uptime'),
    measure('minutes-saved'),
    measure('complaints'),
  ],
  thresholds: [{ name: 'working', value: 0.5 }],
} as unknown as MonitoringPlan

const runs = [{ id: 'ver_1', name: '1.0', from: new Date('2026-01-01'), until: null }]

const TUESDAY = String(Date.parse('2026-10-06T09:00:00Z') * 1e6)
const MONDAY = String(Date.parse('2026-10-05T00:00:00+01:00') * 1e6)
const EARLIER = String(Date.parse('2026-09-01T00:00:00Z') * 1e6)

type Attributes = Record<string, string | number>
const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { doubleValue: value } : { stringValue: value },
  }))

const gauge = (name: string, value: number | string, attributes: Attributes = {}, more = {}) => ({
  name,
  gauge: {
    dataPoints: [
      { asDouble: value, timeUnixNano: TUESDAY, attributes: attributesOf(attributes), ...more },
    ],
  },
})
const sum = (name: string, value: number, start: string, attributes: Attributes = {}, how = 2) => ({
  name,
  sum: {
    aggregationTemporality: how,
    isMonotonic: true,
    dataPoints: [
      {
        asInt: String(value),
        startTimeUnixNano: start,
        timeUnixNano: TUESDAY,
        attributes: attributesOf(attributes),
      },
    ],
  },
})
const histogram = (name: string, count: number, total: number, start = MONDAY) => ({
  name,
  histogram: {
    aggregationTemporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
    dataPoints: [
      {
        count: String(count),
        sum: total,
        bucketCounts: ['1'],
        explicitBounds: [],
        startTimeUnixNano: start,
        timeUnixNano: TUESDAY,
      },
    ],
  },
})

const map = (metrics: object[], resource: Attributes = {}, reading = {}) =>
  mapPoints(
    dataPointsOf(
      exportRequest.parse({
        resourceMetrics: [
          { resource: { attributes: attributesOf(resource) }, scopeMetrics: [{ metrics }] },
        ],
      }),
    ),
    plan,
    runs,
    { groups: [], ignore: [], today: '2026-11-29', ...reading },
  )

const counts = (attributes: Attributes = { key: 0.5 }) => [
  gauge('TP', 40, attributes),
  gauge('FP', 20, attributes),
  gauge('TN', 130, attributes),
  gauge('FN', 10, attributes),
]

describe('metrics become figures', () => {
  test.each([
    ['a gauge', gauge('auc', 0.83, { 'wardround.n': 200 }), 'auroc', { value: 0.83, n: 200 }],
    [
      'a rate at a threshold by its value',
      gauge('Recall', 0.8, { threshold: 0.5, 'wardround.n': 60 }),
      'sensitivity',
      { value: 0.8, n: 60 },
    ],
    [
      'a share with its counts',
      gauge('up', 0.9, {
        'wardround.measure': 'uptime',
        'wardround.numerator': 90,
        'wardround.denominator': 100,
      }),
      'uptime',
      { value: 0.9, numerator: 90, denominator: 100, method: 'share-wilson/1' },
    ],
    [
      'a sum over what it is taken of',
      sum('uptime', 90, MONDAY, { 'wardround.denominator': 100 }),
      'uptime',
      { value: 0.9, numerator: 90 },
    ],
    ['a sum that is a count', sum('complaints', 4, MONDAY), 'complaints', { value: 4, n: 4 }],
    ['a histogram', histogram('minutes_saved', 8, 36), 'minutes-saved', { value: 4.5, n: 8 }],
  ])('%s', (_, metric, id, figure) => {
    const { figures, accepted, rejected } = map([metric])
    expect(rejected).toEqual([])
    expect(accepted).toBe(1)
    expect(figures).toMatchObject([
      {
        measure: { measure: id },
        figure,
        window: { from: '2026-10-05', to: '2026-10-12' },
        version: { name: '1.0' },
        site: '',
        group: null,
      },
    ])
  })

  test('four counts give the rates of the threshold with intervals, and win over the same rates', () => {
    const sent = [gauge('sensitivity', 0.1, { key: 0.5 }), ...counts()]
    const { figures, accepted, rejected } = map(sent)
    expect([accepted, rejected]).toEqual([5, []])
    expect(figures).toMatchObject([
      { measure: { measure: 'sensitivity' }, figure: { value: 0.8, numerator: 40, n: 200 } },
      { measure: { measure: 'ppv' }, figure: { denominator: 60, events: 50, non_events: 150 } },
    ])
    expect(figures[0]?.figure.low).toBeCloseTo(0.6696, 3)
  })

  test('window, site and version are read from the resource; a group is one that the address names', () => {
    const resource = {
      'wardround.from': '2026-11-03',
      'wardround.site': 'North',
      'wardround.version': '1.0',
    }
    const point = gauge('auroc', 0.8, { Age: '70+', 'wardround.n': 40, per_context: 'x' })
    const { figures } = map([point], resource, { groups: ['Age'], ignore: ['per_context'] })
    expect(figures).toMatchObject([
      { window: { from: '2026-11-02' }, site: 'North', group: { by: 'Age', value: '70+' } },
    ])
  })

  test('of two points of one figure the last stands', () => {
    const two = [0.8, 0.7].map((value) => gauge('auroc', value, { 'wardround.n': 50 }))
    expect(map(two)).toMatchObject({ accepted: 2, figures: [{ figure: { value: 0.7 } }] })
  })

  test.each([
    ['without how many', gauge('auroc', 0.8), {}, 'Send it as wardround.n.'],
    ['a share without counts', gauge('uptime', 0.8), {}, 'Send it as wardround.numerator.'],
    ['not watched', gauge('accuracy', 0.8), {}, 'the plan does not watch it'],
    [
      'another threshold',
      gauge('ppv', 0.8, { threshold: 0.3, 'wardround.n': 40 }),
      {},
      'not watch it at this threshold',
    ],
    ['no number', gauge('auroc', 'NaN', { 'wardround.n': 40 }), {}, 'it has no number'],
    ['a delta', sum('complaints', 3, MONDAY, {}, 1), {}, 'it is a delta'],
    ['from before', sum('complaints', 3, EARLIER), {}, 'from before the period began'],
    ['no start', sum('complaints', 3, '0'), {}, 'from before the period began'],
    [
      'no time',
      gauge('auroc', 0.8, { 'wardround.n': 9 }, { timeUnixNano: '0' }),
      {},
      'neither a time',
    ],
    [
      'to come',
      gauge('auroc', 0.8, { 'wardround.from': '2026-12-07' }),
      {},
      'its period has not begun',
    ],
    ['a bad day', gauge('auroc', 0.8, { 'wardround.from': 'soon' }), {}, 'is no date'],
    ['a cohort', gauge('auroc', 0.8, { Age: '70+' }), {}, 'the attribute “Age” is not known'],
    [
      'crossed groups',
      gauge('auroc', 0.8, { Age: '70+', Sex: 'F' }),
      { groups: ['Age', 'Sex'] },
      'two groups at once',
    ],
    [
      'a small group',
      gauge('auroc', 0.8, { Age: '70+', 'wardround.n': 9 }),
      { groups: ['Age'] },
      'fewer than 10',
    ],
    [
      'a label that identifies',
      gauge('auroc', 0.8, { 'wardround.site': '943 476 5919' }),
      {},
      'looks like an NHS number',
    ],
    [
      'another version',
      gauge('auroc', 0.8, { 'wardround.version': '9', 'wardround.n': 20 }),
      {},
      'never ran a version called “9”',
    ],
    ['an empty histogram', histogram('minutes_saved', 0, 0), {}, 'no count and sum'],
    [
      'another kind',
      { name: 'auroc', summary: { dataPoints: [{ timeUnixNano: TUESDAY }] } },
      {},
      'only gauges, sums',
    ],
  ])('%s is not taken, and it is said why', (_, metric, reading, reason) => {
    const { figures, accepted, rejected } = map([metric], {}, reading)
    expect([figures, accepted]).toEqual([[], 0])
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.reason).toContain(reason)
  })

  test('counts that are not complete, too few or at another threshold are not taken', () => {
    const said = (metrics: object[]): unknown[] => [
      ...new Set(map(metrics).rejected.map(({ reason }) => reason)),
    ]
    expect(said(counts().slice(1))).toEqual([
      'tp, fp, tn and fn must come together, as whole numbers',
    ])
    expect(said(counts({ key: 0.9 }))).toEqual(['the plan watches nothing at this threshold'])
    const few = ['TP', 'FP', 'TN', 'FN'].map((name) => gauge(name, 2, { key: 0.5 }))
    expect(said(few)).toEqual(['fewer than 10 cases are not taken'])
  })
})
