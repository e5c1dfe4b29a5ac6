import { describe, expect, it } from 'vitest'
import { isDate, londonDate } from './london-date.js'
import type { WindowPlan } from './summary-row.js'
import { windowsOf } from './windows.js'

describe('the London date of a time', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-06-30T23:30Z', '2026-07-01'],
    ['2026-12-31T23:30:00.123Z', '2026-12-31'],
    ['2026-06-30T23:30', '2026-06-30'],
    ['2026-06-30 23:30:15', '2026-06-30'],
    ['2026-07-01T00:30+01:00', '2026-07-01'],
    ['2026-07-01T08:30+0900', '2026-07-01'],
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59Z', '2026-10-25'],
    ['2026-02-30', null],
    ['2026-01-31T25:00', null],
    ['31/01/2026', '2026-01-31'],
    ['1/2/2026 9:05', '2026-02-01'],
    ['25/10/2026, 23:59:59', '2026-10-25'],
    ['01/31/2026', null],
    ['31/01/2026 25:00', null],
    ['31/01/26', null],
    ['yesterday', null],
    ['', null],
  ])('%s is on %s', (at, date) => {
    expect(londonDate(at)).toBe(date)
  })

  it('takes an instant', () => {
    expect(londonDate(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01')
    expect(londonDate(new Date(Number.NaN))).toBeNull()
    expect(isDate('2026-13-01')).toBe(false)
  })
})

const place = (plan: WindowPlan, row: { at?: string; period?: number }) =>
  windowsOf(plan).place(row)

describe('windows', () => {
  it.each([
    ['2026-01-05', '2026-01-05', '2026-01-12'],
    ['2026-01-11T23:59', '2026-01-05', '2026-01-12'],
    ['2026-01-01', '2025-12-29', '2026-01-05'],
    ['2026-03-29T23:30Z', '2026-03-30', '2026-04-06'],
  ])('%s lies in the week from Monday %s', (at, from, to) => {
    expect(place({ kind: 'every', every: 'week' }, { at })).toEqual({ from, to })
  })

  it('knows days and months', () => {
    const at = '2026-12-31'
    expect(place({ kind: 'every', every: 'day' }, { at })).toEqual({ from: at, to: '2027-01-01' })
    const month = { from: '2026-12-01', to: '2027-01-01' }
    expect(place({ kind: 'every', every: 'month' }, { at })).toEqual(month)
  })

  it('dates integer periods from the first', () => {
    const plan = { kind: 'periods', first: '2026-01-05', every: 'week' } as const
    expect(place(plan, { period: 51 })).toEqual({ from: '2026-12-28', to: '2027-01-04' })
    expect(place({ ...plan, firstPeriod: 51 }, { period: 51 })).toMatchObject({
      from: '2026-01-05',
    })
    expect(place({ ...plan, every: 'month' }, { period: 13 })).toMatchObject({ from: '2027-02-05' })
    expect(place(plan, { period: 1.5 })).toBe('outside_windows')
    expect(place(plan, {})).toBe('missing_time')
    expect(windowsOf(plan).dated).toMatchObject({ by_sender: true })
  })

  it('takes given windows, half open', () => {
    const windows = [
      { from: '2026-02-01', to: '2026-02-15' },
      { from: '2026-01-01', to: '2026-02-01' },
    ]
    const plan = { kind: 'explicit', windows } as const
    expect(place(plan, { at: '2026-02-01' })).toEqual(windows[0])
    expect(place(plan, { at: '2026-02-15' })).toBe('outside_windows')
    expect(windowsOf(plan).dated.by_sender).toBe(false)
  })

  it('puts every row in one window that the sender dates', () => {
    const plan = { kind: 'whole', window: { from: '2026-01-01', to: '2026-02-01' } } as const
    expect(place(plan, {})).toEqual(plan.window)
    expect(windowsOf(plan).dated.note).toContain('Dated by the sender')
  })

  it.each<WindowPlan>([
    { kind: 'periods', first: '5 January', every: 'week' },
    { kind: 'periods', first: '2026-01-31', every: 'month' },
    { kind: 'whole', window: { from: '2026-02-01', to: '2026-02-01' } },
    {
      kind: 'explicit',
      windows: [
        { from: '2026-01-01', to: '2026-02-01' },
        { from: '2026-01-15', to: '2026-03-01' },
      ],
    },
  ])('refuses a plan that cannot be: %j', (plan) => {
    expect(() => windowsOf(plan)).toThrow(/date|Windows|windows/)
  })
})
