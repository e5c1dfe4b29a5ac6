import { expect, test } from 'vitest'
import { readSpreadsheet, SpreadsheetFault } from './spreadsheet.js'
import { cell, workbook } from './testing/make-workbook.js'

const FIRST = `<row r="1">${cell('A1', 'Ref')}${cell('B1', 'Name')}</row>`
const MOST = 30 * 1024 * 1024

test.each([
  ['a cell at the far corner', `<row r="1048576">${cell('XFD1048576', 'far')}</row>`],
  ['a row beyond what Excel has', `<row r="9000000">${cell('A9000000', 'far')}</row>`],
  ['a row of a number without end', `<row r="99999999999999">${cell('A2', 'x')}</row>`],
  ['a row that has no number', `<row r="1e9">${cell('A2', 'x')}</row>`],
  ['a column beyond what Excel has', `<row r="2">${cell('ZZZ2', 'far')}</row>`],
  ['a place that is spelled in entities', `<row r="2">${cell('&#65;1048576', 'x')}</row>`],
  ['an attribute that holds a sign', `<row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>`],
  [
    'attributes in another order',
    `<row spans="1:2" r='1048576'><c t="n" r='XFD1048576'><v>1</v></c></row>`,
  ],
  ['words without an end', `<row r="2">${cell('A2', 'x '.repeat(1_000_000))}</row>`],
])('%s is refused before anything reads it', async (_what, rows) => {
  const bytes = workbook(FIRST + rows)
  expect(bytes.length).toBeLessThan(100_000)
  const read = readSpreadsheet(bytes, MOST).then((rows) => rows.length)
  await expect(read).rejects.toThrow(SpreadsheetFault)
})

test('a far cell is found wherever the file is cut into pieces', async () => {
  for (const before of [0, 1, 2, 3, 5, 8, 13, 21, 34])
    await expect(
      readSpreadsheet(
        workbook(
          `${FIRST}<!--${'x'.repeat(16_384 - before)}--><row r="1048576">${cell('XFD1048576', 'far')}</row>`,
        ),
        MOST,
      ),
    ).rejects.toThrow(SpreadsheetFault)
})

test('what people have is read: gaps, many rows, a cell as long as Excel takes, pictures', async () => {
  const long = 'w'.repeat(32_767)
  const gaps = `${FIRST}<row r="40"><c r="A40"><v>0.10</v></c>${cell('CV40', long)}</row>`
  const picture = { 'xl/media/image1.bmp': new Uint8Array(2_000_000) }
  const rows = await readSpreadsheet(workbook(gaps, picture), MOST)
  expect(rows).toHaveLength(40)
  expect(rows[39]?.[0]).toBe('0.10')
  expect(rows[39]?.[99]).toBe(long)
  const many = Array.from(
    { length: 3000 },
    (_, at) => `<row r="${at + 1}">${cell(`A${at + 1}`, 'x')}</row>`,
  )
  expect(await readSpreadsheet(workbook(many.join('')), MOST)).toHaveLength(3000)
})
