import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate, spreadsheetDay } from './read-date.js'
import { readNumber } from './read-number.js'

describe('numbers', () => {
  it.each([
    ['12', 12],
    [' 1,234.5 ', 1234.5],
    ['1 234', 1234],
    ['1,234,567', 1234567],
    ['.5', 0.5],
    ['-3e-2', -0.03],
    ['\u22125', -5],
    ['93.1%', 0.931],
    ['7 %', 0.07],
    ['1e1%', 0.1],
  ])('%j is %d', (cell, value) => {
    expect(readNumber(cell)).toMatchObject({ value })
  })

  it.each(['', '  ', '-', '–', 'NA', 'n/a', 'NaN', 'null'])('%j is blank', (cell) => {
    expect(readNumber(cell)).toEqual({ missing: true })
  })

  it.each([
    ['*', 'suppressed'],
    ['<5', 'suppressed'],
    ['93,1', 'decimal comma'],
    ['12,34,5', 'not a number'],
    ['twelve', 'not a number'],
    ['£5', 'not a number'],
    ['1.2.3', 'not a number'],
    ['Infinity', 'not a number'],
    ['1e999', 'not a number'],
    ['0x10', 'not a number'],
    ['%', 'not a number'],
    ['#N/A', 'not a number'],
  ])('%j is none: %s', (cell, words) => {
    expect(readNumber(cell)).toMatchObject({ problem: expect.stringContaining(words) })
  })

  it('reads back every number as it is written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // -0 is written as 0
        expect(readNumber(String(value))).toMatchObject({ value: value + 0 })
      }),
    )
  })
})

describe('dates', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T00:00:00', '2026-03-01'],
    ['2026-03-01 00:00:00.000', '2026-03-01'],
    ['2026-03-01T09:30', '2026-03-01T09:30'],
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00Z'],
    ['2026/3/1', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['01/03/2026', '2026-03-01'],
    ['1.3.26', '2026-03-01'],
    ['1 March 2026', '2026-03-01'],
    ['1-Mar-26', '2026-03-01'],
    ['2026-03', '2026-03'],
    ['Mar-26', '2026-03'],
    ['March 2026', '2026-03'],
    ['2026-W10', '2026-W10'],
    ['7', '7'],
  ])('%j is %s', (cell, label) => {
    expect(readDate(cell)?.label).toBe(label)
  })

  it.each([
    '',
    '2026-02-30',
    '13/25/2026',
    '2026-13',
    '0/0/2026',
    'soon',
    '2026-W54',
    '1.5',
    '1 Foo 2026',
  ])('%j is none', (cell) => expect(readDate(cell)).toBeNull())

  it('sort in time: week 10 of 2026 begins on 2 March, period 10 comes after 9', () => {
    expect(readDate('2026-W10')?.sortKey).toBe('2026-03-02')
    expect([readDate('9'), readDate('10')].map((date) => date?.sortKey)).toEqual([
      '000000009',
      '000000010',
    ])
    expect(spreadsheetDay(46082)?.label).toBe('2026-03-01')
  })
})
