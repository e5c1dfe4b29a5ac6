import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkbook } from '../measure/testing/make-workbook.js'
import { nodeSha256, summariseFiles, type SummariseInput } from './summarise-command.js'
import { summaryDigest } from './seal-summary.js'
import { parseSummary } from './summary-schema.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summarise-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const base = {
  columns: { score: 'p', outcome: 'y', site: 'ward', by: ['sex'] },
  thresholds: [{ name: 'alert', value: 0.5 }],
  first: '2026-01-05',
  today: '2026-11-29',
  every: 'week' as const,
  generator: { name: 'test', version: '1' },
} satisfies Partial<SummariseInput>

const LINES = Array.from({ length: 40 }, (_, i) => {
  const y = i % 4 === 0 ? 1 : 0
  return { id: `r${i}`, ward: 'Ward "A", east', sex: i % 2 === 0 ? 'f' : 'm', p: (i + 0.5) / 41, y }
})

const csv = (delimiter: string, end: string): string =>
  [
    ['id', 'ward', 'sex', 'p', 'y'].join(delimiter),
    ...LINES.map(({ id, sex, p, y }) => [id, '"Ward ""A"", east"', sex, p, y].join(delimiter)),
  ].join(end)

const ndjson = LINES.map((line) => JSON.stringify(line)).join('\n')

describe('summariseFiles', () => {
  it('gives one digest for one log, whatever form it came in', async () => {
    const parquet = join(folder, 'log.parquet')
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
    const rows = LINES.map(
      ({ id, ward, sex, p, y }) => `('${id}','${ward}','${sex}','${p}'::double,${y})`,
    )
    await duckdb.run(
      `copy (select * from (values ${rows.join(',')}) t(id, ward, sex, p, y)) to '${parquet}' (format parquet)`,
    )
    const cells = [['id', 'ward', 'sex', 'p', 'y'], ...LINES.map((line) => Object.values(line))]
    const forms = [
      await file('comma.csv', csv(',', '\n')),
      await file('semicolon.csv', csv(';', '\r\n')),
      await file('tab.tsv', `\uFEFF${csv('\t', '\n')}\n\n`),
      await file('utf16.csv', Buffer.from(`\uFEFF${csv(',', '\n')}`, 'utf16le')),
      await file('unmarked-utf16.csv', Buffer.from(csv(',', '\n'), 'utf16le')),
      await file('log.ndjson', `${ndjson}\n`),
      await file('log.xlsx', makeWorkbook(cells)),
      parquet,
    ]
    const results = await Promise.all(
      forms.map((path) => summariseFiles({ ...base, files: [path] })),
    )
    expect(new Set(results.map(({ summary }) => summary.digest)).size).toBe(1)
    expect(results[0]?.summary).toMatchObject({ rows: 40, used: 40, excluded: {} })
    expect(results[0]?.summary.cells.map((cell) => cell.site)).toContain('Ward "A", east')
  })

  it('reads a line that is not UTF-8 as Windows-1252, and says how many', async () => {
    const western = 'p,y,ward,sex\n0.5,1,St Thomas\u0092,f\n'
    const files = [
      await file('western.csv', Buffer.from(western, 'latin1')),
      await file('utf8.csv', 'p,y,ward,sex\n0.4,0,St Thomas’,f\n'),
    ]
    const { summary, western: lines } = await summariseFiles({ ...base, files })
    expect(summary.cells.map(({ site, rows }) => [site, rows])).toEqual([['St Thomas’', 2]])
    expect(lines).toBe(1)
  })

  it('takes several files as one log', async () => {
    const [head = '', ...rest] = csv(',', '\n').split('\n')
    const one = await file('one.csv', [head, ...rest.slice(0, 10)].join('\n'))
    const two = await file('two.csv', [head, ...rest.slice(10)].join('\n'))
    const whole = await summariseFiles({ ...base, files: [await file('all.csv', csv(',', '\n'))] })
    const parts = await summariseFiles({ ...base, files: [two, one] })
    expect(parts.summary).toEqual(whole.summary)
  })

  it('writes the summary it returns, readable by the hub, and says how far it is', async () => {
    const out = join(folder, 'out.json')
    const seen: number[] = []
    const files = [await file('written.csv', csv(',', '\n'))]
    const onProgress = ({ bytes, of }: { bytes: number; of: number }): unknown =>
      seen.push(bytes / of)
    const { summary } = await summariseFiles({ ...base, files, out, onProgress })
    const written: unknown = JSON.parse(await readFile(out, 'utf8'))
    expect(parseSummary(written)).toEqual({ summary })
    expect(summary.digest).toBe(await summaryDigest(summary, nodeSha256))
    expect(seen.at(-1)).toBe(1)
  })

  it('lists rows that cannot be read, by number and reason, and never what they hold', async () => {
    const text =
      'p,y,ward,sex\n0.5,1,A,f\nsecret,1,A,f\n0.5,2,A,f\n0.5,1,A\nNA,1,A,f\n0.4,,A,f\n0.4,pending,A,f\n'
    const { summary, rejected } = await summariseFiles({
      ...base,
      files: [await file('bad.csv', text)],
    })
    expect(rejected).toEqual([
      { file: 'bad.csv', row: 3, reason: 'The score is not a number.' },
      { file: 'bad.csv', row: 4, reason: expect.stringContaining('The outcome is none of 0 or 1') },
      { file: 'bad.csv', row: 5, reason: 'The row has 3 fields and the header 4.' },
    ])
    expect(summary).toMatchObject({
      rows: 7,
      used: 1,
      excluded: { rejected: 3, missing_score: 1, missing_outcome: 1, outcome_not_known: 1 },
    })
    expect(JSON.stringify(summary)).not.toContain('secret')
  })

  it('reads times, and lists rows without one', async () => {
    const text =
      'p,y,ward,sex,when\n0.5,1,A,f,2026-06-30T23:30Z\n0.5,1,A,f,01/07/2026 09:15\n0.5,1,A,f,June\n0.5,1,A,f,2026-11-30\n'
    const columns = { ...base.columns, time: 'when' }
    const files = [await file('times.csv', text)]
    const { summary, rejected } = await summariseFiles({ ...base, files, columns, every: 'day' })
    expect(summary.cells[0]).toMatchObject({ window: { from: '2026-07-01' }, used: 2 })
    expect(summary.excluded).toEqual({ missing_time: 1, outside_windows: 1 })
    expect(rejected).toMatchObject([
      { row: 4, reason: 'The row has no usable date or period.' },
      { row: 5, reason: 'The date is in the future or outside the windows.' },
    ])
  })

  it('keeps scores that differ by one step of a double apart, and ties equal ones', async () => {
    const rows = [0, 1].flatMap((y) =>
      Array.from({ length: 5 }, () => `0.1000000000000000${y === 0 ? '0' : '2'},${y},A,f`),
    )
    const files = [await file('ties.csv', ['p,y,ward,sex', ...rows].join('\n'))]
    const { summary } = await summariseFiles({ ...base, files })
    expect(summary.cells[0]?.figures?.auroc.value).toBe(1)
  })
})

describe('files that are refused, with a sentence that says what to do', () => {
  const nhs = ['9434765919', '4010232137', '9434765870', '9434765919']

  it.each([
    ['nothing', '', 'is empty'],
    ['blank lines alone', '\n\n\n', 'has no header'],
    ['a header alone', 'p,y,ward,sex\n', 'a header and no rows'],
    ['what is not text', Uint8Array.from([112, 44, 0, 0, 0, 10, 1, 2, 3]), 'is not text'],
    [
      'a missing column',
      'p,y,ward\n0.5,1,A\n',
      'no column “sex”. Its columns are “p”, “y”, “ward”',
    ],
    ['JSON in one piece', '[{"p":0.5,"y":1}]', 'The file looks like JSON'],
    [
      'a missing column among very many',
      `${Array.from({ length: 60 }, (_, place) => `c${place}`).join(',')}\n`,
      '“c39” and 20 more.',
    ],
    ['a column twice', 'p,p,y,ward,sex\n1,1,1,A,f\n', 'two columns “p”'],
    ['a broken quotation', 'p,y,ward,sex\n0.5,1,"A"x,f\n', 'cannot be read as CSV near line 2'],
    ['a date of birth', 'p,y,ward,sex,DOB\n0.5,1,A,f,1950-01-01\n', 'identify people: “DOB”'],
    ['a name', 'p,y,ward,sex,Patient Name\n0.5,1,A,f,x\n', 'identify people: “Patient Name”'],
    [
      'NHS numbers under another header',
      `p,y,ward,sex,key\n${nhs.map((number) => `0.5,1,A,f,${number}`).join('\n')}`,
      'The column “key” looks like NHS numbers',
    ],
  ])('%s', async (_, content, sentence) => {
    const path = await file('refused.csv', content)
    await expect(summariseFiles({ ...base, files: [path] })).rejects.toThrow(sentence)
  })

  it('but a column that is named to be dropped is not read', async () => {
    const text = `p,y,ward,sex,nhs_number,key\n${nhs.map((n) => `0.5,1,A,f,${n},${n}`).join('\n')}`
    const columns = { ...base.columns, drop: ['nhs_number', 'key'] }
    const { summary } = await summariseFiles({
      ...base,
      columns,
      files: [await file('drop.csv', text)],
    })
    expect(summary.used).toBe(4)
  })

  it('and random ten-digit numbers are no NHS numbers', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `0.5,1,A,f,${1_000_000_000 + i * 7919}`)
    const files = [await file('ids.csv', ['p,y,ward,sex,id', ...rows].join('\n'))]
    expect((await summariseFiles({ ...base, files })).summary.used).toBe(200)
  })

  it('a line of NDJSON that is no object is rejected alone', async () => {
    const files = [await file('bad.ndjson', `${ndjson}\nnot json\n[1]\n`)]
    const { rejected } = await summariseFiles({ ...base, files })
    expect(rejected.map(({ row }) => row)).toEqual([41, 42])
  })

  it('NDJSON that names people is refused', async () => {
    const files = [await file('people.ndjson', `${ndjson}\n{"p":0.5,"y":1,"nhsNumber":"x"}\n`)]
    await expect(summariseFiles({ ...base, files })).rejects.toThrow('identify people: “nhsNumber”')
  })

  it('a file that is not there', async () => {
    const files = [join(folder, 'none.csv')]
    await expect(summariseFiles({ ...base, files })).rejects.toThrow('There is no file')
  })

  it.each(['none.parquet', 'none.xlsx', 'none.csv'])('an empty file called %s', async (name) => {
    const files = [await file(name, '')]
    await expect(summariseFiles({ ...base, files })).rejects.toThrow(`The file ${name} is empty.`)
  })

  it('a directory', async () => {
    await expect(summariseFiles({ ...base, files: [folder] })).rejects.toThrow(
      'is a directory. Give a file.',
    )
  })

  it('a place that cannot be written to, which is left as it was', async () => {
    const place = { ...base, files: [await file('fine.csv', csv(',', '\n'))], out: folder }
    await expect(summariseFiles(place)).rejects.toThrow('cannot be written to')
    expect(await stat(`${folder}.partial`).catch(() => 'none')).toBe('none')
  })

  it('a file of which no row can be used', async () => {
    const files = [await file('words.csv', 'p,y,ward,sex\nhalf,1,A,f\n')]
    await expect(summariseFiles({ ...base, files, out: join(folder, 'no.json') })).rejects.toThrow(
      'None of the 1 rows could be used, so there is nothing to summarise. Row 2 of words.csv: The score is not a number.',
    )
  })

  it('columns of two kinds of log at once', async () => {
    const files = [await file('kinds.csv', csv(',', '\n'))]
    const columns = { ...base.columns, value: 'p' }
    await expect(summariseFiles({ ...base, files, columns })).rejects.toThrow('one kind of log')
  })

  it('rows that nothing dates', async () => {
    const { first: _, ...undated } = base
    const files = [await file('undated.csv', csv(',', '\n'))]
    await expect(summariseFiles({ ...undated, files })).rejects.toThrow(
      'Say when the rows are from',
    )
  })

  it('columns that are not named', async () => {
    const files = [await file('unnamed.csv', csv(',', '\n'))]
    await expect(summariseFiles({ ...base, files, columns: { score: 'p' } })).rejects.toThrow(
      'Name the score column and the outcome column.',
    )
  })
})
