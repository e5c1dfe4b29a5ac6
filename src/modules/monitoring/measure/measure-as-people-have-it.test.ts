import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
const PLAIN = 'p,y\n0.931,1\n0.2,0\n0.6,1\n0.7,0\n'

/** The figures of a log, and what is said of how it was read. */
async function measured(name: string, content: string | Uint8Array, ...words: string[]) {
  const found = await measureJson([await file(name, content), ...COLUMNS, ...words])
  const { rows, used, overall, notes, excluded } = found
  const leftOut = Object.values(excluded).reduce((sum, count) => sum + count, 0)
  expect(used + leftOut).toBe(rows)
  return { figures: { rows, used, overall }, notes: notes.join(' '), excluded }
}

describe('a log as people have it', () => {
  it.each([
    ['yes and no', 'p,y\n0.931,Yes\n0.2,no\n0.6,YES\n0.7,No\n', '“yes” as 1, “no” as 0'],
    ['Y and N', 'p,y\n0.931,Y\n0.2,N\n0.6,Y\n0.7,N\n', '“y” as 1, “n” as 0'],
    ['true and false', 'p,y\n0.931,TRUE\n0.2,false\n0.6,true\n0.7,FALSE\n', '“true” as 1'],
    ['words', 'p,y\n0.931,positive\n0.2,negative\n0.6,Positive\n0.7,negative\n', '“positive” as 1'],
    ['percent signs', 'p,y\n93.1%,1\n20%,0\n60 %,1\n70%,0\n', '4 cells have a percent sign'],
    ['decimal commas', 'p;y\n0,931;1\n0,2;0\n0,6;1\n0,7;0\n', '4 cells have a decimal comma'],
    ['sep= first', 'sep=;\r\np;y\r\n0.931;1\r\n0.2;0\r\n0.6;1\r\n0.7;0\r\n', ''],
    ['titles', `Scores of March\n\nFor the board,,\n${PLAIN}`, 'found in row 4'],
    ['a title with a line break', `"Scores\nof March"\n${PLAIN}`, 'found in row 3'],
    ['old line ends', `Scores\r${PLAIN.replaceAll('\n', '\r')}`, 'found in row 2'],
    ['UTF-16', Buffer.from(`\uFEFFsep=,\nÄpfel\n${PLAIN}`, 'utf16le'), 'found in row 3'],
    [
      'a workbook with a title',
      makeWorkbook([['Scores'], ['p', 'y'], [0.931, 1], [0.2, 0], [0.6, 1], [0.7, 0]]),
      'found in row 2',
    ],
  ])('with %s gives the same figures and says how it was read', async (name, content, said) => {
    const plain = await measured('plain.csv', PLAIN, '--threshold=0.931')
    const got = await measured(`${name.replaceAll(' ', '-')}.csv`, content, '--threshold=0.931')
    expect(got.figures).toEqual(plain.figures)
    expect(got.notes).toContain(said)
    expect(plain.notes).toBe('')
  })

  it('reads percent where it is told so, correctly rounded, and else says that it may be percent', async () => {
    const content = 'p,y\n93.1,1\n20,0\n60,1\n"70",0\n'
    const plain = await measured('plain.csv', PLAIN, '--threshold=0.931')
    const told = await measured('percent.csv', content, '--threshold=0.931', '--scale=percent')
    expect(told.figures).toEqual(plain.figures)
    const { notes } = await measured('percent.csv', content)
    expect(notes).toContain('they may be percent. If they are, say so: --scale percent')
    const strict = await measured('percent.csv', content, '--scale=probability')
    expect(strict.excluded).toEqual({ score_out_of_range: 4 })
    expect(strict.notes).toContain('--scale percent')
    expect((await measured('news.csv', 'p,y\n3,0\n700,1\n')).notes).not.toContain('percent')
  })

  it('takes the event by its name, and says how to name it where outcomes are other words', async () => {
    const content = 'p,y\n0.931,Died\n0.2,alive\n0.6,died\n0.7,moved\n0.1,\n0.1,pending\n'
    const { figures, notes, excluded } = await measured('died.csv', content, '--event=died')
    expect(figures).toMatchObject({ rows: 6, used: 4, overall: { n_pos: 2, n_neg: 2 } })
    expect(excluded).toEqual({ missing_outcome: 1, outcome_not_known: 1 })
    expect(notes).toBe(
      'The outcome “died” is the event and every other outcome is none. These outcomes count as no event: “alive” (1 row), “moved” (1 row).',
    )
    const { notes: unread, excluded: left } = await measured('died.csv', content)
    expect(left).toMatchObject({ outcome_not_0_or_1: 4 })
    expect(unread).toContain('Say which value is the event: --event')
    expect((await measured('died.csv', content, '--event=dead')).notes).toContain(
      'No outcome of the log is “dead”: check its spelling.',
    )
  })

  it('counts the other outcomes over many rows, whatever stands around them', async () => {
    const rows = (outcome: string, times: number): string => `0.2,${outcome}\n`.repeat(times)
    const content = `p,y\n${rows('D', 3)}${rows('A', 5000)}${rows('"Moved ""out"""', 2)}${rows('unknown', 40)}`
    const { notes, figures } = await measured('many.csv', content, '--event=d')
    expect(figures).toMatchObject({ used: 5045, overall: { n_pos: 3 } })
    expect(notes).toContain('“a” (5,000 rows), “unknown” (40 rows), “moved "out"” (2 rows).')
    expect(notes).toContain('“unknown” (40 rows), count as no event too.')
  })

  it('leaves out a comma that may part thousands', async () => {
    const { excluded } = await measured('thousands.csv', 'p;y\n1,234;1\n0,2;0\n0,3;1\n')
    expect(excluded).toEqual({ score_not_a_number: 1 })
  })

  it('names the columns of its first row where none has those that are wanted', async () => {
    const path = await file('other.csv', 'Scores\nscore,y\n0.5,1\n')
    const { code, error } = await runMeasureCommand([path, ...COLUMNS])
    expect(code).toBe(2)
    expect(error).toContain('Its columns are “Scores”. A title above the header is passed over')
  })
})
