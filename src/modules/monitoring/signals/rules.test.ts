import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { missingWindow } from './missing-data.js'
import type { Point } from '../model.js'
import { finalBefore, finalOn, maturesOn, pointState, windowOf } from '../periods.js'
import { present } from '../testing/monitored.js'
import { pointOf } from '../testing/points.js'
import { judgeSeries, sameCause, type JudgingRules } from './rules.js'
import type { WatchedMeasure } from '../charts/series.js'

const rules: JudgingRules = {
  rules: ['special-cause', 'interval-beyond-pass-mark', 'missing-data'],
  concernRule: 'two-periods-or-past-limit',
  minimumEvents: 8,
  limitsAfter: null,
  gateVersion: null,
  rebases: [],
}
const auroc: WatchedMeasure = {
  measure: 'auroc',
  threshold: '',
  direction: 'increase',
  passMark: 0.8,
}

const point = (place: number, value: number | null, changes: Partial<Point> = {}): Point =>
  pointOf(place, { value, ...changes })
const steady = [0.84, 0.86, 0.85, 0.83, 0.86, 0.84, 0.85, 0.86, 0.84, 0.85, 0.83, 0.86, 0.85, 0.84]
const series = (...values: (number | null)[]) => values.map((value, place) => point(place, value))
const found = (points: readonly Point[], measure = auroc, with_ = rules) =>
  judgeSeries(points, measure, with_).map(({ rule, way, becomesConcern }) => ({
    rule,
    way,
    becomesConcern,
  }))

describe('judging the last point', () => {
  test('common cause raises nothing', () => {
    expect(found(series(...steady))).toEqual([])
  })

  test('outside a limit and past the pass mark is a concern at once', () => {
    expect(found(series(...steady, 0.78))).toEqual([
      { rule: 'outside-limit', way: 'wrong', becomesConcern: true },
    ])
  })

  test('outside a limit and not past the pass mark is a signal, not yet a concern', () => {
    const low = { ...auroc, passMark: 0.7 }
    expect(found(series(...steady, 0.78), low)).toEqual([
      { rule: 'outside-limit', way: 'wrong', becomesConcern: false },
    ])
  })

  test('the wrong way two periods running is a concern', () => {
    const low = { ...auroc, passMark: 0.7 }
    expect(found(series(...steady, 0.78, 0.77), low)).toEqual([
      { rule: 'outside-limit', way: 'wrong', becomesConcern: true },
    ])
  })

  test.each([
    [0.2, false],
    [0.05, true],
    [null, true],
  ])(
    'score drift outside its limits two periods running, pass mark %s: concern %s',
    (passMark, becomesConcern) => {
      const drift: WatchedMeasure = {
        measure: 'score_psi',
        threshold: '',
        direction: 'decrease',
        passMark,
      }
      const small = steady.map((value) => value / 100)
      expect(found(series(...small, 0.068, 0.07), drift)).toEqual([
        { rule: 'outside-limit', way: 'wrong', becomesConcern },
      ])
    },
  )

  test('the right way is a signal and never a concern', () => {
    expect(
      found(series(...steady, 0.93, 0.94)).map(({ way, becomesConcern }) => [way, becomesConcern]),
    ).toEqual([['right', false]])
  })

  test('up is wrong where lower is better', () => {
    const brier = { ...auroc, measure: 'brier', direction: 'decrease' as const, passMark: 1 }
    expect(found(series(...steady, 0.95), brier)[0]).toMatchObject({ way: 'wrong' })
  })

  test('seven on one side of the mean', () => {
    const points = series(
      ...steady,
      ...steady.slice(0, 5),
      0.832,
      0.836,
      0.834,
      0.835,
      0.833,
      0.836,
      0.834,
    )
    expect(found(points)).toEqual([{ rule: 'one-side', way: 'wrong', becomesConcern: false }])
  })

  test('the whole interval past the pass mark needs no limits; at once a concern only where chosen', () => {
    const one = [point(0, 0.72)]
    expect(found(one)).toEqual([
      { rule: 'interval-beyond-pass-mark', way: 'wrong', becomesConcern: false },
    ])
    expect(found(one, auroc, { ...rules, concernRule: 'interval-at-once' })[0]).toMatchObject({
      becomesConcern: true,
    })
    expect(found([point(0, 0.77)])).toEqual([])
  })

  test.each([
    ['too few events', { events: 7 }],
    ['too few non-events', { nonEvents: 7 }],
    ['no value', { value: null }],
  ])('%s raises nothing: too few to say', (_, changes) => {
    expect(found([point(0, 0.5, changes)])).toEqual([])
  })

  test('a rule that is not in the plan does not fire', () => {
    expect(found([point(0, 0.5)], auroc, { ...rules, rules: ['special-cause'] })).toEqual([])
  })

  test('one stretch is one cause: the same rule does not fire again in it', () => {
    const first = present(judgeSeries([point(0, 0.72)], auroc, rules)[0])
    const earlier = { ...first, id: 'sig_1', windowFrom: '2026-01-05' }
    const second = present(judgeSeries([point(0, 0.72), point(1, 0.71)], auroc, rules)[0])
    expect(sameCause(second, [earlier])).toBe(earlier)
    const again = present(
      judgeSeries([point(0, 0.72), point(1, 0.85), point(2, 0.7)], auroc, rules)[0],
    )
    expect(sameCause(again, [earlier])).toBeUndefined()
  })

  test('a week corrected late is the cause of a newer signal only where one stretch holds both', () => {
    const newer = { id: 'sig_1', way: 'wrong', windowFrom: '2026-01-26', since: '2026-01-26' }
    const signal = { ...newer, rule: 'interval-beyond-pass-mark' }
    const corrected = (...later: number[]) =>
      present(
        judgeSeries(
          [point(0, 0.72)],
          auroc,
          rules,
          true,
          later.map((value, place) => point(place + 1, value)),
        )[0],
      )
    expect(corrected(0.9, 0.9, 0.7).until).toBe('2026-01-05')
    expect(sameCause(corrected(0.9, 0.9, 0.7), [signal])).toBeUndefined()
    expect(sameCause(corrected(0.71, 0.72, 0.7), [signal])).toBe(signal)
  })

  test('a stretch that a correction shortened is still the cause it was raised for', () => {
    const signal = {
      id: 'sig_1',
      rule: 'interval-beyond-pass-mark',
      way: 'wrong',
      windowFrom: '2026-01-26',
      since: '2026-01-05',
    }
    const again = present(judgeSeries([point(0, 0.72)], auroc, rules, true, [point(1, 0.9)])[0])
    expect(sameCause(again, [signal])).toBe(signal)
  })
})

describe('windows', () => {
  const plan = { period: 'week' as const, followUpDays: 10, graceDays: 20, startsOn: '2026-01-05' }
  test.each([
    ['2026-10-25', 'week', '2026-10-19', '2026-10-26'],
    ['2026-10-26', 'week', '2026-10-26', '2026-11-02'],
    ['2026-02-28', 'month', '2026-02-01', '2026-03-01'],
    ['2026-12-31', 'day', '2026-12-31', '2027-01-01'],
  ] as const)('%s by %s', (date, period, from, to) => {
    expect(windowOf(date, period)).toEqual({ from, to })
  })

  test('immature until follow-up passed, final after grace or retention', () => {
    const window = windowOf('2026-10-19', 'week')
    expect(maturesOn(window, plan)).toBe('2026-11-05')
    expect(finalOn(window, plan)).toBe('2026-11-25')
    expect(finalOn(window, plan, 15)).toBe('2026-11-10')
    const point = { maturesOn: '2026-11-05', finalOn: '2026-11-25' }
    expect(pointState(point, '2026-11-04')).toBe('immature')
    expect(pointState(point, '2026-11-05')).toBe('mature')
    expect(pointState(point, '2026-11-25')).toBe('final')
  })

  test('what is refused as final is exactly what is final', () => {
    for (const today of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-12-01', '2026-12-02']) {
      const before = finalBefore(today, plan)
      for (let back = 0; back < 60; back += 1) {
        const day = addDays(today, -back)
        expect([day, day < before]).toEqual([day, finalOn(windowOf(day, 'week'), plan) <= today])
      }
    }
  })

  test('figures are missing when the next window is two weeks past its follow-up', () => {
    expect(missingWindow(plan, null, '2026-02-05')).toBeNull()
    expect(missingWindow(plan, null, '2026-02-06')).toMatchObject({
      from: '2026-01-05',
      dueOn: '2026-02-05',
    })
    expect(missingWindow(plan, '2026-01-19', '2026-02-06')).toBeNull()
  })
})
