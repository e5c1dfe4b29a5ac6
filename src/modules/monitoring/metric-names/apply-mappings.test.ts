import { describe, expect, test } from 'vitest'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import type { AttributeValue, DataPoint } from '../otlp/data-points.js'
import { mapPoints } from '../otlp/map-points.js'
import { applyMappings } from './apply-mappings.js'
import { gatherNames } from './gather-names.js'
import type { NameKind, NameRole } from './name-roles.js'

type Said = Record<string, AttributeValue>

const point = (metric: string, value: number, own: Said = {}, around: Said = {}): DataPoint => ({
  metric,
  own: new Map(Object.entries(own)),
  around: new Map(Object.entries(around)),
  reading: { kind: 'number', value, since: false },
  startedAt: null,
  at: new Date('2026-10-06T09:00:00Z'),
})

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
    measure('sensitivity', 'high'),
    measure('typed', 'Minutes waited'),
  ],
  thresholds: [
    { name: 'working', value: 0.5 },
    { name: 'high', value: 0.8 },
  ],
} as unknown as MonitoringPlan

const runs = [{ id: 'ver_1', name: '1.0', from: new Date('2026-01-01'), until: null }]

const mapping = (kind: NameKind, name: string, role: NameRole, of = '', threshold = '') => ({
  kind,
  name,
  role,
  measure: of,
  threshold,
})
const attribute = (name: string, role: NameRole) => mapping('attribute', name, role)

const taken = (points: DataPoint[], mappings: ReturnType<typeof mapping>[]) => {
  const meant = applyMappings(points, mappings)
  const reading = { groups: [...meant.groups], ignore: [], today: '2026-11-29' }
  return { meant, reading, ...mapPoints(meant.points, plan, runs, reading) }
}

describe('names as somebody decided what they stand for', () => {
  test.each([
    [
      'a metric, and how many',
      point('model.discrimination', 0.8, { cases: 200 }),
      [mapping('metric', 'model.discrimination', 'measure', 'auroc'), attribute('cases', 'n')],
      { measure: { measure: 'auroc' }, figure: { value: 0.8, n: 200 } },
    ],
    [
      'a metric at a threshold of the plan',
      point('hit_rate', 0.7, { 'wardround.n': 50 }),
      [mapping('metric', 'hit_rate', 'measure', 'sensitivity', 'high')],
      { measure: { measure: 'sensitivity', threshold: 'high' } },
    ],
    [
      'a metric at the threshold it says by value',
      point('hit_rate', 0.7, { cutoff: 0.5, 'wardround.n': 50 }),
      [mapping('metric', 'hit_rate', 'measure', 'sensitivity'), attribute('cutoff', 'threshold')],
      { measure: { measure: 'sensitivity', threshold: 'working' } },
    ],
    [
      'a metric at the threshold it says by name, with what it says winning',
      point('hit_rate', 0.7, { cutoff: 'working', 'wardround.n': 50 }),
      [
        mapping('metric', 'hit_rate', 'measure', 'sensitivity', 'high'),
        attribute('cutoff', 'threshold'),
      ],
      { measure: { threshold: 'working' } },
    ],
    [
      'a figure of one’s own',
      point('wait', 31, { 'wardround.n': 40 }),
      [mapping('metric', 'wait', 'measure', 'typed', 'Minutes waited')],
      { measure: { measure: 'typed' }, figure: { value: 31 } },
    ],
    [
      'site and period of the resource, and a group of the point',
      point(
        'auroc',
        0.8,
        { Age: '70+', 'wardround.n': 40 },
        { ward: 'North', month: '2026-11-03' },
      ),
      [attribute('ward', 'site'), attribute('month', 'from'), attribute('Age', 'group')],
      { site: 'North', window: { from: '2026-11-02' }, group: { by: 'Age', value: '70+' } },
    ],
    [
      'a group that the resource says',
      point('auroc', 0.8, { 'wardround.n': 40 }, { unit: 'A' }),
      [attribute('unit', 'group')],
      { group: { by: 'unit', value: 'A' } },
    ],
    [
      'what a point says by our attribute wins',
      point('auroc', 0.8, { ward: 'North', 'wardround.site': 'South', 'wardround.n': 40 }),
      [attribute('ward', 'site')],
      { site: 'South' },
    ],
    [
      'an attribute that stands for nothing',
      point('auroc', 0.8, { colour: 'red', 'wardround.n': 40 }),
      [attribute('colour', 'ignored')],
      { group: null },
    ],
  ])('%s', (_, sent, mappings, figure) => {
    const { figures, rejected } = taken([sent], mappings)
    expect(rejected).toEqual([])
    expect(figures).toMatchObject([figure])
  })

  test('four counts by other names give the rates at the threshold', () => {
    const counts = Object.entries({ hits: 40, alarms: 20, passes: 130, misses: 10 })
    const roles: NameRole[] = ['tp', 'fp', 'tn', 'fn']
    const { figures } = taken(
      counts.map(([name, value]) => point(name, value)),
      counts.map(([name], place) => mapping('metric', name, roles[place] ?? 'tp', '', 'working')),
    )
    expect(figures).toMatchObject([
      { measure: { measure: 'sensitivity', threshold: 'working' }, figure: { value: 0.8, n: 200 } },
    ])
  })

  test('what is left out is neither taken nor refused, and what is not decided is counted by name', () => {
    const sent = [
      point('noise', 1),
      point('auroc', 0.8, { 'wardround.n': 40 }),
      point('auroc', 0.7, { Age: '70+' }),
      point('lift', 2, { Age: '70+' }),
      point('for nina@example.test', 2),
    ]
    const { meant, reading, rejected } = taken(sent, [mapping('metric', 'noise', 'ignored')])
    expect(rejected.map(({ metric }) => metric)).toEqual(['auroc', 'lift', 'for nina@example.test'])
    const unknown = 'it might be a group, and a group must not pass for the whole'
    expect(gatherNames(sent, meant.points, rejected, reading)).toEqual([
      { kind: 'metric', name: 'noise', points: 1, notTaken: 0, reason: '' },
      {
        kind: 'metric',
        name: 'auroc',
        points: 1,
        notTaken: 0,
        reason: '',
      },
      { kind: 'metric', name: '', points: 1, notTaken: 1, reason: 'the plan does not watch it' },
      { kind: 'attribute', name: 'Age', points: 2, notTaken: 2, reason: unknown },
    ])
  })
})
