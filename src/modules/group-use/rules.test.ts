import { expect, test } from 'vitest'
import type { Role } from '#kernel/roles.js'
import type { StatedItem } from './model.js'
import { changedSinceStated, memberState, secondRole, type OnFile } from './rules.js'

const second = { signedBy: 'b', signedByName: 'B', role: 'staff' as Role, signedOn: '2026-11-02' }

test.each([
  [null, 'x', 'not-confirmed'],
  [{ statementId: 'x', second: null }, 'x', 'second-to-sign'],
  [{ statementId: 'x', second }, 'x', 'confirmed'],
  [{ statementId: 'x', second }, 'y', 'to-confirm-again'],
  [{ statementId: 'x', second: null }, 'y', 'to-confirm-again'],
])('a member with %o of the statement %s is %s', (confirmation, newest, state) => {
  expect(memberState(confirmation, newest)).toBe(state)
})

const item: StatedItem = {
  requirementId: 'R04',
  name: 'Safety file',
  edition: 'e1',
  signedByName: 'S',
  role: 'clinical-safety-officer',
  on: '2026-11-01',
  inDateUntil: null,
}
const onFile = (change: Partial<OnFile> = {}): OnFile => ({
  requirementId: 'R04',
  edition: 'e1',
  underReview: null,
  inDateUntil: null,
  ...change,
})

test.each([
  ['nothing', [onFile()], []],
  [
    'another requirement was added',
    [onFile(), onFile({ requirementId: 'R05', edition: 'e9' })],
    [],
  ],
  ['it is gone', [], ['Safety file (no longer on file)']],
  ['signed anew', [onFile({ edition: 'e2' })], ['Safety file (signed anew)']],
  [
    'under review',
    [onFile({ underReview: { since: 'version 3' } })],
    ['Safety file (under review since version 3)'],
  ],
  ['last day today', [onFile({ inDateUntil: '2026-11-02' })], []],
  ['expired yesterday', [onFile({ inDateUntil: '2026-11-01' })], ['Safety file (expired)']],
])('what changed since it was stated: %s', (_name, now, expected) => {
  expect(changedSinceStated([item], now, '2026-11-02')).toEqual(expected)
})

const person = (id: string, ...roles: Role[]) => ({ id, kind: 'person' as const, roles })
const safety = 'clinical-safety-officer' as const
const first = { signedBy: 'first', secondFrom: 'member' as const, second: null }
const fromGroup = { ...first, secondFrom: 'group' as const }
const cases: [string, ...Parameters<typeof secondRole>, string][] = [
  ['a colleague', person('c', safety), 'member', first, { statedBy: 'g' }, ''],
  [
    'not who signed first',
    person('first', safety),
    'member',
    first,
    { statedBy: 'g' },
    'first by you',
  ],
  [
    'not the deputy of who signed first',
    { ...person('d', safety), deputyFor: { [safety]: { personId: 'first', personName: 'F' } } },
    'member',
    first,
    { statedBy: 'g' },
    'first by you or for you',
  ],
  [
    'not a key',
    { ...person('c', safety), kind: 'key' },
    'member',
    first,
    { statedBy: 'g' },
    'Only a person',
  ],
  ['not any role', person('c', 'staff'), 'member', first, { statedBy: 'g' }, 'does not sign here'],
  [
    'not the group where the member can',
    person('c', safety),
    'group',
    first,
    { statedBy: 'g' },
    'itself',
  ],
  [
    'not the member where it cannot',
    person('c', safety),
    'member',
    fromGroup,
    { statedBy: 'g' },
    'from the group',
  ],
  [
    'the group where the member cannot',
    person('c', safety),
    'group',
    fromGroup,
    { statedBy: 'g' },
    '',
  ],
  ['not who stated it', person('g', safety), 'group', fromGroup, { statedBy: 'g' }, 'You stated'],
  ['not twice', person('c', safety), 'member', { ...first, second }, { statedBy: 'g' }, 'already'],
]
test.each(cases)('second: %s', (_name, actor, side, confirmation, statement, reason) => {
  const found = secondRole(actor, side, confirmation, statement)
  expect(found.role).toBe(reason === '' ? safety : null)
  expect(found.reason).toContain(reason)
})
