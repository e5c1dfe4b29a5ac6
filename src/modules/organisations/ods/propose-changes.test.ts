import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadReferencePack } from '../reference-pack.js'
import { takeIn, type KnownOrganisation } from './known-organisation.js'
import type { OdsFile } from './ods-file.js'
import { parseOdsFile } from './parse-ods-file.js'
import { proposeChanges, type ProposedChanges } from './propose-changes.js'
import { nationalFile, practice, trust, type Cells } from './testing/national-file.js'

const TODAY = '2026-04-10'

/** What the store does with a proposal: takes in added, changed and closed rows. */
const apply = (current: readonly KnownOrganisation[], file: OdsFile, proposed: ProposedChanges) => {
  const taken = new Set(
    [...proposed.added, ...proposed.changed, ...proposed.closed].map((item) => item.row),
  )
  const result = new Map(current.map((one) => [one.code ?? one.name, one]))
  for (const { row, facts } of file.rows) {
    if (taken.has(row))
      result.set(facts.code, takeIn(result.get(facts.code) ?? null, facts, file.form))
  }
  return [...result.values()]
}

const taken = (file: OdsFile, current: readonly KnownOrganisation[] = []) =>
  apply(current, file, proposeChanges(current, file, TODAY))

const keys = (items: readonly { key: string }[]) => items.map((item) => item.key).join(' ')

const trusts = (...rows: Cells[]) => parseOdsFile(nationalFile(rows))
const before = taken(trusts(trust('RZ1'), trust('RZ2'), trust('RZ3')))
const one = (code: string, change: Cells = {}) =>
  trusts(trust(code, change), trust('RZ2'), trust('RZ3'))

type List = 'added' | 'changed' | 'closed' | 'gone' | 'needs_a_person' | 'skipped'
const LISTS: readonly List[] = ['added', 'changed', 'closed', 'gone', 'needs_a_person', 'skipped']

const counts = (proposed: ProposedChanges) =>
  Object.fromEntries(
    LISTS.filter((list) => proposed[list].length > 0).map((list) => [list, keys(proposed[list])]),
  )

const byHand: KnownOrganisation[] = before
  .slice(0, 1)
  .map((one) => ({ ...one, code: null, source: 'by-hand', name: 'Example RZ9 NHS trust' }))

describe('what a later file would change', () => {
  const table: [
    string,
    readonly KnownOrganisation[],
    OdsFile,
    Partial<Record<List, string>>,
    RegExp,
  ][] = [
    ['nothing', before, one('RZ1'), {}, /^null$/],
    [
      'a newcomer',
      before,
      one('RZ9'),
      { added: 'RZ9', gone: 'RZ1' },
      /^New to this register\. \[\]$/,
    ],
    [
      'a newcomer that opens later',
      before,
      one('RZ9', { 11: '20260601' }),
      { added: 'RZ9', gone: 'RZ1' },
      /Opens on 2026-06-01/,
    ],
    [
      'a newcomer that closed long ago',
      before,
      one('RZ9', { 12: '20120331' }),
      { added: 'RZ9', gone: 'RZ1' },
      /Closed on 2012-03-31/,
    ],
    [
      'another name',
      before,
      one('RZ1', { 2: 'RENAMED NHS TRUST' }),
      { changed: 'RZ1' },
      /"field":"name","before":"Example RZ1 NHS Trust","after":"Renamed NHS Trust"/,
    ],
    [
      'the same name in another case is no change',
      before,
      one('RZ1', { 2: 'Example RZ1 N.H.S. Trust' }),
      {},
      /^null$/,
    ],
    [
      'another address',
      before,
      one('RZ1', { 5: 'NEW HOUSE' }),
      { changed: 'RZ1' },
      /"field":"address","before":"Example House, London","after":"New House, London"/,
    ],
    [
      'another ICB code',
      before,
      one('RZ1', { 4: 'Z9B2Z' }),
      { changed: 'RZ1' },
      /"field":"icb_code","before":"QMJ","after":"Z9B2Z"/,
    ],
    ['closed', before, one('RZ1', { 12: '20260331' }), { closed: 'RZ1' }, /Closed on 2026-03-31/],
    [
      'closed and changed stands under closed only',
      before,
      one('RZ1', { 12: '20260331', 4: 'Z9B2Z' }),
      { closed: 'RZ1' },
      /icb_code/,
    ],
    [
      'closing later',
      before,
      one('RZ1', { 12: '20260630' }),
      { closed: 'RZ1' },
      /Closes on 2026-06-30/,
    ],
    [
      'another closing date',
      taken(one('RZ1', { 12: '20260331' })),
      one('RZ1', { 12: '20260430' }),
      { changed: 'RZ1' },
      /"field":"closed"/,
    ],
    [
      'open again',
      taken(one('RZ1', { 12: '20260331' })),
      one('RZ1'),
      { needs_a_person: 'RZ1' },
      /closed on 2026-03-31; this file says that it is open/,
    ],
    [
      'the same code for another kind',
      before,
      trusts({ ...practice('RZ1'), 2: 'THE SURGERY' }),
      { needs_a_person: 'RZ1' },
      /another kind of organisation \(trust, not gp-practice\)/,
    ],
    [
      'a name typed in by hand without a code',
      [...before, ...byHand],
      one('RZ9'),
      { added: 'RZ9', gone: 'RZ1' },
      /^New to this register\. “Example RZ9 NHS trust” is in the register without a code/,
    ],
    [
      'a code typed in by hand, for another kind',
      before.map((one) => ({ ...one, kind: 'gp-practice', source: 'by-hand' })),
      one('RZ1'),
      { changed: 'RZ1 RZ2 RZ3' },
      /"field":"kind","before":"gp-practice","after":"trust"/,
    ],
    [
      'a board typed in by hand, for another kind',
      before.map((one) => ({ ...one, kind: 'icb', source: 'by-hand' })),
      one('RZ1'),
      { needs_a_person: 'RZ1 RZ2 RZ3' },
      /another kind of organisation/,
    ],
    [
      'the same row twice',
      before,
      trusts(trust('RZ1'), trust('RZ1'), trust('RZ2'), trust('RZ3')),
      { skipped: 'RZ1' },
      /same row stands there twice/,
    ],
    [
      'one code with two sets of facts',
      before,
      trusts(trust('RZ1'), trust('RZ1', { 2: 'OTHER NHS TRUST' }), trust('RZ2'), trust('RZ3')),
      { needs_a_person: 'RZ1' },
      /twice, with different facts/,
    ],
    [
      'a date that is none',
      before,
      one('RZ1', { 11: '20269999' }),
      { skipped: 'RZ1', gone: 'RZ1' },
      /is not a date/,
    ],
  ]
  test.each(table)('%s', (_name, current, file, lists, detail) => {
    const proposed = proposeChanges(current, file, TODAY)
    expect(counts(proposed)).toEqual(lists)
    const rows = LISTS.filter((list) => list !== 'gone').flatMap((list) => proposed[list])
    expect(proposed.read).toBe(rows.length + proposed.unchanged)
    const item = rows[0]
    expect(item ? `${item.reason} ${JSON.stringify(item.changes)}` : 'null').toMatch(detail)
  })

  test('what another form of file holds is never gone', () => {
    const pack = before.map((known) => ({ ...known, source: 'reference-pack' as const }))
    expect(proposeChanges(pack, one('RZ9'), TODAY).gone).toEqual([])
  })
})

describe('practices', () => {
  const open = parseOdsFile(nationalFile([practice('A1'), practice('A2')]))
  const known = taken(open)

  test('a closed one we hold is closed; one we do not hold is skipped', () => {
    const rows = [
      practice('A1', { 13: 'C', 12: '20260228' }),
      practice('A2'),
      practice('A9', { 13: 'C', 12: '20150101' }),
    ]
    const proposed = proposeChanges(known, parseOdsFile(nationalFile(rows)), TODAY)
    expect(counts(proposed)).toEqual({ closed: 'A1', skipped: 'A9' })
  })

  test('one we hold that is dormant or no practice any more needs a person', () => {
    const rows = [practice('A1', { 13: 'D' }), practice('A2', { 26: '8' }), practice('A3')]
    const proposed = proposeChanges(known, parseOdsFile(nationalFile(rows)), TODAY)
    expect(counts(proposed)).toEqual({ added: 'A3', needs_a_person: 'A1 A2' })
  })

  test('two practices of one name are two practices', () => {
    expect(keys(proposeChanges([], open, TODAY).added)).toBe('A1 A2')
  })

  test('a list without addresses does not take away those we hold', () => {
    const list = new TextEncoder().encode('ods_code,name,sub_icb_code\nA1,The Surgery,93C\n')
    const proposed = proposeChanges(known, parseOdsFile(list), TODAY)
    expect([proposed.unchanged, counts(proposed)]).toEqual([1, {}])
  })
})

describe('membership of a system is proposed, never applied', () => {
  const moved = one('RZ1', { 4: 'Z9B2Z' })
  const succession = [
    { predecessor: 'QMJ', successor: 'Z9B2Z', kind: 'merger', effective: '2026-04-01' },
  ] as const

  test.each([
    ['a move along a succession', before, moved, 'QMJ became part of Z9B2Z on 2026-04-01.'],
    [
      'a move without one',
      before,
      one('RZ1', { 4: 'QKK' }),
      'The file gives QKK where it gave QMJ before.',
    ],
    ['a newcomer', before, one('RZ9', { 4: 'QKK' }), 'The file places its head office there.'],
  ])('%s', (_name, current, file, reason) => {
    const { proposed_memberships } = proposeChanges(current, file, TODAY, succession)
    expect(proposed_memberships.map((item) => item.reason)).toEqual([reason])
  })

  test('no move, no proposal; and what has closed moves nowhere', () => {
    expect(proposeChanges(before, one('RZ1'), TODAY).proposed_memberships).toEqual([])
    for (const code of ['RZ1', 'RZ9']) {
      const closed = one(code, { 12: '20260331', 4: 'Z9B2Z' })
      expect(proposeChanges(before, closed, TODAY).proposed_memberships).toEqual([])
    }
  })
})

test('a second run of the same file changes nothing', () => {
  const file = trusts(
    trust('RZ1', { 12: '20260331', 4: 'Z9B2Z' }),
    trust('RZ2', { 2: 'NEW NHS TRUST' }),
    trust('RZ4'),
  )
  const again = proposeChanges(taken(file, before), file, TODAY)
  expect({ ...again, gone: keys(again.gone) }).toEqual({
    read: 3,
    unchanged: 3,
    added: [],
    changed: [],
    closed: [],
    gone: 'RZ3',
    needs_a_person: [],
    skipped: [],
    proposed_memberships: [],
  })
})

const DATA = '../shared/data/ods-organisations'
const real = (name: string) => parseOdsFile(readFileSync(`${DATA}/${name}`))

describe.skipIf(!existsSync(DATA))('the real files (skipped where ../shared is not there)', () => {
  test('trusts of December 2025, then of April 2026', () => {
    const december = taken(real('etr-2025-12.csv'))
    expect(december).toHaveLength(273)
    const april = real('etr-2026-04.csv')
    const { successions } = loadReferencePack('reference-data/organisations')
    const proposed = proposeChanges(december, april, TODAY, successions)
    expect(proposed.read).toBe(274)
    expect(keys(proposed.added)).toBe('K0N6A')
    expect(keys(proposed.closed)).toBe('RNK RY2 RYV')
    expect(proposed.changed).toHaveLength(82)
    expect(proposed.unchanged).toBe(274 - 1 - 3 - 82)
    expect([proposed.gone, proposed.needs_a_person, proposed.skipped]).toEqual([[], [], []])
    const having = (field: string) =>
      [...proposed.changed, ...proposed.closed].filter((item) =>
        item.changes.some((change) => change.field === field),
      )
    expect(having('icb_code')).toHaveLength(81)
    expect(keys(having('name'))).toBe('RRF RWW RY3')
    expect(keys(having('address'))).toBe('RDY')
    const moves = proposed.proposed_memberships
    const open = proposed.changed.filter((item) => moves.some((move) => move.key === item.key))
    expect(open.every((item) => item.changes.some(({ field }) => field === 'icb_code'))).toBe(true)
    expect(moves.find((move) => move.key === 'K0N6A')?.from).toBeNull()
    const others = moves.filter((move) => move.key !== 'K0N6A')
    expect(others).toHaveLength(53)
    expect(others.every((move) => move.reason.endsWith('on 2026-04-01.'))).toBe(true)
    const again = proposeChanges(apply(december, april, proposed), april, TODAY, successions)
    expect([again.unchanged, counts(again), again.proposed_memberships]).toEqual([274, {}, []])
  })

  test.each(['eccg-2025-12.csv', 'icbs.csv', 'gp-practices-london-2025-11.csv'])(
    '%s changes nothing on a second run',
    (name) => {
      const file = real(name)
      const again = proposeChanges(taken(file), file, TODAY)
      expect([again.added, again.changed, again.closed]).toEqual([[], [], []])
      expect(again.unchanged).toBeGreaterThan(0)
    },
  )

  test('the reference pack agrees with the national files', () => {
    const pack = loadReferencePack('reference-data/organisations')
    const boards = proposeChanges(pack.boards, real('icbs.csv'), TODAY)
    expect([boards.unchanged, counts(boards)]).toEqual([48, {}])
    const trusts = proposeChanges(pack.trusts, real('etr-2026-04.csv'), TODAY)
    const fields = trusts.changed.flatMap((item) => item.changes.map((change) => change.field))
    expect(new Set(fields)).toEqual(new Set(['address', 'postcode']))
    expect(trusts.changed).toHaveLength(49)
  })
})
