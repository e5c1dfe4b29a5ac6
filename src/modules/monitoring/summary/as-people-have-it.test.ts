import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkbook } from '../measure/testing/make-workbook.js'
import { PredictionReader } from './prediction-reader.js'
import { formSettings } from './form-settings.js'
import { readRecords } from './read-records.js'
import { SeenIds } from './seen-ids.js'
import { summariseFiles, type SummariseInput } from './summarise-command.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summarise-'))
})
afterAll(() => rm(folder, { recursive: true }))

const base = {
  columns: { score: 'p', outcome: 'y' },
  thresholds: [{ name: 'alert', value: 0.931 }],
  first: '2026-01-05',
  today: '2026-11-29',
  generator: { name: 'test', version: '1' },
} satisfies Partial<SummariseInput>

const PLAIN = 'p,y\n0.931,1\n0.2,0\n0.6,1\n0.7,0\n'

async function summarised(name: string, content: string | Uint8Array, more = {}) {
  const path = join(folder, name)
  await writeFile(path, content)
  const { summary, notes, rejected } = await summariseFiles({ ...base, files: [path], ...more })
  const leftOut = Object.values(summary.excluded).reduce((sum, count) => sum + count, 0)
  expect(summary.used + leftOut).toBe(summary.rows)
  return { summary, notes: notes.join(' '), rejected }
}

describe('a log as people have it', () => {
  it.each([
    [
      'yes.csv',
      'p,y\n0.931,Yes\n0.2,no\n0.6,Y\n0.7,negative\n',
      '“yes”, “y” as 1, “no”, “negative” as 0',
    ],
    ['percent.csv', 'p,y\n93.1%,1\n20%,0\n60 %,1\n70%,0\n', '4 cells have a percent sign'],
    ['comma.csv', 'p;y\n0,931;1\n0,2;0\n0,6;1\n0,7;0\n', '4 cells have a decimal comma'],
    ['sep.csv', 'sep=;\r\np;y\r\n0.931;1\r\n0.2;0\r\n0.6;1\r\n0.7;0\r\n', ''],
    ['titles.csv', `Scores of March\n\nFor the board,,\n${PLAIN}`, 'found in row 4'],
    ['broken-title.csv', `"Scores\nof March"\n${PLAIN}`, 'found in row 3'],
    [
      'titles.xlsx',
      makeWorkbook([['Scores'], ['p', 'y'], [0.931, 1], [0.2, 0], [0.6, 1], [0.7, 0]]),
      'found in row 2',
    ],
  ])('%s gives the same summary, and it is said how it was read', async (name, content, said) => {
    const plain = await summarised('plain.csv', PLAIN)
    const got = await summarised(name, content)
    expect(got.summary).toEqual(plain.summary)
    expect(got.notes).toContain(said)
    expect(plain.notes).toBe('')
  })

  it('reads percent and events that are named, and else says how to name them', async () => {
    const content = 'p,y\n93.1,died\n20,alive\n60,died\n70,moved\n'
    const meanings = { percent: true, event: 'Died' }
    const told = await summarised('died.csv', content, { meanings })
    expect(told.summary).toEqual((await summarised('plain.csv', PLAIN)).summary)
    expect(told.notes).toContain('The outcome “Died” is the event')
    expect(told.notes).toContain('count as no event: “alive” (1 row), “moved” (1 row).')
    expect(JSON.stringify(told.summary)).not.toMatch(/alive|moved/i)
    const { rejected } = await summarised('died.csv', content)
    expect(rejected[0]?.reason).toContain('Say which value is the event: --event')
    const { notes } = await summarised('high.csv', 'p,y\n93.1,1\n20,0\n')
    expect(notes).toContain('--scale percent, or “percent” under “Scores are”')
    expect(notes).toContain('2 scores lie outside 0 to 1, so calibration is not given')
    const outside = await summarised('outside.csv', 'p,y\n-1,1\n200,0\n0.5,0\n')
    expect(outside.notes).toContain('2 scores lie outside 0 to 1')
    const scored = { columns: base.columns, scale: 'score' as const }
    expect((await summarised('outside.csv', 'p,y\n-1,1\n200,0\n', scored)).notes).toBe('')
  })

  it('leaves out rows whose id was there before, as measure does, in later files too', async () => {
    const content = `id,p,y\na,0.9,1\na,0.9,1\n,0.9,1\n,0.9,1\nb,x,0\nb,0.2,0\n${Array.from({ length: 20 }, (_, i) => `c${i},0.${i % 10},${i % 2}\n`).join('')}`
    const columns = { score: 'p', outcome: 'y', id: 'id' }
    const { summary, rejected } = await summarised('ids.csv', content, { columns })
    expect(rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'The id stands in an earlier row too.'],
      [6, 'The score is not a number.'],
      [7, 'The id stands in an earlier row too.'],
    ])
    expect(summary).toMatchObject({ rows: 26, used: 23, excluded: { rejected: 3 } })
    expect(JSON.stringify(summary)).not.toContain('c19')
    const ids = new SeenIds(2)
    expect(['a', 'b', 'c', 'a', 'c', 'd'].map((id) => ids.repeats(id))).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('leaves out scores that cannot be probabilities where that is said, as measure does', async () => {
    const content = `p,y\n-1,1\n200,0\n${'0.2,0\n0.8,1\n'.repeat(20)}`
    const kept = await summarised('kept.csv', content)
    expect(kept.summary.cells[0]).toMatchObject({ rows: 42, used: 42, excluded: {} })
    expect(kept.summary.cells[0]?.figures?.brier).toMatchObject({ reason: 'not_probability' })
    const said = await summarised('said.csv', content, { meanings: { onlyProbabilities: true } })
    expect(said.summary).toMatchObject({ rows: 42, excluded: { rejected: 2 } })
    expect(said.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'The score lies outside 0 to 1.'],
      [3, 'The score lies outside 0 to 1.'],
    ])
    expect(said.notes).toBe(
      '2 scores lie outside 0 to 1 and cannot be probabilities: those rows are left out.',
    )
    const plain = await summarised('plain.csv', `p,y\n${'0.2,0\n0.8,1\n'.repeat(20)}`)
    expect(said.summary.cells).toEqual(plain.summary.cells)
  })

  it('counts rows from the header on, and says what a comma may be', async () => {
    const { rejected } = await summarised('rows.csv', 'Title\nsub\np;y\n0,5;1\n1,234;1\n')
    expect(rejected).toMatchObject([
      { row: 5, reason: expect.stringContaining('may part thousands') },
    ])
  })

  it('is read the same in a browser’s form, however its bytes are cut', async () => {
    const fields: Record<string, string> = {
      score: 'p',
      outcome: 'y',
      event: 'died',
      scale: 'percent',
      first: '2026-01-05',
      thresholds: 'alert=0.931',
    }
    const { columns, options, meanings } = formSettings(
      (name) => fields[name] ?? '',
      '1',
      '2026-11-29',
    )
    const reader = new PredictionReader(columns, options, meanings)
    const bytes = new TextEncoder().encode(
      'sep=;\nMarch\np;y\n93,1;died\n20;alive\n60;died\n70;x\n',
    )
    async function* cut(): AsyncGenerator<Uint8Array> {
      for (const byte of bytes) yield Uint8Array.of(byte)
    }
    const source = { name: 'log.csv', bytes: cut(), format: 'csv' as const, createParser: parse }
    await readRecords(source, reader, columns)
    const { cells } = reader.finish()
    expect(cells).toEqual((await summarised('plain.csv', PLAIN)).summary.cells)
    expect(reader.notes).toHaveLength(4)
  })
})
