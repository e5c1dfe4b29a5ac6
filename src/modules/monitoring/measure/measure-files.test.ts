import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleWorker } from '#kernel/testing/bundle-worker.js'
import { aurocValue } from '#statistics/auroc.js'
import { calibrationErrorByChance } from '#statistics/calibration-error-by-chance.js'
import { countScores } from '#statistics/count-scores.js'
import type { Metrics } from './finish/metric.js'
import { measureFiles, type MeasureResult } from './measure-files.js'
import type { MeasureRequest } from './request.js'
import { CREW_WORKER } from './crew/crew.js'
import { measurePlainly } from './testing/measure-plainly.js'

const REQUEST: MeasureRequest = {
  score: 'score',
  outcome: 'outcome',
  thresholds: [0.5],
  breakdowns: [['ward', 'sex'], ['sex']],
  drop: [],
  exact: true,
  today: '2026-07-01',
}

let folder = ''
let worker = CREW_WORKER
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'))
  worker = await bundleWorker(folder, new URL('./crew/crew-worker.ts', import.meta.url))
})
afterAll(() => rm(folder, { recursive: true }))

async function measureText(
  content: string | Uint8Array,
  request: Partial<MeasureRequest> = {},
  more: { readers?: number; smallFile?: number; chunkSize?: number } = {},
): Promise<MeasureResult> {
  const path = join(folder, 'log.csv')
  await writeFile(path, content)
  const merged = { ...REQUEST, ...request }
  return measureFiles({ files: [path], request: merged, readers: 1, worker, ...more })
}

const valueOf = (metrics: Metrics, name: string): number | null => {
  const metric = metrics[name]
  if (typeof metric === 'number') return metric
  return typeof metric === 'object' && metric !== null && 'value' in metric ? metric.value : null
}

const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  fc.integer({ min: 0, max: 20 }).map((n) => (n / 20).toFixed(2)),
  fc.constantFrom(
    '0',
    '1',
    '-0',
    '1e-3',
    '2.5E-1',
    '+.5',
    '5.',
    '.25',
    ' 0.5',
    'NA',
    '',
    'abc',
    '0.1.2',
    '"0.75"',
    '0.12345678901234567890',
    '1e400',
  ),
)
const outcome = fc.constantFrom('0', '1', '1.0', 'true', 'FALSE', '', 'pending', '2', ' 1 ', '"0"')
const label = fc.oneof(
  fc.constantFrom('A', 'B', 'Ärzte', '東', 'None', '', 'NA', ' A ', 'long ward name', '7', '70'),
  fc.constantFrom('"A"', '"a, b"', '"say ""so"""', '"A" ', '"two\nlines"'),
)

interface Log {
  readonly rows: readonly (readonly string[])[]
  readonly end: string
  readonly mark: boolean
  readonly ended: boolean
}

const log: fc.Arbitrary<Log> = fc.record({
  rows: fc.array(
    fc.tuple(label, fc.constantFrom('f', 'm', ''), score, outcome).map((row) => [...row]),
    { minLength: 1, maxLength: 40 },
  ),
  end: fc.constantFrom('\n', '\r\n'),
  mark: fc.boolean(),
  ended: fc.boolean(),
})

const textOf = ({ rows, end, mark, ended }: Log, more: readonly string[] = []): string =>
  (mark ? '\uFEFF' : '') +
  [
    ['ward', 'sex', 'score', 'outcome'].join(','),
    ...rows.map((row) => row.join(',')),
    ...more,
  ].join(end) +
  (ended ? end : '')

/** What the slow way and the quick way disagree on. */
async function disagreements(text: string, bytes: string | Uint8Array): Promise<readonly string[]> {
  let plain: ReturnType<typeof measurePlainly>
  try {
    plain = measurePlainly(text, ',', ['ward', 'sex'])
  } catch {
    await expect(measureText(bytes)).rejects.toThrow('cannot be read as CSV')
    return []
  }
  const quick = await measureText(bytes)
  const left = Object.values(quick.excluded).reduce((sum, count) => sum + count, 0)
  const groups = quick.groups.filter(({ by }) => 'ward' in by)
  return [
    ...(quick.rows === plain.rows && quick.used === plain.used ? [] : ['counts']),
    ...(quick.used + left === quick.rows ? [] : ['sum of counts']),
    ...(groups.length === plain.groups.size ? [] : ['groups']),
    ...groups
      .filter(({ by, rows, used, metrics }) => {
        const own = plain.groups.get(JSON.stringify([by['ward'], by['sex']]))
        const counts = countScores(own?.scores ?? [], own?.outcomes ?? [])
        const same = own?.rows === rows && own.scores.length === used
        return !same || valueOf(metrics, 'auroc') !== aurocValue(counts)
      })
      .map(({ by }) => JSON.stringify(by)),
  ]
}

describe('the quick reading of CSV', () => {
  it('agrees with csv-parse and a row at a time, whatever the file is like', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (one) => {
        const text = textOf(one)
        expect(await disagreements(text, text)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('reads UTF-16 as it reads UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (one) => {
        const text = textOf({ ...one, mark: true })
        expect(await disagreements(text, Buffer.from(text, 'utf16le'))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('reads a Windows-1252 label as the same label in UTF-8, and says so', async () => {
    const text = 'ward,sex,score,outcome\nÄrzte,f,0.5,1\n'
    const mixed = Buffer.concat([Buffer.from(text), Buffer.from('Ärzte,f,0.25,0\n', 'latin1')])
    const result = await measureText(mixed)
    expect(result.groups.filter(({ by }) => by['ward'] === 'Ärzte')).toHaveLength(1)
    expect(result.notes).toEqual([expect.stringContaining('1 value is not UTF-8 and was read as')])
  })
})

const BIG = Array.from({ length: 3000 }, (_, i) => {
  const p = ((i * 7919) % 3001) / 3001
  return `${'ABC'[i % 3]},${i % 2 ? 'f' : 'm'},${p},${(i * 31) % 100 < p * 100 ? 1 : 0}`
})
const USED = BIG.map((line) => line.split(',').slice(2).map(Number))
const WIDE = `ward,sex,score,outcome\n${BIG.join('\n')}\n`
const SPLIT = { readers: 2, smallFile: 0, chunkSize: 4096 }

it('reads UTF-16 that is larger than what a file is looked at by', async () => {
  const [header = '', ...rows] = WIDE.trimEnd().split('\n')
  const large = `${header}\n${`${rows.join('\n')}\n`.repeat(6)}`
  expect(large.length).toBeGreaterThan(1 << 18)
  for (const text of [large, large.trimEnd()]) {
    const wide = await measureText(Buffer.from(text, 'utf16le'))
    expect(wide).toEqual({ ...(await measureText(text)), notes: wide.notes })
  }
})

describe('several readers', () => {
  it.each([true, false])('give the figures of one (exact: %s)', async (exact) => {
    const one = await measureText(WIDE, { exact })
    const two = await measureText(WIDE, { exact }, SPLIT)
    expect(two.rows).toBe(3000)
    expect({ ...two, overall: rounded(two.overall), groups: [] }).toEqual({
      ...one,
      overall: rounded(one.overall),
      groups: [],
    })
    expect(two.groups.map(({ by, used, metrics }) => ({ by, used, ...rounded(metrics) }))).toEqual(
      one.groups.map(({ by, used, metrics }) => ({ by, used, ...rounded(metrics) })),
    )
  })

  it('read a file from end to end where a quoted line end stands in the way', async () => {
    const quoted = WIDE.replace('\nB,', '\n"B\nC",')
    const two = await measureText(quoted, {}, SPLIT)
    expect(two.rows).toBe(3000)
    expect(two.groups.find(({ by }) => by['ward'] === 'B\nC')).toMatchObject({ rows: 1 })
  })

  it('refuse what one refuses', async () => {
    const bad = WIDE.replaceAll('C,', 'sw1a 1aa,')
    await expect(measureText(bad, {}, SPLIT)).rejects.toThrow('a postcode')
  })
})

/** To twelve digits: sums are added in another order. */
const rounded = (metrics: Metrics): Metrics =>
  JSON.parse(JSON.stringify(metrics), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(11)) : value,
  ) as Metrics

describe('bins', () => {
  it('move an AUROC by less than is said, and by less than 0.02 of its standard error', async () => {
    const [binned, exact] = [await measureText(WIDE, { exact: false }), await measureText(WIDE)]
    expect(binned.held).toBe('logit-0.01/1')
    const { auroc } = binned.overall
    if (typeof auroc !== 'object' || auroc === null || !('binning_error' in auroc))
      throw new Error('no error')
    const bound = auroc.binning_error?.bound ?? 0
    const share = auroc.binning_error?.in_standard_errors
    const moved = Math.abs((auroc.value ?? 0) - (valueOf(exact.overall, 'auroc') ?? 1))
    expect(moved).toBeLessThanOrEqual(bound)
    expect(share ?? 1).toBeLessThan(0.02)
    expect(moved / (valueOf(exact.overall, 'delong_se') ?? 0)).toBeLessThan(0.02)
  })

  it('leave counts at thresholds, Brier, O/E and calibration by equal width exact', async () => {
    const [binned, exact] = [await measureText(WIDE, { exact: false }), await measureText(WIDE)]
    for (const name of ['tp', 'fp', 'tn', 'fn', 'n_exact_0_or_1'])
      expect(binned.overall[name]).toBe(exact.overall[name])
    for (const name of ['brier', 'oe', 'ece_width10', 'ece_width15', 'ece_width20', 'mean_score'])
      expect(valueOf(binned.overall, name)).toBeCloseTo(valueOf(exact.overall, name) ?? NaN, 12)
  })

  it('give what chance alone makes of the calibration error beside it', async () => {
    const [binned, exact] = [await measureText(WIDE, { exact: false }), await measureText(WIDE)]
    for (const bins of [10, 15, 20]) {
      const name = `ece_width${bins}_by_chance`
      const counts = countScores(
        USED.map(([score = NaN]) => score),
        USED.map(([, outcome = NaN]) => outcome),
      )
      expect(exact.overall[name]).toBeCloseTo(calibrationErrorByChance(counts, bins) ?? NaN, 12)
      expect(binned.overall[name]).toBeCloseTo(Number(exact.overall[name]), 4)
    }
  })

  it('keep few distinct scores as they are', async () => {
    const coarse = WIDE.replaceAll(/0\.(\d\d)\d*/g, '0.$1')
    const [tallied, exact] = [
      await measureText(coarse, { exact: false }),
      await measureText(coarse),
    ]
    expect(valueOf(tallied.overall, 'auroc')).toBe(valueOf(exact.overall, 'auroc'))
    expect(tallied.overall['auroc']).not.toHaveProperty('binning_error')
  })
})
