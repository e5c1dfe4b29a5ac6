import { describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { readFigures } from './read-figures.js'

const typed = (threshold: string) => ({
  id: `mea_${threshold}`,
  measure: 'typed',
  threshold,
  direction: 'decrease' as const,
  passMark: null,
  unit: '',
})
const plan = { measures: [typed('Minutes waited'), typed('Notes edited')] }

describe('figures pasted from a spreadsheet', () => {
  test('tabs and commas are read, headings in any case and order, thousands and intervals', () => {
    const tabs =
      'Period\tFigure\tValue\tN\tLow\tHigh\n5 January 2026\tminutes waited\t31.5\t1,204\t30\t33'
    expect(readFigures(tabs, plan)).toEqual({
      figures: [
        {
          row: 2,
          name: 'Minutes waited',
          from: '2026-01-05',
          value: 31.5,
          n: 1204,
          low: 30,
          high: 33,
        },
      ],
      problems: [],
    })
    const commas = 'value,n,date\n12,80,2026-01-12'
    expect(readFigures(commas, { measures: [typed('Notes edited')] }).figures).toMatchObject([
      { name: 'Notes edited', from: '2026-01-12', value: 12, n: 80, low: null },
    ])
  })

  test.each([
    ['Blood pressure,2026-01-05,1,10,,', 'The plan does not watch “Blood pressure”'],
    ['Notes edited,soon,1,10,,', '“soon” is no date'],
    ['Notes edited,2026-01-05,many,10,,', 'Value: The cell is not a number.'],
    ['Notes edited,2026-01-05,,10,,', 'Value: nothing is there.'],
    ['Notes edited,2026-01-05,93.1%,10,,', 'Value: Write the figure without a % sign'],
    ['Notes edited,2026-01-05,1,2.5,,', 'Taken over: a whole number from 1.'],
    ['Notes edited,2026-01-05,1,10,2,3', 'The figure does not lie within its interval.'],
    ['Notes edited,2026-01-05,1,10,,,,what', 'more cells than there are columns'],
  ])('%s is listed with its row and reason', (row, reason) => {
    const { figures, problems } = readFigures(`figure,date,value,n,low,high\n${row}`, plan)
    expect(figures).toEqual([])
    expect(problems).toMatchObject([{ row: 2 }])
    expect(problems[0]?.reason).toContain(reason)
  })

  test('the same figure and date twice is said; a missing column names those there are', () => {
    const twice = 'figure,date,value,n\nNotes edited,2026-01-05,1,10\nNotes edited,5 Jan 2026,2,10'
    expect(readFigures(twice, plan).problems).toEqual([
      { row: 3, reason: 'The same figure and date stand in an earlier row.' },
    ])
    expect(() => readFigures('figure,day,n\nNotes edited,2026-01-05,1', plan)).toThrow(Invalid)
    expect(() => readFigures('a,b\n1,2', plan)).toThrow('The columns are: a, b.')
    expect(() => readFigures('', plan)).toThrow(Invalid)
  })
})
