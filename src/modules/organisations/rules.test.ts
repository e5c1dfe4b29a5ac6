import { expect, test } from 'vitest'
import { membershipProblem } from './rules.js'

const board = {
  id: 's',
  kind: 'icb',
  name: 'Example Board',
  opened: '2026-04-01',
  closed: null,
} as const
const closed = { ...board, opened: '2022-07-01', closed: '2026-03-31' } as const
const trust = { id: 't', kind: 'trust' } as const

test.each([
  ['a trust in an open board', trust, board, '2026-04-01', null],
  ['before the board opened', trust, board, '2026-03-31', /opened on 2026-04-01/],
  ['on the last day of a board', trust, closed, '2026-03-31', null],
  ['after a board closed', trust, closed, '2026-04-01', /had closed by then/],
  ['a supplier', { id: 't', kind: 'supplier' }, board, '2026-04-01', /belongs to no system/],
  ['a board', { id: 't', kind: 'icb' }, board, '2026-04-01', /is its own system/],
  ['in a trust', trust, { ...board, kind: 'trust' }, '2026-04-01', /Choose one/],
] as const)('%s', (_name, member, system, from, expected) => {
  const problem = membershipProblem(member, system, from)
  if (expected === null) expect(problem).toBeNull()
  else expect(problem).toMatch(expected)
})
