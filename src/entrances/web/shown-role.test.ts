import { expect, test } from 'vitest'
import type { Role } from '#kernel/roles.js'
import { shownRole } from './shown-role.js'

const grace = { personId: 'per_1', personName: 'Grace' }

test.each<[string, Role[], Parameters<typeof shownRole>[0]['deputyFor'], string | undefined]>([
  ['one role', ['analyst'], {}, 'Analyst'],
  ['what they do here before looking after it', ['administrator', 'analyst'], {}, 'Analyst'],
  ['only looking after it', ['administrator'], {}, 'Administrator'],
  [
    'their own before one they stand in for',
    ['executive-sponsor', 'technical-lead'],
    { 'executive-sponsor': grace },
    'Technical lead',
  ],
  [
    'one they stand in for where they look after it otherwise',
    ['administrator', 'executive-sponsor'],
    { 'executive-sponsor': grace },
    'Executive sponsor',
  ],
  ['no role', [], {}, undefined],
])('%s', (_, roles, deputyFor = {}, expected) => {
  expect(shownRole({ roles, deputyFor })).toBe(expected)
})
