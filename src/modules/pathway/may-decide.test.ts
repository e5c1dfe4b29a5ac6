import { describe, expect, test } from 'vitest'
import type { Role } from '#kernel/roles.js'
import { assessGate } from './assess-gate.js'
import { nothingOnFile } from './gate-facts.js'
import { mayDecide, mayExcept } from './may-decide.js'
import { but, complete, inOrder, signedBy } from './testing/gate-facts-examples.js'

const person = (id: string, ...roles: Role[]) => ({ id, roles })

describe('who may decide a gate', () => {
  const implement = assessGate('implement', inOrder())
  const cease = assessGate('cease', inOrder({ stage: 'usual' }))
  const signer = 'per_clinical-safety-officer'
  const table: [string, ReturnType<typeof person>, typeof implement, boolean, RegExp][] = [
    ['the executive sponsor', person('per_9', 'executive-sponsor'), implement, true, /^$/],
    [
      'a deployment owner may not',
      person('per_9', 'deployment-owner'),
      implement,
      false,
      /decided by the executive sponsor\.$/,
    ],
    [
      'nobody without a role',
      person('per_9'),
      implement,
      false,
      /decided by the executive sponsor/,
    ],
    [
      'not a sponsor who signed its evidence',
      person(signer, 'executive-sponsor'),
      implement,
      false,
      /You signed evidence for this gate \(Local clinical safety file/,
    ],
    ['a deployment owner may cease', person('per_9', 'deployment-owner'), cease, true, /^$/],
    [
      'whoever signed may still cease',
      person(signer, 'clinical-safety-officer'),
      cease,
      true,
      /^$/,
    ],
    [
      'a member of staff may not cease',
      person('per_9', 'staff'),
      cease,
      false,
      /decided by the deployment owner, executive sponsor/,
    ],
  ]
  test.each(table)('%s', (_name, actor, assessment, may, reason) => {
    const permission = mayDecide(actor, assessment)
    expect(permission.may).toBe(may)
    expect(permission.reasons.join(' ')).toMatch(reason)
  })
})

describe('everybody who had a hand in the evidence is barred', () => {
  const sponsor = person('per_7', 'executive-sponsor')
  const hand = signedBy('clinical-safety-officer', '2026-06-03', 'per_7')
  const acceptance = {
    organisationName: 'Example Trust',
    version: null,
    signature: hand,
    until: '2026-01-01',
  }
  test.each([
    ['who accepted it', { ...nothingOnFile('R06'), acceptance: { ...acceptance, until: null } }],
    ['who accepted it once, beside our own signature', complete('R06', { acceptance })],
    [
      'who signed it, beside an acceptance that ended',
      complete('R06', { signature: hand, acceptance }),
    ],
    [
      'who said that it does not apply',
      { ...nothingOnFile('R31'), notApplicable: { reason: 'No.', signature: hand } },
    ],
  ])('%s', (_name, status) => {
    const assessment = assessGate('implement', but(status))
    expect(assessment.canPass).toBe(true)
    expect(mayDecide(sponsor, assessment).may).toBe(false)
  })
})

describe('who may make an exception', () => {
  const expired = complete('R33', {
    inDateUntil: '2026-10-01',
    signature: signedBy('deployment-owner', '2026-06-03', 'per_1'),
  })
  const [training] = assessGate('implement', but(expired)).unmet
  const [safety] = assessGate('implement', but(nothingOnFile('R04'))).unmet
  const table: [string, ReturnType<typeof person>, typeof training, boolean, RegExp][] = [
    ['the executive sponsor', person('per_9', 'executive-sponsor'), training, true, /^$/],
    [
      'not the deployment owner',
      person('per_9', 'deployment-owner'),
      training,
      false,
      /for the executive sponsor/,
    ],
    [
      'not whoever signed the evidence',
      person('per_1', 'executive-sponsor'),
      training,
      false,
      /You signed this evidence/,
    ],
    [
      'nobody to the safety file',
      person('per_9', 'executive-sponsor'),
      safety,
      false,
      /Nobody may/,
    ],
  ]
  test.each(table)('%s', (_name, actor, item, may, reason) => {
    if (!item) throw new Error('expected one unmet item')
    const permission = mayExcept(actor, item)
    expect(permission.may).toBe(may)
    expect(permission.reasons.join(' ')).toMatch(reason)
  })
})
