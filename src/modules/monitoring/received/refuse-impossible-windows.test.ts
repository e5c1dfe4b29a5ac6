import { describe, expect, it } from 'vitest'
import { refuseImpossibleWindows } from './refuse-impossible-windows.js'

// 30 November has begun in London by half past midnight there, and not yet in New York.
const now = new Date('2026-11-30T00:30:00Z')

describe('a period', () => {
  it.each(['2026-11-30', '2026-11-23', '1999-01-04'])('from %s is taken', (from) => {
    expect(() => refuseImpossibleWindows([{ from }], now)).not.toThrow()
  })

  it.each([
    ['2026-12-01', 'has not begun yet'],
    ['2099-01-05', 'has not begun yet'],
    ['1899-12-25', 'is long past'],
  ])('from %s is refused: it %s', (from, why) => {
    const windows = [{ from: '2026-11-02' }, { from }]
    expect(() => refuseImpossibleWindows(windows, now)).toThrow(why)
  })
})
