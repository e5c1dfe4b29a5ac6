import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { summariseFiles } from './summarise-command.js'
import { SummaryRefused } from './summary-refused.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summarise-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** In every value that is neither a label nor a number, so that its way out would be seen. */
const MARK = 'Zq'

const secret = fc
  .tuple(fc.string({ maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 6 }))
  .map(([before, after]) => `${before}${MARK}${after}`.replaceAll(/[\r\n\0]/g, ' '))
const or = (usual: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: secret })
const score = fc.integer({ min: 0, max: 999 }).map((n) => `0.${n}`)

const record = fc.record({
  key: secret,
  p: or(score),
  y: or(fc.constantFrom('0', '1', '', 'pending')),
  flag: or(fc.constantFrom('0', '1', '')),
  at: or(fc.constantFrom('2026-01-05', '2026-01-13T08:00')),
  ward: fc.constantFrom('north', 'south'),
  sex: fc.constantFrom('f', 'm', ''),
  remark: secret,
})

const columns = {
  score: 'p',
  outcome: 'y',
  prediction: 'flag',
  time: 'at',
  site: 'ward',
  by: ['sex'],
  id: 'key',
}
const base = {
  columns,
  thresholds: [{ name: 'alert', value: 0.5 }],
  every: 'week' as const,
  today: '2100-01-01',
  generator: { name: 'test', version: '1' },
}

type Row = Readonly<Record<string, string>>
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const csvOf = (rows: readonly Row[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n')
const ndjsonOf = (rows: readonly Row[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

describe('no input value but labels and numbers', () => {
  it.each([
    ['csv', csvOf],
    ['ndjson', ndjsonOf],
  ])('comes out of a summary of %s', async (kind, textOf) => {
    let summarised = 0
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 100, maxLength: 160 }), async (rows) => {
        const path = join(folder, `log.${kind}`)
        await writeFile(path, textOf(rows))
        try {
          const { summary } = await summariseFiles({ ...base, files: [path] })
          const text = JSON.stringify(summary)
          expect(text).not.toContain(MARK)
          expect(text).not.toMatch(/"(key|remark)"/)
          expect(summary.rows).toBe(rows.length)
          if (summary.cells.some(({ figures }) => figures !== null)) summarised += 1
        } catch (thrown) {
          if (!(thrown instanceof SummaryRefused)) throw thrown
          expect(thrown.message).not.toContain(MARK)
        }
      }),
      { numRuns: 30 },
    )
    expect(summarised).toBeGreaterThan(15)
  })
})
