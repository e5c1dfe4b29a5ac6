import { expect, test } from 'vitest'
import type { Role } from '#kernel/roles.js'
import type { OpenProposal } from './find-open-proposals.js'
import type { Response } from './model.js'
import { itemOf } from './pages/home-items.js'

const said = (organisationId: string, kind: Response['kind'], personName: string) =>
  ({ organisationId, kind, personName }) as Response
const open = (...responses: Response[]): OpenProposal => ({
  proposal: {
    id: 'pro_1',
    systemId: 'board',
    systemName: 'Board',
    number: 2,
    title: 'Ask more',
    commentsUntil: '2026-11-10',
    groupName: 'The group',
    groupMembers: [{ id: 'member', name: 'Member' }],
  } as unknown as OpenProposal['proposal'],
  responses,
  isOvertaken: false,
})
const asker = (organisationId: string, role: Role, name = 'Me') =>
  ({
    kind: 'person',
    id: `per_${name}`,
    organisationId,
    organisationName: organisationId,
    roles: [role],
    name,
  }) as const

test.each([
  ['a member of the group answers', open(), asker('member', 'executive-sponsor'), 'To agree'],
  [
    'its comment is no answer',
    open(said('member', 'comment', 'Me')),
    asker('member', 'executive-sponsor'),
    'To agree',
  ],
  [
    'who has answered is asked nothing more',
    open(said('member', 'agrees', 'Me')),
    asker('member', 'executive-sponsor'),
    undefined,
  ],
  ['its staff comment', open(), asker('member', 'staff'), 'Comments'],
  ['so does everybody else', open(), asker('other', 'analyst'), 'Comments'],
  ['once', open(said('other', 'comment', 'Me')), asker('other', 'analyst'), undefined],
  [
    'a comment of a colleague is theirs',
    open(said('other', 'comment', 'Somebody else')),
    asker('other', 'analyst'),
    'Comments',
  ],
  ['who proposed it follows it', open(), asker('board', 'system-ai-lead'), 'Open'],
])('%s', (_name, proposal, actor, word) => {
  expect(itemOf(proposal, actor, '2026-11-10')?.tag.word).toBe(word)
})

test('after the last day nobody comments, the group still answers, and the board settles it', () => {
  const late = (actor: ReturnType<typeof asker>) => itemOf(open(), actor, '2026-11-11')
  expect(late(asker('other', 'analyst'))).toBeNull()
  expect(late(asker('member', 'executive-sponsor'))?.urgency).toBe(20)
  expect(late(asker('board', 'system-ai-lead'))?.tag.word).toBe('To settle')
})

test('what another change overtook asks nobody to comment or agree; the board settles it', () => {
  const overtaken = (actor: ReturnType<typeof asker>) =>
    itemOf({ ...open(), isOvertaken: true }, actor, '2026-11-10')
  expect(overtaken(asker('member', 'executive-sponsor'))).toBeNull()
  expect(overtaken(asker('other', 'analyst'))).toBeNull()
  expect(overtaken(asker('board', 'system-ai-lead'))).toMatchObject({
    tag: { word: 'To settle' },
    detail: expect.stringContaining('propose it again') as unknown,
  })
})
