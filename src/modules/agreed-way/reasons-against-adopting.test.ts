import { expect, test } from 'vitest'
import type { Response } from './model.js'
import { reasonsAgainstAdopting, reasonsItCannotStand } from './reasons-against-adopting.js'

const said = (organisationId: string, kind: Response['kind'], place = 1): Response => ({
  id: `mes_${place}`,
  organisationId,
  organisationName: organisationId,
  kind,
  words: 'Words',
  personName: 'P',
  role: 'administrator',
  saidAt: new Date('2026-11-02'),
})
const proposal = {
  state: 'open' as const,
  commentsUntil: '2026-11-10',
  basedOn: null,
  groupMembers: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ],
}
const both = [said('a', 'agrees'), said('b', 'agrees')]

test.each([
  ['all agree and the time has passed', {}, both, null, '2026-11-11', []],
  [
    'the last day for comments',
    {},
    both,
    null,
    '2026-11-10',
    ['open to comments until 10 November 2026'],
  ],
  ['one has not answered', {}, both.slice(1), null, '2026-11-11', ['Not answered yet: A.']],
  [
    'a comment is no answer',
    {},
    [said('a', 'comment'), said('b', 'agrees')],
    null,
    '2026-11-11',
    ['Not answered yet: A.'],
  ],
  [
    'somebody else agrees',
    {},
    [...both.slice(1), said('c', 'agrees')],
    null,
    '2026-11-11',
    ['Not answered yet: A.'],
  ],
  [
    'the last answer counts',
    {},
    [...both, said('b', 'does-not-agree', 2)],
    null,
    '2026-11-11',
    ['Does not agree: B.'],
  ],
  ['it came round', {}, [said('b', 'does-not-agree'), ...both], null, '2026-11-11', []],
  ['another was adopted since', {}, both, 'pro_1', '2026-11-11', ['Another change was adopted']],
  [
    'it is withdrawn',
    { state: 'withdrawn' as const },
    both,
    null,
    '2026-11-11',
    ['not open any more'],
  ],
])('%s', (_case, change, responses, inForce, today, sentences) => {
  const reasons = reasonsAgainstAdopting({ ...proposal, ...change }, responses, inForce, today, [])
  expect(reasons).toHaveLength(sentences.length)
  for (const [place, sentence] of sentences.entries()) expect(reasons[place]).toContain(sentence)
})

test('what was overtaken or asks less than it may can never be adopted, whoever agrees', () => {
  const lost = ['R07 does not block.']
  expect(reasonsItCannotStand({ basedOn: null }, null, [])).toEqual([])
  expect(reasonsItCannotStand({ basedOn: null }, 'pro_1', lost)).toEqual([
    'Another change was adopted since it was proposed. Propose it again.',
    ...lost,
  ])
  expect(reasonsAgainstAdopting(proposal, both, null, '2026-11-11', lost)).toEqual(lost)
})
