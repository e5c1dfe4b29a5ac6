import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkbook } from './testing/make-workbook.js'
import { measureJson, runMeasureCommand } from './testing/run-measure-command.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const COLUMNS = ['--score=p', '--outcome=y']
const LOG = [
  { p: 0.9, y: 1, ward: 'A', at: '2026-06-28T23:30Z' },
  { p: 0.2, y: 0, ward: 'A', at: '2026-06-29' },
  { p: 0.6, y: 1, ward: 'B', at: '2026-06-30 08:00' },
  { p: 0.7, y: 0, ward: 'B', at: '2026-06-30T08:00:00+01:00' },
]
const CSV = `p,y,ward,at\n${LOG.map(({ p, y, ward, at }) => `${p},${y},${ward},${at}`).join('\n')}\n`

describe('the forms a log comes in', () => {
  it('all give the same figures', async () => {
    const parquet = join(folder, 'log.parquet')
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
    const values = LOG.map(({ p, y, ward, at }) => `(${p}::double, ${y}, '${ward}', '${at}')`)
    await duckdb.run(
      `copy (select * from (values ${values.join(',')}) t(p, y, ward, "at")) to '${parquet}' (format parquet)`,
    )
    const sheet = [['p', 'y', 'ward', 'at'], ...LOG.map(({ p, y, ward, at }) => [p, y, ward, at])]
    const forms = [
      await file('log.csv', CSV),
      await file('log.tsv', CSV.replaceAll(',', '\t')),
      await file('old.csv', CSV.replaceAll('\n', '\r')),
      await file('log.ndjson', LOG.map((row) => JSON.stringify(row)).join('\n')),
      await file('log.xlsx', makeWorkbook(sheet)),
      parquet,
    ]
    const words = [...COLUMNS, '--time=at', '--period=week', '--by=ward', '--by=@period']
    const results = []
    for (const path of forms) results.push(await measureJson([path, ...words, '--threshold=0.65']))
    expect(results[0]).toMatchObject({
      rows: 4,
      used: 4,
      excluded: {},
      overall: { tp: 1, fp: 1, auroc: { value: 0.75 } },
      // 23:30 in UTC on Sunday is Monday in London.
      groups: [{ by: { ward: 'A' } }, { by: { ward: 'B' } }, { by: { '@period': '2026-06-29' } }],
    })
    for (const result of results) expect(result).toEqual(results[0])
  })

  it('may be several files, as one log', async () => {
    const [head = '', ...lines] = CSV.trim().split('\n')
    const one = await file('one.csv', [head, ...lines.slice(0, 2)].join('\n'))
    const two = await file(
      'two.ndjson',
      LOG.slice(2)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    )
    const whole = await file('whole.csv', CSV)
    expect(await measureJson([one, two, ...COLUMNS, '--by=ward'])).toEqual(
      await measureJson([whole, ...COLUMNS, '--by=ward']),
    )
  })
})

describe('rows that cannot be used are counted for a reason', () => {
  it('and everything adds up', async () => {
    const rows = [
      '0.5,1,A,2026-06-01,1',
      '0.5,1,A,2026-06-01,1',
      'high,1,A,2026-06-01,2',
      '0.5,maybe,A,2026-06-01,3',
      ',1,A,2026-06-01,4',
      '0.5,,A,2026-06-01,5',
      '0.5,pending,A,2026-06-01,6',
      '1.5,1,A,2026-06-01,7',
      '0.5,1,A,2026-12-01,8',
      '0.5,1,A,yesterday,9',
      '0.5,1,A,,10',
      '0.5,1,A',
      '0.4,0,,2026-06-01,11',
    ]
    const path = await file('bad.csv', `p,y,ward,at,id\n${rows.join('\n')}\n`)
    const result = await measureJson([
      path,
      ...COLUMNS,
      '--time=at',
      '--by=ward',
      '--id=id',
      '--scale=probability',
    ])
    expect(result).toMatchObject({ rows: 13, used: 2 })
    expect(result.excluded).toEqual({
      duplicate_id: 1,
      score_not_a_number: 1,
      outcome_not_0_or_1: 1,
      missing_score: 1,
      missing_outcome: 1,
      outcome_not_known: 1,
      score_out_of_range: 1,
      time_in_future: 1,
      time_not_readable: 1,
      missing_time: 1,
      wrong_number_of_fields: 1,
    })
    expect(result.groups.map(({ by, rows, used }) => [by['ward'], rows, used])).toEqual([
      [null, 1, 1],
      ['A', 4, 1],
    ])
    const broken = await file('broken.ndjson', '{"p":0.5,"y":1}\nnot json\n[1]\n')
    expect(await measureJson([broken, ...COLUMNS])).toMatchObject({
      rows: 3,
      used: 1,
      excluded: { not_an_object: 2 },
    })
  })

  it('scores that are no probabilities have no calibration, and it is said', async () => {
    const path = await file('news.csv', 'p,y\n3,0\n7,1\n5,0\n')
    const { scale, overall, notes } = await measureJson([path, ...COLUMNS])
    expect(scale).toBe('score')
    expect(overall['brier']).toMatchObject({ value: null, reason: 'not_probability' })
    expect(notes[0]).toContain('--scale probability')
  })

  it('one outcome only leaves no AUROC, with the reason', async () => {
    const path = await file('one-class.csv', 'p,y\n0.5,1\n0.7,1\n')
    const { overall } = await measureJson([path, ...COLUMNS])
    expect(overall['auroc']).toMatchObject({ value: null, reason: 'one_class' })
    const { out } = await runMeasureCommand([path, ...COLUMNS])
    expect(out).toContain('none: one outcome only')
  })

  it('the decision as logged has its own table', async () => {
    const path = await file('decided.csv', 'p,y,alert\n0.9,1,1\n0.2,1,0\n0.8,0,1\n0.1,0,\n')
    const { overall } = await measureJson([path, ...COLUMNS, '--prediction=alert'])
    expect(overall).toMatchObject({ threshold: null, tp: 1, fn: 1, fp: 1, tn: 0 })
  })
})

describe('what is refused, with a sentence that says what to do', () => {
  const nhs = ['9434765919', '4010232137', '9434765870', '9434765919']
  it.each([
    ['a missing column', 'p,z\n0.5,1\n', [], 'no column “y”. Its columns are “p”, “z”'],
    ['an identifying header', 'p,y,NHS Number\n0.5,1,x\n', [], 'identify people: “NHS Number”'],
    [
      'NHS numbers',
      `p,y,key\n${nhs.map((key) => `0.5,1,${key}`).join('\n')}`,
      [],
      'looks like NHS numbers. Take it out, or pass over it with --drop “key”',
    ],
    ['an identifying group', 'p,y,area\n0.5,1,SW1A 1AA\n', ['--by=area'], 'a postcode'],
    ['an empty file', '', [], 'is empty'],
    ['a header alone', 'p,y\n', [], 'has a header and no rows'],
    ['a header without a line end', 'p,y', [], 'has a header and no rows'],
    ['a header alone, read from end to end', 'p,y,i\n', ['--id=i'], 'has a header and no rows'],
    ['a header alone as UTF-16', Buffer.from('\uFEFFp,y\n', 'utf16le'), [], 'header and no rows'],
    ['a workbook of a header', makeWorkbook([['p', 'y']]), [], 'has a header and no rows'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0, 0x47, 1, 0, 0, 1, 2, 3), [], 'is not text'],
    ['a broken workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9), [], 'cannot be read'],
    ['a broken quotation', 'p,y\n0.5,"1"x\n', [], 'near record 1'],
    ['a period of no time', 'p,y\n0.5,1\n', ['--by=@period'], 'needs --time'],
    ['a threshold in words', 'p,y\n0.5,1\n', ['--threshold=high'], 'a number such as 0.5'],
  ])('%s', async (_, content, more, sentence) => {
    const path = await file('refused.dat', content)
    const { code, error } = await runMeasureCommand([path, ...COLUMNS, ...more])
    expect([code, error]).toEqual([2, expect.stringContaining(sentence)])
  })

  it('but a dropped column is not looked at', async () => {
    const path = await file('drop.csv', `p,y,key,dob\n${nhs.map((n) => `0.5,1,${n},x`).join('\n')}`)
    expect(await measureJson([path, ...COLUMNS, '--drop=key,dob'])).toMatchObject({ used: 4 })
  })
})
