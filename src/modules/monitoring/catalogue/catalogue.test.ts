import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sharedPath, skippedWithout } from '../../../../tests/support/oracles.js'
import { MEASURES, measureKind } from '../measures.js'
import { ASPECTS, TOOL_CLASSES } from './catalogue-schema.js'
import { findMeasures } from './find-measures.js'
import { CATALOGUE, readCatalogue } from './read-catalogue.js'

const TAXONOMY = sharedPath('data/avt-monitoring-metrics/avt-metrics-tier1.csv')
const everything = { toolClass: null, aspect: null, words: '' }

/** Worked out from stored windows; the catalogue lists what is measured of a tool. */
const OF_THE_DATA = ['score_psi', 'missing_score', 'missing_outcome']

describe('the catalogue as shipped', () => {
  test.each(TOOL_CLASSES)('%s has measures of process, product and people', (toolClass) => {
    const found = findMeasures(CATALOGUE, { ...everything, toolClass })
    for (const aspect of ASPECTS) {
      expect([aspect, found.some((one) => one.aspect === aspect)]).toEqual([aspect, true])
    }
    expect(found.some(({ classes }) => classes.includes(toolClass))).toBe(true)
  })

  test('every measure from a log is one that is computed, and has the same name', () => {
    const named = (all: readonly { id: string; name: string }[]) =>
      Object.fromEntries(all.map(({ id, name }) => [id, name]))
    expect(named(CATALOGUE.filter((one) => one.fromLog))).toEqual(
      named(MEASURES.filter(({ id, kind }) => kind !== 'typed' && !OF_THE_DATA.includes(id))),
    )
    const counted = CATALOGUE.filter((one) => !one.fromLog)
    expect(counted.every(({ id }) => measureKind(id)?.kind === 'counted')).toBe(true)
  })

  test('names differ, so that a figure can be given by name', () => {
    const names = CATALOGUE.map(({ name }) => name.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
  })

  test('a share and a rate say what they are taken of, and rare events have a chart of their own', () => {
    for (const { id, kind, denominator, chart } of CATALOGUE) {
      const counted = kind === 'share' || kind === 'rate'
      if (counted) expect([id, denominator.startsWith('none')]).toEqual([id, false])
      if (chart) expect([id, ['time', 'count'].includes(kind)]).toEqual([id, true])
    }
    expect(measureKind('days-between-incidents')?.chart).toBe('t')
    expect(measureKind('uptime')).toMatchObject({ chart: 'p-prime', bounds: [0, 1] })
  })

  test.skipIf(!existsSync(TAXONOMY))(
    `holds the 58 scribe measures of the taxonomy, each once (${skippedWithout})`,
    () => {
      const [, ...lines] = readFileSync(TAXONOMY, 'utf8').trim().split('\n')
      const theirs = lines.map((line) => line.split(',')[0] ?? '')
      expect(theirs).toHaveLength(58)
      expect(CATALOGUE.flatMap(({ refs }) => refs).toSorted()).toEqual(theirs.toSorted())
    },
  )
})

describe('finding a measure', () => {
  const named = (search: Partial<Parameters<typeof findMeasures>[1]>): string[] =>
    findMeasures(CATALOGUE, { ...everything, ...search }).map(({ id }) => id)

  test('those of the class come first, then those of any tool; other classes do not', () => {
    const found = named({ toolClass: 'triage' })
    expect(found.indexOf('urgent-ranked-low')).toBeLessThan(found.indexOf('uptime'))
    expect(found).not.toContain('reworked')
  })

  test.each([
    [{ words: 'gv.op-5' }, ['uptime']],
    [{ words: 'Days INCIDENTS' }, ['days-between-incidents']],
    [{ words: 'no such words' }, []],
    [{ aspect: 'people', words: 'overrode' }, ['overridden']],
    [{ aspect: 'product', words: 'overrode' }, []],
  ] as const)('%o finds %o', (search, ids) => {
    expect(named(search)).toEqual(ids)
  })
})

describe('reading a directory', () => {
  let directory: string
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'measures-'))))
  afterEach(() => rmSync(directory, { recursive: true }))

  const measure = (changes: object = {}) => ({
    id: 'one',
    name: 'One measure',
    classes: ['all'],
    aspect: 'process',
    kind: 'share',
    numerator: 'those that count',
    denominator: 'all of them',
    unit: 'share',
    direction: 'increase',
    every: 'week',
    rule: 'special-cause',
    onSignal: 'Look.',
    ...changes,
  })
  const write = (name: string, ...measures: object[]): void =>
    writeFileSync(
      join(directory, name),
      JSON.stringify({
        asOf: '2026-11-29',
        source: { name: 'A test', address: '', sure: 'verified' },
        measures,
      }),
    )

  test('gives measures with source and date', () => {
    write('a.yaml', measure())
    expect(readCatalogue(directory)).toMatchObject([
      { id: 'one', fromLog: false, asOf: '2026-11-29', refs: [], source: { name: 'A test' } },
    ])
  })

  test.each([
    [{ kind: 'guess' }, /Invalid option/],
    [{ classes: [] }, /Too small/],
    [{ name: 'x'.repeat(61) }, /Too big/],
    [{ id: 'Not An Id' }, /Invalid string/],
    [{ refs: ['nonsense'] }, /Invalid string/],
    [{ more: 1 }, /Unrecognized key/],
  ])('%o is refused', (changes, message) => {
    write('a.yaml', measure(changes))
    expect(() => readCatalogue(directory)).toThrow(message)
  })

  test('the same id in two files is refused', () => {
    write('a.yaml', measure())
    write('b.yaml', measure())
    expect(() => readCatalogue(directory)).toThrow('have the id one')
  })
})
