import { expect, test } from 'vitest'
import { checkAllowed, publicActor, type Actor, type Allow } from './actor.js'
import type { Role } from './roles.js'

const acting = (kind: 'person' | 'key', role: Role): Actor => ({
  ...publicActor,
  kind,
  id: 'one',
  organisationId: 'org_1',
  roles: [role],
})

test.each<[string, Actor, Allow, string | null]>([
  ['who holds the role', acting('person', 'analyst'), ['analyst'], null],
  ['a key in the role', acting('key', 'analyst'), ['analyst'], null],
  ['another role', acting('person', 'staff'), ['executive-sponsor'], 'Your role does not allow'],
  ['a key that another could stand in for', acting('key', 'staff'), ['analyst'], 'Your role'],
  [
    'a key where only people may',
    acting('key', 'analyst'),
    ['executive-sponsor', 'information-governance-lead'],
    'no API key acts in a role that may',
  ],
  ['nobody', publicActor, ['analyst'], 'Sign in'],
])('%s', (_who, actor, allow, sentence) => {
  const check = () => checkAllowed(actor, allow)
  if (sentence === null) expect(check).not.toThrow()
  else expect(check).toThrow(sentence)
})
