import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { PUBLISHED } from '../clinical-safety-data.js'
import { emptyContent } from '../content.js'
import { newHazard } from '../add-hazard.js'
import { logAsCsv } from '../export-log.js'
import { suggestMapping } from './columns.js'
import { proposeHazards, readLevel } from './propose-import.js'
import { readTable } from './read-table.js'
import { oraclesPresent, sharedPath, skippedWithout } from '../../../../tests/support/oracles.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const propose = async (given: Uint8Array) => {
  const table = await readTable(given)
  return proposeHazards(table, suggestMapping(table.heading), PUBLISHED.matrix)
}

const workbook = (sheet: string, extra: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
    ...extra,
  })
const rowOf = (number: number, ...cells: (string | number)[]) =>
  `<row r="${number}">${cells
    .map((cell, place) => {
      const at = `${String.fromCodePoint(65 + place)}${number}`
      return typeof cell === 'number'
        ? `<c r="${at}"><v>${cell}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    .join('')}</row>`

describe('columns', () => {
  test('are suggested from headings in any words', () => {
    expect(
      suggestMapping([
        'Hazard ID',
        'Hazard Name',
        'Possible causes',
        'Initial Severity',
        'Residual Risk Rating',
        'Colour',
      ]),
    ).toEqual(['key', 'name', 'causes', 'initialSeverity', 'residualRisk', null])
    expect(suggestMapping(['Ref', 'Hazard', 'Harm'])).toEqual(['key', 'name', 'harm'])
  })
})

describe('levels', () => {
  test.each([
    ['Very Low', 1],
    ['very-high', 5],
    ['3', 3],
    ['4 - High', 4],
    ['Medium (3)', 3],
    ['2.0', 2],
    ['4 - Low', null],
    ['Severe', null],
    ['6', null],
    ['12', null],
  ])('%s is %s', (text, level) => {
    expect(readLevel(text, PUBLISHED.likelihoods)).toBe(level)
  })
})

const HEADING =
  'ID,Name,Initial likelihood,Initial severity,Initial risk,Residual likelihood,Residual severity,Residual risk,Design,State'

describe('a file', () => {
  test('in words and in numbers, with each problem by its row', async () => {
    const { hazards, problems, ratings, read } = await propose(
      bytes(
        [
          HEADING,
          'A1,First,Medium,Major,3,Low,Major,3,Second reader,Open',
          'A2,Second,2,3,2,1,3,9,n/a,Closed',
          'A3,Third,Often,Major,,Low,,,,Sleeping',
          'A1,Again,Low,Major,3,,,,,',
          'A5,,Low,Major,3,,,,,',
          'A6,Patient 943 476 5919,Low,Major,3,,,,,',
        ].join('\n'),
      ),
    )
    expect(read).toBe(6)
    expect(hazards.map((one) => [one.row, one.content.name])).toEqual([
      [2, 'First'],
      [3, 'Second'],
      [4, 'Third'],
    ])
    expect(hazards[0]?.content).toMatchObject({
      initial: { likelihood: 3, severity: 4 },
      residual: { likelihood: 2, severity: 4 },
      controls: [{ kind: 'design', words: 'Second reader' }],
    })
    expect(hazards[1]).toMatchObject({
      look: 'The file says 9; the matrix gives 2.',
      content: { controls: [] },
    })
    expect(hazards[2]?.content).toMatchObject({ initial: null, residual: null })
    expect(ratings).toEqual({ checked: 4, agree: 3 })
    expect(problems.map((one) => [one.row, one.field, one.refused])).toEqual([
      [3, 'Residual risk', false],
      [4, 'Initial likelihood', false],
      [4, 'Initial likelihood', false],
      [4, 'Residual severity', false],
      [4, 'State', false],
      [5, 'Hazard number', true],
      [6, 'Hazard name', true],
      [7, 'Hazard name', true],
    ])
  })

  test.each([
    ['semicolons', bytes('Ref;Name;Causes\n1;First;"a, b"')],
    ['tabs', bytes('Ref\tName\tCauses\n1\tFirst\ta, b')],
    [
      '“Unicode text”',
      new Uint8Array(Buffer.from('\ufeffRef\tName\tCauses\n1\tFirst\ta, b', 'utf16le')),
    ],
  ])('divided by %s is read as it is written', async (_name, given) => {
    const { hazards } = await propose(given)
    expect(hazards).toMatchObject([
      { row: 2, key: '1', content: { name: 'First', causes: 'a, b' } },
    ])
  })

  test('of Excel is read by its content, numbers included', async () => {
    const sheet =
      rowOf(1, 'Our log') +
      rowOf(3, 'Ref', 'Name', 'Likelihood', 'Severity') +
      rowOf(4, 'X', 'From Excel', 3, 'Major')
    const { hazards } = await propose(workbook(sheet))
    expect(hazards).toMatchObject([
      {
        row: 4,
        key: 'x',
        content: { name: 'From Excel', initial: { likelihood: 3, severity: 4 } },
      },
    ])
  })

  test.each([
    ['an empty file', new Uint8Array(), 'empty'],
    [
      'a web page called .xlsx',
      bytes('<!doctype html><table><tr><td>Name</td></tr></table>'),
      'web page',
    ],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'neither'],
    ['a zip that is no workbook', zipSync({ 'a.txt': strToU8('x') }), 'not an Excel file'],
    ['a damaged zip', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]), 'that can be read'],
    ['a heading and nothing below', bytes('Name,Causes\n'), 'no rows'],
    [
      'a document type',
      workbook('', {
        'xl/styles.xml': strToU8(
          '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        ),
      }),
      'that can be read',
    ],
    ['too large', new Uint8Array(2 * 1024 * 1024 + 1).fill(65), 'larger than 2 MB'],
  ])('%s is refused', async (_name, given, sentence) => {
    await expect(readTable(given)).rejects.toThrow(sentence)
  })

  test('that unpacks to far more than it is, is not opened', async () => {
    const bomb = workbook('', { 'xl/worksheets/sheet2.xml': new Uint8Array(31 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    await expect(readTable(bomb)).rejects.toThrow('far larger')
  })

  test('with a formula goes out disarmed and comes back the same', async () => {
    const content = {
      ...emptyContent('=HYPERLINK("http://example.test")'),
      causes: 'One\nTwo, "three"',
      initial: { likelihood: 3, severity: 4 } as const,
      residual: { likelihood: 1, severity: 4 } as const,
    }
    const told = { at: new Date(0), by: 'x' }
    const hazard = newHazard('haz_1', { id: 'log_1', organisationId: 'org_1' }, 7, content, told)
    const csv = logAsCsv([{ ...hazard, initialRisk: 3, residualRisk: 2 }])
    expect(csv).toContain('"\'=HYPERLINK')
    const { hazards, ratings, problems } = await propose(bytes(csv))
    expect(problems).toEqual([])
    expect(ratings).toEqual({ checked: 2, agree: 2 })
    expect(hazards[0]).toMatchObject({
      key: 'h-7',
      content: { causes: content.causes, initial: content.initial, residual: content.residual },
    })
  })
})

describe('the UK Core hazard log', () => {
  test.runIf(oraclesPresent)(
    `comes in with 9 hazards and 18 of 18 ratings agreeing (${skippedWithout})`,
    async () => {
      const file = readFileSync(sharedPath('data/clinical-safety/uk-core-hazard-log.csv'))
      const { hazards, ratings, problems } = await propose(new Uint8Array(file))
      expect(ratings).toEqual({ checked: 18, agree: 18 })
      expect(hazards).toHaveLength(9)
      expect(problems).toEqual([])
      expect(hazards[0]?.content).toMatchObject({ controls: [{ kind: 'design' }], harm: '' })
      expect(hazards.every((one) => one.content.causes && one.content.effect)).toBe(true)
    },
  )
})
