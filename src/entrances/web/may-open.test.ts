import { expect, test } from 'vitest'
import { publicActor, type Actor } from '#kernel/actor.js'
import { mayOpenWith } from './may-open.js'

const PAGES = [
  { path: '/things', allow: ['signed-in'] },
  { path: '/things/:id', allow: ['signed-in'] },
  { path: '/things/new', allow: ['administrator'] },
  { path: '/things/:id/end', allow: ['administrator', 'deployment-owner'] },
  { path: '/open', allow: ['public'] },
] as const

const somebody = (role: Actor['roles'][number]): Actor => ({
  ...publicActor,
  kind: 'person',
  organisationId: 'org_1',
  roles: [role],
})

test.each([
  ['/things', 'staff', true],
  ['/things?page=2#list', 'staff', true],
  ['/things/1', 'staff', true],
  ['/things/new', 'staff', false],
  ['/things/new', 'administrator', true],
  ['/things/new', 'deployment-owner', false],
  ['/things/1/end', 'deployment-owner', true],
  ['/things/1/end', 'auditor', false],
  ['/things/1/end?because=x', 'auditor', false],
  ['/open', 'auditor', true],
  ['/a-file.csv', 'auditor', true],
  ['https://elsewhere.example/things/new', 'auditor', true],
] as const)('%s for the %s: %s', (href, role, may) => {
  expect(mayOpenWith(PAGES, somebody(role))(href)).toBe(may)
})
