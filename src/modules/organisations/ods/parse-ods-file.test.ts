import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOdsFile } from './parse-ods-file.js'
import { nationalFile, practice, trust, type Cells } from './testing/national-file.js'

const text = (content: string) => new TextEncoder().encode(content)

describe('the form of a file is told from its content', () => {
  const place: Cells = { ...trust('00L'), 2: 'NHS EXAMPLE ICB - 00L', 14: 'RO319' }
  const table: [string, Uint8Array, string, string][] = [
    ['trusts', nationalFile([trust('RZ1')]), 'etr', 'trust'],
    ['practices', nationalFile([practice('A81001')]), 'epraccur', 'gp-practice'],
    ['sub-ICB locations', nationalFile([place]), 'eccg', 'sub-icb'],
    [
      'old commissioning groups',
      nationalFile([{ ...trust('00C'), 2: 'NHS EXAMPLE CCG' }]),
      'eccg',
      'ccg',
    ],
    [
      'boards without a header',
      nationalFile([{ ...trust('QZZ'), 2: 'NHS EXAMPLE INTEGRATED CARE BOARD' }]),
      'icb-codes',
      'icb',
    ],
    [
      'boards with a header',
      text('ods_code,name\nQZZ,NHS EXAMPLE INTEGRATED CARE BOARD\n'),
      'icb-list',
      'icb',
    ],
    [
      'trusts with a header',
      text('ODS code,Name,ICB code\nRZ1,EXAMPLE NHS TRUST,QZZ\n'),
      'trust-list',
      'trust',
    ],
    [
      'practices with a header',
      text('ods_code,name,sub_icb_code\nA81001,THE SURGERY,93C\n'),
      'gp-practice-list',
      'gp-practice',
    ],
  ]
  test.each(table)('%s', (_name, bytes, form, kind) => {
    const file = parseOdsFile(bytes)
    expect(file.form).toBe(form)
    expect(file.rows.map((row) => row.facts.kind)).toEqual([kind])
    expect(file.unreadable).toEqual([])
  })
})

describe('what a row says', () => {
  test('a trust, in readable case, without its telephone number', () => {
    const file = parseOdsFile(
      nationalFile([trust('RZ1', { 2: "ST ANN'S NHS TRUST", 12: '20260331' })]),
    )
    expect(file.rows[0]?.facts).toEqual({
      kind: 'trust',
      code: 'RZ1',
      name: "St Ann's NHS Trust",
      regionCode: 'Y56',
      icbCode: 'QMJ',
      subIcbCode: null,
      address: ['Example House', 'London'],
      postcode: 'ZZ1 1ZZ',
      opened: '2001-04-01',
      closed: '2026-03-31',
    })
    expect(JSON.stringify(file)).not.toContain('7946')
  })

  test('a practice has its sub-ICB location', () => {
    const file = parseOdsFile(nationalFile([practice('A81001')]))
    expect(file.rows[0]?.facts).toMatchObject({ name: 'The Surgery', subIcbCode: '93C' })
  })

  const scopes: [string, Cells, RegExp][] = [
    ['a closed practice', practice('A1', { 13: 'C' }), /^Closed/],
    ['a dormant practice', practice('A1', { 13: 'D' }), /^Dormant/],
    ['a proposed practice', practice('A1', { 13: 'P' }), /^Proposed/],
    ['a prescriber that is not a practice', practice('A1', { 26: '8' }), /prescribing setting 8/],
  ]
  test.each(scopes)('%s is out of scope', (_name, cells, reason) => {
    const open = [practice('A2'), practice('A3')]
    const file = parseOdsFile(nationalFile([cells, ...open]))
    expect(file.rows.map((row) => row.outOfScope)).toEqual([
      expect.stringMatching(reason),
      null,
      null,
    ])
  })

  test('a commissioning hub is out of scope', () => {
    const place: Cells = { ...trust('00L'), 2: 'NHS EXAMPLE ICB - 00L', 14: 'RO319' }
    const hub: Cells = { ...trust('13R'), 2: 'EXAMPLE COMMISSIONING HUB', 14: 'RO218' }
    const file = parseOdsFile(nationalFile([place, hub, { ...place, 1: '00M' }]))
    expect(file.rows[1]?.outOfScope).toMatch(/^Neither/)
  })

  test('of several ICB columns the newest that is filled counts, and one of the past does not', () => {
    const file = parseOdsFile(
      text(
        'ods_code,name,icb_code_2025_11,icb_code_2026_04,icb_code_before_2020,sub_icb_code\n' +
          'A81001,THE SURGERY,QMJ,Z9B2Z,QQQ,93C\nA81002,THE SURGERY,QNQ,,QQQ,93C\n',
      ),
    )
    expect(file.rows.map((row) => row.facts.icbCode)).toEqual(['Z9B2Z', 'QNQ'])
  })

  test('a file in Windows-1252, and one with a byte order mark', () => {
    const latin = Buffer.from('ods_code,name\nRZ1,Caf\u00e9 NHS TRUST\n', 'latin1')
    expect(parseOdsFile(latin).rows[0]?.facts.name).toBe('Café NHS TRUST')
    expect(parseOdsFile(text('\uFEFFods_code,name\nRZ1,X NHS TRUST\n')).rows).toHaveLength(1)
  })

  test('rows that cannot be read are named with their row in the file', () => {
    const good =
      'ods_code,name,open_date\nRZ1,A NHS TRUST,2020-01-01\n\nRZ2,B NHS TRUST,2020-02-30\n'
    const file = parseOdsFile(
      text(`${good},C NHS TRUST,\nRZ4,,\nRZ5,D NHS TRUST\nRZ6,E NHS TRUST,\n`),
    )
    expect(file.rows.map((row) => [row.row, row.facts.code])).toEqual([
      [2, 'RZ1'],
      [8, 'RZ6'],
    ])
    expect([...file.unreadable].sort((a, b) => a.row - b.row)).toEqual([
      { row: 4, key: 'RZ2', reason: '"2020-02-30" is not a date.' },
      { row: 5, key: '', reason: 'It has no code of letters and figures.' },
      { row: 6, key: 'RZ4', reason: 'It has no name.' },
      { row: 7, key: 'RZ5', reason: 'It has 2 columns where 3 are expected.' },
    ])
  })
})

describe('a file that is none of these is refused with a sentence', () => {
  const table: [string, Uint8Array, RegExp][] = [
    ['nothing', text(''), /This file is empty/],
    ['blank lines', text('\n\n'), /This file is empty/],
    ['an archive or spreadsheet', text('PK\u0003\u0004rest'), /ZIP archive or a spreadsheet/],
    ['a PDF', text('%PDF-1.7'), /This is a PDF/],
    ['a web page', text('<!doctype html><p>Sign in</p>'), /web page/],
    ['a picture', new Uint8Array([137, 80, 0, 71]), /not a text file/],
    ['another table', text('a,b\n1,2\n'), /not a file this page knows/],
    ['27 columns of something else', nationalFile([{ 1: 'X' }]), /not a file this page knows/],
    [
      'a header and nothing known',
      text('ods_code,name\nX1,Anything\n'),
      /not a file this page knows/,
    ],
    ['broken quotes', text('"RZ1,A\n'), /cannot be read as CSV/],
    [
      'an endless cell',
      text(`ods_code,name\nRZ1,${'A'.repeat(500)} NHS TRUST\n`),
      /more than 400 characters/,
    ],
    ['too large', new Uint8Array(33 * 1024 * 1024).fill(65), /larger than 32 MB/],
  ]
  test.each(table)('%s', (_name, bytes, sentence) => {
    expect(() => parseOdsFile(bytes)).toThrow(sentence)
  })
})

const DATA = '../shared/data/ods-organisations'
const has = existsSync(DATA)

describe.skipIf(!has)('the real files (skipped where ../shared is not there)', () => {
  const table: [string, string, number][] = [
    ['etr-2025-12.csv', 'etr', 273],
    ['etr-2026-04.csv', 'etr', 274],
    ['eccg-2025-12.csv', 'eccg', 320],
    ['icbs.csv', 'icb-list', 48],
    ['trusts-2026-04.csv', 'trust-list', 274],
    ['gp-practices-london-2025-11.csv', 'gp-practice-list', 1153],
  ]
  test.each(table)('%s', (name, form, rows) => {
    const file = parseOdsFile(readFileSync(`${DATA}/${name}`))
    expect([file.form, file.rows.length, file.unreadable.length]).toEqual([form, rows, 0])
  })

  test('no telephone number is kept', () => {
    const kept = JSON.stringify(parseOdsFile(readFileSync(`${DATA}/etr-2026-04.csv`)))
    expect(kept).not.toContain('0300 3309444')
  })
})
