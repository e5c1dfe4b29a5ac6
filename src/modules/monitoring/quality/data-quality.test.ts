import { describe, expect, test } from 'vitest'
import { countRows, windowQuality, type ReceivedWindow } from './data-quality.js'

const plan = { period: 'week', startsOn: '2026-09-28', followUpDays: 7, graceDays: 14 } as const
const received = (from: string, changes: Partial<ReceivedWindow> = {}): ReceivedWindow => ({
  from,
  to: from,
  source: 'edge',
  subject: '',
  versionName: '1.0',
  site: '',
  rows: 200,
  used: 150,
  pending: 50,
  withheld: null,
  maturesOn: '2026-10-19',
  computedAt: new Date('2026-10-20T09:00:00Z'),
  ...changes,
})

describe('data quality by window', () => {
  test('gaps, late figures and outcomes still to come are told apart, newest first', () => {
    const windows = windowQuality(
      plan,
      [
        received('2026-10-05'),
        received('2026-10-12', { computedAt: new Date('2026-11-20T09:00:00Z') }),
      ],
      '2026-11-25',
    )
    expect(windows.map(({ from, arrival }) => `${from} ${arrival}`)).toEqual([
      '2026-11-16 to come',
      '2026-11-09 to come',
      '2026-11-02 to come',
      '2026-10-26 missing',
      '2026-10-19 missing',
      '2026-10-12 late',
      '2026-10-05 in time',
      '2026-09-28 missing',
    ])
    expect(windows[6]).toMatchObject({ rows: 200, used: 150, pending: 50, complete: 0.75 })
    expect(windows[7]).toMatchObject({ rows: 0, complete: null })
  })

  test('nothing is expected before monitoring starts', () => {
    expect(windowQuality({ ...plan, startsOn: '2026-11-23' }, [], '2026-11-25')).toEqual([])
  })

  test('reasons are added up over summaries, most first, without noughts', () => {
    expect(
      countRows([
        { rows: 13, used: 10, excluded: { missing_score: 2, missing_outcome: 1 } },
        { rows: 23, used: 20, excluded: { missing_score: 3, rejected: 0 } },
      ]),
    ).toEqual({
      rows: 36,
      used: 30,
      leftOut: [
        { reason: 'missing_score', rows: 5 },
        { reason: 'missing_outcome', rows: 1 },
      ],
    })
  })
})
