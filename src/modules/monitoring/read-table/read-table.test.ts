import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitsUnzipped } from '#kernel/unzipped-size.js'
import { writeParquet } from '../../../../tests/support/write-parquet.js'
import { readTable } from './read-table.js'
import { columnOf } from './table.js'
import { makeXlsx } from './testing/make-xlsx.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function given(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const utf16 = (text: string, mark: boolean): Uint8Array =>
  Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')

const CAFE = 'site,value\nCafé,1\nZoë,2\n'
const cafe = {
  columns: ['site', 'value'],
  rows: [
    { row: 2, cells: ['Café', '1'] },
    { row: 3, cells: ['Zoë', '2'] },
  ],
  broken: [],
  notes: [],
}

describe('one table in every dress', () => {
  it.each([
    ['UTF-8', CAFE],
    ['a mark at the beginning', `\uFEFF${CAFE}`],
    ['UTF-16 with a mark', utf16(CAFE, true)],
    ['UTF-16 without', utf16(CAFE, false)],
    ['UTF-16, big end first', Buffer.from(utf16(CAFE, true)).swap16()],
    ['Windows-1252', Buffer.from(CAFE, 'latin1')],
    ['carriage returns', CAFE.replaceAll('\n', '\r\n')],
    ['semicolons', CAFE.replaceAll(',', ';')],
    ['tabs', CAFE.replaceAll(',', '\t')],
    ['quotation marks', 'site,value\n"Café","1"\n"Zoë",2'],
  ])('CSV with %s', async (name, content) => {
    const path = await given(`${name}.csv`, content)
    expect(await readTable(path)).toEqual({ name: `${name}.csv`, ...cafe })
  })

  it('NDJSON, even under the name of a CSV', async () => {
    const path = await given('lines.csv', '{"site":"Café","value":1}\n\n{"value":2,"site":"Zoë"}\n')
    const rows = [
      { row: 1, cells: ['Café', '1'] },
      { row: 3, cells: ['Zoë', '2'] },
    ]
    expect(await readTable(path)).toMatchObject({ columns: cafe.columns, rows })
  })

  it('XLSX: dates as ISO text, percentages as fractions, blanks as blanks, digits as they are', async () => {
    const rows = [
      ['day', 'share', 'note'],
      [{ value: 46082, style: 1 as const }, { value: 0.931, style: 2 as const }, null],
      [],
      [{ value: 46083.5, style: 1 as const }, 0.1, 'late'],
    ]
    expect(await readTable(await given('book.xlsx', makeXlsx(rows)))).toMatchObject({
      columns: ['day', 'share', 'note'],
      rows: [
        { row: 2, cells: ['2026-03-01', '0.931', ''] },
        { row: 4, cells: ['2026-03-02T12:00:00', '0.1', 'late'] },
      ],
    })
  })

  it('Parquet', async () => {
    const path = join(folder, 'table.bin')
    await writeParquet(path, "select * from (values ('Café', 1), ('Zoë', 2)) t(site, value)")
    const rows = cafe.rows.map(({ cells }, i) => ({ row: i + 1, cells }))
    expect(await readTable(path)).toEqual({ name: 'table.bin', ...cafe, rows })
  })
})

describe('rows', () => {
  it('have the line on which they end; `sep=` and blank lines count', async () => {
    const path = await given('rows.csv', 'sep=;\na;b\n\n1;"x\ny"\n2;z\n')
    expect(await readTable(path)).toMatchObject({
      rows: [{ row: 5 }, { row: 6 }],
      columns: ['a', 'b'],
    })
  })

  it('have it below a title with a line break too', async () => {
    const path = await given('broken-title.csv', '"Figures\nof March"\nsite,value\nA,1\n')
    const table = await readTable(path, ['site', 'value'])
    expect(table).toMatchObject({ columns: ['site', 'value'], rows: [{ row: 4 }] })
    expect(table.notes).toEqual([expect.stringContaining('found in row 3')])
  })

  it('with too many cells are broken, with too few have blanks', async () => {
    const table = await readTable(await given('wide.csv', 'a,b\n1,2,3\n4\n5,6,\n'))
    expect(table.broken).toEqual([
      { row: 2, reason: 'The row has more cells than there are columns.' },
    ])
    expect(table.rows.map(({ cells }) => cells)).toEqual([['4'], ['5', '6']])
  })

  it('of NDJSON that are no objects are broken', async () => {
    const table = await readTable(await given('bad.ndjson', '{"a":1}\n[2]\nnonsense\n{"a":null}\n'))
    expect(table.broken.map(({ row }) => row)).toEqual([2, 3])
    expect(table.rows.map(({ cells }) => cells)).toEqual([['1'], ['']])
  })
})

describe('columns', () => {
  const table = {
    name: 't.csv',
    columns: ['Month', 'value', 'value'],
    rows: [],
    broken: [],
    notes: [],
  }

  it('are found but for capitals, and listed when one is missing', () => {
    expect(columnOf(table, 'month')).toBe(0)
    expect(() => columnOf(table, 'date')).toThrow(
      't.csv has no column “date”. Its columns are “Month”, “value”, “value”.',
    )
    expect(() => columnOf(table, 'value')).toThrow('has 2 columns “value”')
  })
})

describe('what is no table is refused in a sentence', () => {
  it.each([
    ['empty.csv', '', 'empty.csv is empty'],
    ['blank.csv', '\n\n', 'blank.csv is empty'],
    ['header.csv', 'a,b\n', 'has a header and no rows'],
    ['picture.csv', Buffer.from([137, 80, 78, 71, 0, 0, 1, 0]), 'is not a table'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old Excel file'],
    ['quote.csv', 'a,b\n"x,1\n', 'check its quotation marks'],
    ['zip.xlsx', zipSync({ 'a.txt': strToU8('hello') }), 'cannot be read as a spreadsheet'],
    ['torn.xlsx', makeXlsx([['a'], [1]]).subarray(0, 300), 'cannot be read as a spreadsheet'],
    ['torn.parquet', 'PAR1 and nothing else', 'cannot be read as Parquet'],
  ])('%s', async (name, content, message) => {
    await expect(readTable(await given(name, content))).rejects.toThrow(message)
  })

  it('a file that is not there, or a folder', async () => {
    await expect(readTable(join(folder, 'none.csv'))).rejects.toThrow('There is no file')
    await expect(readTable(folder)).rejects.toThrow(/is not a file|cannot be opened/)
  })

  it('a ZIP bomb, whatever size it declares', () => {
    const bomb = zipSync({ 'xl/sheet.xml': new Uint8Array(3_000_000) })
    const lying = Uint8Array.from(bomb)
    new DataView(lying.buffer).setUint32(22, 10, true)
    expect(fitsUnzipped(bomb, 3_000_000)).toBe(true)
    expect(fitsUnzipped(bomb, 2_999_999)).toBe(false)
    expect(fitsUnzipped(lying, 1_000_000)).toBe(false)
  })
})
