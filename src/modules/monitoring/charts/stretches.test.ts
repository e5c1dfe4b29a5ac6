import { describe, expect, test } from 'vitest'
import type { StageChange } from '#modules/deployments/index.js'
import { lastGateDay, versionAtGate } from './chart-history.js'
import { chartOf } from './series.js'
import { stretchesOf, type Rebase } from './stretches.js'
import { pointOf } from '../testing/points.js'
import { seriesView } from '../pages/show/view.js'

const auroc = { measure: 'auroc', threshold: '' }
const rules = { limitsAfter: null, gateVersion: null, rebases: [], minimumEvents: 8 }
const wobble = [0, 0.01, -0.01, 0.015, -0.005]
const run = (versionName: string, from: number, count: number, level = 0.86) =>
  Array.from({ length: count }, (_, place) =>
    pointOf(from + place, {
      versionName,
      value: level + (wobble[place % 5] ?? 0),
    }),
  )
const rebase = (startsOn: string, changes: Partial<Rebase> = {}): Rebase => ({
  id: 'reb_1',
  ...auroc,
  site: '',
  startsOn,
  reason: 'A new scanner, for good.',
  decidedByName: 'Olu Owner',
  decidedAt: new Date('2026-06-01T09:00:00Z'),
  ...changes,
})
const brief = (
  points: Parameters<typeof stretchesOf>[0],
  changes: Partial<typeof rules> | object = {},
) =>
  stretchesOf(points, auroc, { ...rules, ...changes }).map(({ from, to, fixAfter, version }) => ({
    from,
    to,
    fixAfter,
    version,
  }))

describe('what the limits of a chart rest on', () => {
  test.each([
    ['one version: every point', run('2.2', 0, 20), {}, [[0, 20, null, null]]],
    [
      'a later version: the points of the first stay',
      [...run('2.2', 0, 14), ...run('2.3', 14, 6)],
      {},
      [[0, 20, 14, '2.2']],
    ],
    [
      'fewer than 12 points of the first: every point',
      [...run('2.2', 0, 11), ...run('2.3', 11, 9)],
      {},
      [[0, 20, null, null]],
    ],
    ['fixed by the plan', run('2.2', 0, 20), { limitsAfter: 12 }, [[0, 20, 12, null]]],
    [
      'fixed by the plan on more points than the first version has',
      [...run('2.2', 0, 14), ...run('2.3', 14, 16)],
      { limitsAfter: 20 },
      [[0, 30, 14, '2.2']],
    ],
    [
      'the version that passed the gate starts a stretch of its own',
      [...run('2.1', 0, 5), ...run('2.2', 5, 14), ...run('2.3', 19, 4)],
      { gateVersion: '2.2' },
      [
        [0, 5, null, null],
        [5, 23, 14, '2.2'],
      ],
    ],
    [
      'a re-base starts another',
      [...run('2.2', 0, 14), ...run('2.3', 14, 14)],
      { rebases: [rebase('2026-04-13')] },
      [
        [0, 14, null, null],
        [14, 28, null, null],
      ],
    ],
    [
      'a re-base of another site does not',
      run('2.2', 0, 20),
      { rebases: [rebase('2026-04-13', { site: 'North' })] },
      [[0, 20, null, null]],
    ],
  ])('%s', (_, points, changes, expected) => {
    expect(brief(points, changes)).toEqual(
      expected.map(([from, to, fixAfter, version]) => ({ from, to, fixAfter, version })),
    )
  })

  test('a fall with a new version shows against the old limits, and not after a re-base', () => {
    const points = [...run('2.2', 0, 14), ...run('2.3', 14, 14, 0.8)]
    const measure = { ...auroc, direction: 'increase' as const, passMark: null }
    const icon = (changes: object) =>
      chartOf(points, measure, { ...rules, ...changes })?.variation_icon
    expect(icon({})).toBe('concern_low')
    expect(icon({ rebases: [rebase('2026-04-13')] })).toBe('common_cause')
  })

  test('a stretch with fewer than 12 values has no limits and judges nothing', () => {
    const points = [...run('2.2', 0, 14), ...run('2.3', 14, 5, 0.8)]
    const chart = chartOf(
      points,
      { ...auroc, direction: 'increase', passMark: null },
      { ...rules, rebases: [rebase('2026-04-13')] },
    )
    expect(chart?.segments.at(-1)).toMatchObject({ mean: null, lpl: null })
    expect(chart?.points.at(-1)?.special_cause_type).toBeNull()
    expect(chart?.variation_icon).toBeNull()
  })

  test('the page says since when, how many in a row, on what the limits rest and who re-based', () => {
    const points = [...run('2.2', 0, 14), ...run('2.3', 14, 10, 0.82)]
    const plan = {
      ...rules,
      gateVersion: '2.2',
      gatePassed: true,
      period: 'week',
      followUpDays: 7,
    } as unknown as Parameters<typeof seriesView>[3]
    const measure = {
      id: 'mea_1',
      ...auroc,
      direction: 'increase' as const,
      passMark: 0.8,
      unit: '',
      target: null,
      onSignal: '',
    }
    const view = seriesView(points, measure, '', plan, '2026-12-01')
    expect(view.headline).toBe('AUROC has fallen since version 2.3 was installed.')
    expect(view.detail).toContain('10 periods in a row are below the mean of 0.86.')
    expect(view.note).toContain('fixed on 14 periods of version 2.2, which passed the gate')
    const inUse = seriesView(points, measure, '', { ...plan, gatePassed: false }, '2026-12-01')
    expect(inUse.note).toContain(
      'of version 2.2, in use when it was registered and not passed here',
    )
    expect(view.data?.markers).toEqual([{ at: 14, label: 'version 2.3' }])
    const again = seriesView(
      points,
      measure,
      '',
      { ...plan, rebases: [rebase('2026-04-13')] },
      '2026-12-01',
    )
    expect(again.note).toContain('Re-based from the week of 13 April 2026 by Olu Owner')
    expect(again.note).toContain('A new scanner, for good.')
    expect(again.note).toContain('limits are drawn from 12 complete periods since the re-base on')
    const grown = seriesView(
      [...points, ...run('2.3', 24, 4, 0.82)],
      measure,
      '',
      { ...plan, rebases: [rebase('2026-04-13')] },
      '2026-12-01',
    )
    expect(grown.note).toContain('mean and limits from all complete periods since the re-base.')
  })
})

describe('the version that passed the gate', () => {
  const move = (
    to: StageChange['to'],
    changedOn: string,
    gate: StageChange['gate'] = 'passed',
  ) => ({ to, changedOn, gate })
  const runs = [
    { id: 'ver_1', name: '2.1', from: new Date('2026-01-01'), until: new Date('2026-03-01') },
    { id: 'ver_2', name: '2.2', from: new Date('2026-03-01'), until: new Date('2026-06-01') },
    { id: 'ver_3', name: '2.3', from: new Date('2026-06-01'), until: null },
  ]
  test.each([
    ['ran on the day of the last gate', [move('usual', '2026-05-12')], '2.2'],
    [
      'is not one of scaling or ceasing',
      [move('usual', '2026-02-01'), move('cease', '2026-07-01', 'ceased')],
      '2.1',
    ],
    [
      'is not one that was running when it was rolled back to an earlier stage',
      [move('usual', '2026-02-01'), move('pilot', '2026-07-01', 'rolled-back')],
      '2.1',
    ],
    ['is the first where the gate was before any', [move('pilot', '2025-12-01')], '2.1'],
    [
      'is the one in use where it was registered in use',
      [move('usual', '2026-05-12', 'not-passed-here')],
      '2.2',
    ],
    ['is not known without a gate', [], null],
  ])('%s', (_, changes, expected) => {
    expect(versionAtGate(changes, runs)).toBe(expected)
  })

  test('a day of a gate there is only where one was passed here', () => {
    expect(lastGateDay([move('usual', '2026-05-12', 'not-passed-here')])).toBeNull()
    const changes = [move('usual', '2026-05-12'), move('pilot', '2026-07-01', 'rolled-back')]
    expect(lastGateDay(changes)).toBe('2026-05-12')
  })
})
