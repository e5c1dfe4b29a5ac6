import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadReferencePack, ReferencePackFault } from './reference-pack.js'

const SHIPPED = 'reference-data/organisations'

const open = <T extends { closed: string | null }>(all: readonly T[]) =>
  all.filter((one) => one.closed === null)

describe('the reference pack as shipped', () => {
  const pack = loadReferencePack(SHIPPED)

  test('36 boards are open, four of them in London', () => {
    expect(open(pack.boards)).toHaveLength(36)
    const london = open(pack.boards).filter((one) => one.regionCode === 'Y56')
    expect(london.map((one) => one.name).sort()).toEqual([
      'NHS North East London Integrated Care Board',
      'NHS South East London Integrated Care Board',
      'NHS South West London Integrated Care Board',
      'NHS West and North London Integrated Care Board',
    ])
  })

  test('on 1 April 2026 twelve boards closed, six opened and one grew', () => {
    expect(pack.boards.filter((one) => one.closed === '2026-03-31')).toHaveLength(12)
    expect(pack.boards.filter((one) => one.opened === '2026-04-01')).toHaveLength(6)
    expect(pack.successions).toHaveLength(16)
    expect(new Set(pack.successions.map((one) => one.predecessor)).size).toBe(12)
    expect(new Set(pack.successions.map((one) => one.effective))).toEqual(new Set(['2026-04-01']))
    const grew = pack.successions.filter((one) => one.kind === 'acquisition')
    expect(grew.map((one) => one.successor)).toEqual(['QRL'])
  })

  test('three boards were split, so nothing can be moved from them by code alone', () => {
    const split = pack.boards.filter(
      (board) => pack.successions.filter((one) => one.predecessor === board.code).length > 1,
    )
    expect(split.map((one) => one.code)).toEqual(['QJG', 'QM7', 'QNQ'])
  })

  test('the 31 open trusts of London are there by their readable names', () => {
    expect(open(pack.trusts)).toHaveLength(31)
    const names = pack.trusts.map((one) => one.name)
    expect(names).toContain("Guy's and St Thomas' NHS Foundation Trust")
    expect(names).toContain('Great Ormond Street Hospital for Children NHS Foundation Trust')
    expect(pack.trusts.find((one) => one.code === 'RNK')?.closed).toBe('2026-03-31')
  })

  test('every part says its day, source and licence', () => {
    for (const source of Object.values(pack.sources)) {
      expect(source).toMatchObject({ asOf: '2026-04-09', licence: 'Open Government Licence v3.0' })
    }
  })
})

describe('a pack that does not fit is refused with a sentence', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'wardround-pack-'))
    cpSync(SHIPPED, directory, { recursive: true })
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  const table: [string, string, string | RegExp, string, RegExp][] = [
    [
      'a name in capitals',
      'london-trusts.yaml',
      'Barts Health NHS Trust',
      'BARTS',
      /must be in readable case/,
    ],
    [
      'a code twice',
      'london-trusts.yaml',
      'code: R1K',
      'code: R1H',
      /The code R1H stands there twice/,
    ],
    [
      'a board that is not listed',
      'london-trusts.yaml',
      'icb: QMF',
      'icb: QQQ',
      /names a board that is not listed/,
    ],
    [
      'a region that is not listed',
      'integrated-care-boards.yaml',
      'region: Y61',
      'region: Y99',
      /region that is not listed/,
    ],
    [
      'closed before it opened',
      'london-trusts.yaml',
      'closed: 2020-03-26',
      'closed: 2019-01-01',
      /R0C closed before it opened/,
    ],
    [
      'a successor that is not listed',
      'succession.yaml',
      'successor: Z9B2Z',
      'successor: Z9Z9Z',
      /succession names Z9Z9Z/,
    ],
    [
      'a closed board with nothing after it',
      'succession.yaml',
      'predecessor: QHG',
      'predecessor: QUE',
      /QHG is closed and nothing says what followed it/,
    ],
    ['no licence', 'succession.yaml', /^licence:.*$/m, '', /licence/],
    ['bad YAML', 'succession.yaml', 'successions:', 'successions: [', /cannot be read/],
  ]
  test.each(table)('%s', (_name, file, from, to, expected) => {
    const path = join(directory, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
    expect(() => loadReferencePack(directory)).toThrow(ReferencePackFault)
    expect(() => loadReferencePack(directory)).toThrow(expected)
  })
})
