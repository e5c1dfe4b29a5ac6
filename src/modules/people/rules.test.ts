import { describe, expect, test } from 'vitest'
import type { Role } from '#kernel/roles.js'
import {
  helpProblem,
  invitationState,
  keyState,
  lastOneProblem,
  roleProblem,
  rolesToGive,
} from './rules.js'

const now = new Date('2026-11-02T10:00:00Z')
const soon = new Date('2026-11-02T10:00:01Z')

describe('how an invitation stands', () => {
  test.each([
    ['waiting', { expiresAt: soon, acceptedAt: null, withdrawnAt: null }],
    ['expired', { expiresAt: now, acceptedAt: null, withdrawnAt: null }],
    ['accepted', { expiresAt: now, acceptedAt: now, withdrawnAt: null }],
    ['withdrawn', { expiresAt: soon, acceptedAt: null, withdrawnAt: now }],
  ] as const)('%s', (state, invitation) => {
    expect(invitationState(invitation, now)).toBe(state)
  })
})

describe('how an API key stands', () => {
  test.each([
    ['works', { expiresAt: soon, revokedAt: null }],
    ['works', { expiresAt: null, revokedAt: null }],
    ['ended', { expiresAt: now, revokedAt: null }],
    ['revoked', { expiresAt: now, revokedAt: now }],
  ] as const)('%s', (state, key) => {
    expect(keyState(key, now)).toBe(state)
  })
})

describe('who may be given what', () => {
  test.each<[Role, string, boolean, boolean]>([
    ['staff', 'trust', false, true],
    ['operator', 'trust', false, false],
    ['operator', 'trust', true, true],
    ['system-ai-lead', 'icb', false, true],
    ['system-ai-lead', 'trust', true, false],
    ['supplier-contact', 'supplier', false, true],
    ['administrator', 'gp-practice', false, true],
  ])('%s at a %s, by an operator: %s, may be: %s', (role, kind, isOperator, may) => {
    expect(rolesToGive(kind, { isOperator }).includes(role)).toBe(may)
    expect(roleProblem([role], kind, { isOperator }) === null).toBe(may)
  })
})

describe('helping somebody to sign in', () => {
  const colleague = {
    id: 'acc_b',
    roles: ['staff'] as Role[],
    worksElsewhere: false,
    isDeactivated: false,
  }
  test.each<[string, Role[], Partial<typeof colleague>, boolean]>([
    ['an administrator, a colleague', ['administrator'], {}, true],
    ['an administrator, themselves', ['administrator'], { id: 'acc_a' }, false],
    [
      'an administrator, somebody who works elsewhere too',
      ['administrator'],
      { worksElsewhere: true },
      false,
    ],
    ['an operator, the same', ['operator'], { worksElsewhere: true }, true],
    ['an administrator, an operator', ['administrator'], { roles: ['operator'] }, false],
    ['an operator, a closed account', ['operator'], { isDeactivated: true }, false],
  ])('%s', (_who, roles, change, may) => {
    const problem = helpProblem({ id: 'acc_a', roles }, { ...colleague, ...change })
    expect(problem === null).toBe(may)
  })
})

describe('somebody stays who answers for it', () => {
  test.each<[Role[], number, number, string | null]>([
    [['administrator'], 0, 1, 'last administrator'],
    [['administrator'], 1, 0, null],
    [['operator'], 1, 0, 'last operator'],
    [['staff', 'operator'], 0, 1, null],
    [['staff'], 0, 0, null],
  ])('ending %s leaves %i and %i', (ending, administrators, operators, words) => {
    const problem = lastOneProblem(ending, { administrators, operators })
    if (words === null) expect(problem).toBeNull()
    else expect(problem).toContain(words)
  })
})
