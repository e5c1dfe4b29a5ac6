import { describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { readFigures as readAsOf } from './read-figures.js'

const typed = (threshold: string) => ({
  id: `mea_${threshold}`,
  measure: 'typed',
  threshold,
  direction: 'decrease' as const,
  passMark: null,
  unit: '',
})
const TODAY = '2026-11-30'
const readFigures = (
  text: string,
  { measures }: Pick<Parameters<typeof readAsOf>[1], 'measures'>,
) => readAsOf(text, { measures, period: 'week' }, TODAY)

const plan = { measures: [typed('Minutes waited'), typed('Notes edited')] }

describe('figures pasted from a spreadsheet', () => {
  test('tabs and commas are read, headings in any case and order, thousands and intervals', () => {
    const tabs =
      'Period\tFigure\tValue\tN\tLow\tHigh\n5 January 2026\tminutes waited\t31.5\t1,204\t30\t33'
    expect(readFigures(tabs, plan)).toMatchObject({
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

  test('a table of several kinds has “out of” for its shares and “n” for its means; both filled is refused', () => {
    const mixed = {
      measures: [
        { ...typed('Notes edited'), measure: 'typed-share' },
        { ...typed('Minutes saved'), measure: 'typed-mean' },
      ],
    }
    const head = 'figure,date,count,out of,value,n,sd'
    const both = [
      'Notes edited,2026-01-05,12,80,,,',
      'Minutes saved,2026-01-05,,,3.5,40,1',
      'Minutes saved,2026-01-12,,80,3.5,40,1',
    ]
    const { figures, problems } = readFigures([head, ...both].join('\n'), mixed)
    expect(figures.map(({ name, n }) => [name, n])).toEqual([
      ['Notes edited', 80],
      ['Minutes saved', 40],
    ])
    expect(problems).toEqual([
      {
        row: 4,
        reason: 'It is taken over 80 in one column and 40 in another. Leave one of them empty.',
      },
    ])
  })

  test.each([
    ['Blood pressure,2026-01-05,1,10,,', 'The plan does not watch “Blood pressure”'],
    ['Notes edited,soon,1,10,,', '“soon” is no date'],
    ['Notes edited,2026-01-05,many,10,,', 'Value: The cell is not a number.'],
    ['Notes edited,2026-01-05,,10,,', 'Enter the figure as a number'],
    ['Notes edited,2026-01-05,93.1%,10,,', 'Value: Write the figure without a % sign'],
    [
      'Notes edited,2026-01-05,1,2.5,,',
      'Enter how many it is taken over as a whole number from 1.',
    ],
    ['Notes edited,2026-12-07,1,10,,', 'A period from 2026-12-07 has not begun yet.'],
    ['Notes edited,1900-01-05,1,10,,', 'is long past.'],
    ['Notes edited,2026-01-05,1,10,2,3', 'The figure must lie within its interval.'],
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

  test('a period that has begun is taken; a whole paste that may identify a person is refused', () => {
    const rows = 'figure,date,value,n\nNotes edited,2026-11-30,1,10'
    expect(readFigures(rows, plan).figures).toHaveLength(1)
    for (const note of ['seen: 943 476 5919', 'born 4/5/1961']) {
      expect(() => readFigures(`${rows.replace('n\n', 'n,note\n')},${note}`, plan)).toThrow(
        'Take out anything that identifies a person. It has not been stored.',
      )
    }
  })

  test('a share may have its value as a percent beside its counts, if they agree', () => {
    const uptime = { measures: [{ measure: 'uptime', threshold: '', unit: '' }] }
    const read = (rows: string) => readFigures(`date,count,out of,value\n${rows}`, uptime)
    const { figures, problems } = read(
      '2026-01-05,281,300,93.7%\n2026-01-12,281,300,94%\n2026-01-19,281,300,97.3%\n2026-01-26,93%,100,',
    )
    expect(figures.map(({ figure }) => figure.value)).toEqual([281 / 300, 281 / 300])
    expect(problems).toEqual([
      {
        row: 4,
        reason: 'The counts give 93.7% and the value says 97.3%. Correct whichever is wrong.',
      },
      { row: 5, reason: expect.stringContaining('Count: Write how many there were') },
    ])
  })

  test('counts of a share or a rate, and a mean with its spread, come with their interval', () => {
    const counted = (measure: string, threshold = '') => ({ measure, threshold, unit: '' })
    const mixed = { measures: [counted('uptime'), counted('typed-mean', 'Minutes saved')] }
    const rows =
      'measure,date,count,out of,value,sd\nuptime,2026-01-05,90,100,,\nMinutes saved,2026-01-05,,25,4,1'
    const { figures, problems } = readFigures(rows, mixed)
    expect(problems).toEqual([])
    expect(figures).toMatchObject([
      {
        name: 'Time the tool could be used',
        figure: { value: 0.9, numerator: 90, denominator: 100, method: 'share-wilson/1' },
      },
      { name: 'Minutes saved', figure: { value: 4, n: 25, method: 'mean-from-sums-student-t/1' } },
    ])
    const only = { measures: [counted('uptime')] }
    expect(() => readFigures('date,value\n2026-01-05,1', only)).toThrow('“count” or “n”')
    expect(readFigures('date,count,n\n2026-01-05,9,3', only).problems[0]?.reason).toContain(
      'cannot be more than the 3',
    )
  })
})

test('pasted figures with titles, `sep=` and decimal commas are read and it is said', () => {
  const read = readFigures(
    'sep=;\nMinutes and edits\nperiod;figure;value;n\n2026-01-05;Minutes waited;31,5;80\n',
    plan,
  )
  expect(read).toMatchObject({ figures: [{ row: 4, value: 31.5, n: 80 }], problems: [] })
  expect(read.notes).toEqual([
    expect.stringContaining('was found in row 3'),
    expect.stringContaining('0,85 was read as 0.85'),
  ])
})
