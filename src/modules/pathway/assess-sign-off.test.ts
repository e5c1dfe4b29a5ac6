import { describe, expect, test } from 'vitest'
import {
  GATE_IDS,
  type Gate,
  type GateId,
  type SignOffStep,
  type StageId,
} from '#modules/framework/index.js'
import type { Role } from '#kernel/roles.js'
import { assessGate } from './assess-gate.js'
import type { GateFacts, SignOffFact } from './gate-facts.js'
import { nothingOnFile } from './gate-facts.js'
import { everyItem, mayDecide } from './may-decide.js'
import { maySign } from './may-sign.js'
import { basisOfAssessment } from './signed-basis.js'
import {
  agreed,
  backOffice,
  complete,
  exceptionFor,
  inOrder,
  realCare,
  signedBy,
} from './testing/gate-facts-examples.js'

const stageBefore: Record<GateId, StageId> = {
  assess: 'opportunity',
  pilot: 'assess',
  implement: 'pilot',
  usual: 'implement',
  review: 'usual',
  scale: 'usual',
  cease: 'usual',
}

const connected = { ...realCare, connectsToClinicalSystems: true }

const at = (gate: GateId, change: Partial<GateFacts> = {}): GateFacts =>
  inOrder({ framework: agreed, stage: stageBefore[gate], ...change })

/** The same with steps signed by invented people, on what stands there. */
const signed = (facts: GateFacts, gate: GateId, ...given: [string, Role, string?][]): GateFacts => {
  const basis = basisOfAssessment(assessGate(gate, facts))
  const signOffs = given.map(([step, role, personId = `per_sign_${role}`], place): SignOffFact => ({
    id: `sig_${place}`,
    gate,
    step,
    by: signedBy(role, '2026-11-20', personId),
    onBehalfOf: null,
    basis,
  }))
  return { ...facts, signOffs: [...facts.signOffs, ...signOffs] }
}

const steps = (gate: GateId, facts: GateFacts) =>
  everyItem(assessGate(gate, facts)).filter((one) => one.kind === 'sign-off')

const states = (gate: GateId, facts: GateFacts) =>
  steps(gate, facts)
    .map((one) => `${one.requirementId}:${one.state}`)
    .toSorted()
    .join(' ')

describe('with everything else in order, each gate waits for', () => {
  const table: [string, GateId, GateFacts['deployment'], string, [string, Role][]][] = [
    ['assess: nobody, there is no deployment yet', 'assess', realCare, '', []],
    [
      'pilot in real care, connected',
      'pilot',
      connected,
      'ask:to-sign information:to-sign safety:to-sign technology:to-sign',
      [
        ['ask', 'deployment-owner'],
        ['safety', 'clinical-safety-officer'],
        ['information', 'information-governance-lead'],
        ['technology', 'technical-lead'],
      ],
    ],
    [
      'pilot in the back office: its owner',
      'pilot',
      backOffice,
      'ask:to-sign information:not-applicable safety:not-applicable technology:not-applicable',
      [['ask', 'deployment-owner']],
    ],
    [
      'implement: the owner, safety and a second member of the board',
      'implement',
      realCare,
      'ask:to-sign pilot-board:to-sign safety:to-sign',
      [
        ['ask', 'deployment-owner'],
        ['safety', 'clinical-safety-officer'],
        ['pilot-board', 'analyst'],
      ],
    ],
    [
      'business as usual: the owner and safety',
      'usual',
      realCare,
      'ask:to-sign safety:to-sign',
      [
        ['ask', 'deployment-owner'],
        ['safety', 'clinical-safety-officer'],
      ],
    ],
    [
      'review: who owns it and safety',
      'review',
      realCare,
      'ask:to-sign safety:to-sign',
      [
        ['ask', 'deployment-owner'],
        ['safety', 'clinical-safety-officer'],
      ],
    ],
    [
      'scale: the owner, and both safety and information governance',
      'scale',
      realCare,
      'advice:to-sign ask:to-sign',
      [
        ['ask', 'deployment-owner'],
        ['advice', 'clinical-safety-officer'],
        ['advice', 'information-governance-lead'],
      ],
    ],
    ['cease: nobody', 'cease', realCare, '', []],
  ]
  test.each(table)('%s', (_name, gate, deployment, before, given) => {
    const facts = at(gate, { deployment })
    expect(states(gate, facts)).toBe(before)
    expect(assessGate(gate, facts).canPass).toBe(given.length === 0)
    for (let count = 0; count < given.length; count += 1) {
      const part = signed(facts, gate, ...given.slice(0, count))
      expect([count, assessGate(gate, part).canPass]).toEqual([count, false])
    }
    expect(assessGate(gate, signed(facts, gate, ...given)).canPass).toBe(true)
  })

  test('the table has every gate', () => {
    expect(new Set(table.map(([, gate]) => gate))).toEqual(new Set(GATE_IDS))
  })
})

test('a signature of another gate does not count here', () => {
  const facts = signed(at('usual'), 'usual', ['ask', 'deployment-owner'])
  const elsewhere = {
    ...facts,
    signOffs: facts.signOffs.map((one) => ({ ...one, gate: 'scale' as const })),
  }
  expect(states('usual', elsewhere)).toContain('ask:to-sign')
})

test('nothing is signed before a cease, whatever the data says', () => {
  const gates = agreed.gates.map((gate) =>
    gate.id === 'cease' ? { ...gate, signOff: agreed.gates[1]?.signOff ?? [] } : gate,
  )
  const assessment = assessGate('cease', at('cease', { framework: { ...agreed, gates } }))
  expect([assessment.canPass, assessment.unmet]).toEqual([true, []])
})

describe('a fact that changes after a signature', () => {
  const ask: [string, Role] = ['ask', 'deployment-owner']
  const before = signed(at('usual'), 'usual', ask)
  const replace = (id: string, change: object): Partial<GateFacts> => ({
    statuses: before.statuses.map((one) => (one.requirementId === id ? complete(id, change) : one)),
  })
  const cases: [string, Partial<GateFacts>, string, string][] = [
    ['nothing', {}, 'met', 'Signed by Dr Example (deployment owner) on 20 November 2026.'],
    [
      'evidence re-opened',
      replace('R04', { underReview: { since: 'version 2.4' } }),
      'sign-again',
      'because of what changed: Local clinical safety file (DCB0160) (Under review since version 2.4.)',
    ],
    [
      'evidence signed again on the same day by the same person',
      replace('R31', { edition: 'evi_new' }),
      'sign-again',
      'Human oversight rule (changed since)',
    ],
    [
      'a new exception',
      {
        statuses: before.statuses.map((one) =>
          one.requirementId === 'R33' ? nothingOnFile('R33') : one,
        ),
        exceptions: [exceptionFor('R33', 'usual')],
      },
      'sign-again',
      'Staff training and competence (changed since)',
    ],
    [
      'a fact that makes the gate ask for more',
      { deployment: { ...realCare, ambientScribe: true } },
      'sign-again',
      '(asked for since)',
    ],
    [
      'a fact that makes it ask for less',
      { deployment: { ...realCare, medicalDevice: false } },
      'sign-again',
      '(no longer asked for)',
    ],
    [
      'a concern',
      { openSeriousConcerns: ['C-7'] },
      'sign-again',
      'A serious concern is open: C-7.',
    ],
    ['advice that changed', replace('R14', { edition: 'evi_new' }), 'met', 'Signed by'],
  ]
  test.each(cases)('%s', (_name, change, state, sentence) => {
    const item = steps('usual', { ...before, ...change }).find((one) => one.requirementId === 'ask')
    expect(item?.state).toBe(state)
    expect(item?.sentence).toContain(sentence)
    expect(item?.signatures).toHaveLength(state === 'met' ? 1 : 0)
  })
})

describe('rules of a step', () => {
  const withSteps = (...signOff: SignOffStep[]) => ({
    ...agreed,
    gates: agreed.gates.map((gate) => (gate.id === 'usual' ? { ...gate, signOff } : gate)),
  })
  const step = (change: Partial<SignOffStep>): SignOffStep => ({
    id: 'board',
    name: 'The board',
    statement: 'I agree.',
    rule: 'any',
    roles: ['technical-lead', 'analyst'],
    people: 1,
    after: [],
    when: null,
    notBy: [],
    ...change,
  })
  const board = (change: Partial<SignOffStep>, ...given: [string, Role, string?][]) => {
    const facts = signed(at('usual', { framework: withSteps(step(change)) }), 'usual', ...given)
    return steps('usual', facts)[0]
  }
  const cases: [string, Partial<SignOffStep>, [string, Role, string?][], string, string][] = [
    ['any: one of them', {}, [['board', 'analyst']], 'met', 'Signed by'],
    [
      'any two people: one is not enough',
      { people: 2 },
      [['board', 'analyst', 'a']],
      'to-sign',
      'To be signed by the technical lead or analyst.',
    ],
    [
      'any two people: nobody yet',
      { people: 2 },
      [],
      'to-sign',
      'To be signed by 2 people, each the technical lead or analyst.',
    ],
    [
      'any two people: two of one role',
      { people: 2 },
      [
        ['board', 'analyst', 'a'],
        ['board', 'analyst', 'b'],
      ],
      'met',
      'Signed by',
    ],
    [
      'all: two of one role leave the other open',
      { rule: 'all' },
      [
        ['board', 'analyst', 'a'],
        ['board', 'analyst', 'b'],
      ],
      'to-sign',
      'To be signed by the technical lead.',
    ],
    [
      'all: each role',
      { rule: 'all' },
      [
        ['board', 'analyst', 'a'],
        ['board', 'technical-lead', 'b'],
      ],
      'met',
      'Signed by',
    ],
    [
      'all: nobody yet',
      { rule: 'all' },
      [],
      'to-sign',
      'To be signed by the technical lead and analyst.',
    ],
  ]
  test.each(cases)('%s', (_name, change, given, state, sentence) => {
    const item = board(change, ...given)
    expect(item?.state).toBe(state)
    expect(item?.sentence).toContain(sentence)
  })
})

describe('who may sign', () => {
  const person = (id: string, ...roles: Role[]) => ({ id, roles, kind: 'person' as const })
  const gateOf = (id: GateId) => {
    const gate = agreed.gates.find((one) => one.id === id)
    if (!gate) throw new Error(`no gate ${id}`)
    return gate
  }
  const asked = signed(at('usual'), 'usual', ['ask', 'deployment-owner', 'per_owner'])
  const safety = person('per_safety', 'clinical-safety-officer')
  const deputy = {
    ...person('per_deputy', 'clinical-safety-officer'),
    deputyFor: { 'clinical-safety-officer': { personId: 'per_owner', personName: 'Olu' } },
  }
  const withEvidenceRule: GateFacts = {
    ...asked,
    framework: {
      ...agreed,
      gates: agreed.gates.map((gate) => ({
        ...gate,
        signOff: gate.signOff.map((one) => ({ ...one, notBy: [...one.notBy, 'evidence'] })),
      })),
    },
  }
  const boardOf = (rule: 'any' | 'all'): GateFacts => {
    const roles: Role[] = ['technical-lead', 'analyst']
    const change = {
      id: 'board',
      rule,
      roles,
      people: rule === 'any' ? 2 : 1,
      after: [],
      notBy: [],
    }
    const withBoard = (gate: Gate): Gate => ({
      ...gate,
      signOff: gate.signOff.slice(0, 1).map((one) => ({ ...one, ...change, when: null })),
    })
    const gates = agreed.gates.map((gate) => (gate.id === 'usual' ? withBoard(gate) : gate))
    const framework = { ...agreed, gates }
    return signed(at('usual', { framework }), 'usual', ['board', 'analyst', 'per_ana'])
  }
  const analyst = person('per_ana', 'analyst')
  const cases: [string, GateFacts, string, Parameters<typeof maySign>[0], Role | null, string][] = [
    [
      'who signed, while another role is open',
      boardOf('all'),
      'board',
      analyst,
      null,
      'You signed this step on 20 November 2026. It waits for the technical lead.',
    ],
    [
      'who signed, while another person is open',
      boardOf('any'),
      'board',
      analyst,
      null,
      'You signed this step on 20 November 2026. It waits for the technical lead or analyst.',
    ],
    [
      'the deputy of who signed',
      boardOf('any'),
      'board',
      {
        ...person('per_deputy', 'analyst'),
        deputyFor: { analyst: { personId: 'per_ana', personName: 'Ana' } },
      },
      null,
      'for whom you stand in, signed this step on 20 November 2026.',
    ],
    [
      'another person of an open role',
      boardOf('any'),
      'board',
      person('p', 'analyst'),
      'analyst',
      '',
    ],
    ['the role, when it is their turn', asked, 'safety', safety, 'clinical-safety-officer', ''],
    ['not before the step it comes after', at('usual'), 'safety', safety, null, 'This comes first'],
    [
      'not another role',
      asked,
      'safety',
      person('p', 'analyst'),
      null,
      'is signed by the clinical',
    ],
    [
      'not who asked',
      asked,
      'safety',
      person('per_owner', 'clinical-safety-officer'),
      null,
      'somebody else must sign',
    ],
    ['not the deputy of who asked', asked, 'safety', deputy, null, 'somebody else must sign'],
    ['not a key', asked, 'safety', { ...safety, kind: 'key' }, null, 'Only a person'],
    ['not what is signed', asked, 'ask', person('p', 'deployment-owner'), null, 'signed already'],
    [
      'not while something else blocks',
      at('usual', { openSeriousConcerns: ['C-7'] }),
      'ask',
      person('p', 'deployment-owner'),
      null,
      '1 other thing blocks this gate',
    ],
    [
      'not who signed the evidence, where the catalogue says so',
      withEvidenceRule,
      'safety',
      person('per_clinical-safety-officer', 'clinical-safety-officer'),
      null,
      'You signed evidence',
    ],
    [
      'not what is not asked for here',
      at('usual', { deployment: backOffice }),
      'safety',
      safety,
      null,
      'not asked for here',
    ],
  ]
  test.each(cases)('%s', (_name, facts, step, actor, role, reason) => {
    const gate = facts.framework.gates.find((one) => one.id === 'usual') ?? gateOf('usual')
    const permission = maySign(actor, gate, step, assessGate('usual', facts))
    expect(permission.role).toBe(role)
    expect(permission.reasons.join(' ')).toContain(reason)
  })

  test('who signed before the decision does not decide, and neither does their deputy', () => {
    const assessment = assessGate('usual', asked)
    const sponsor = person('per_owner', 'executive-sponsor')
    expect(mayDecide(sponsor, assessment).reasons.join(' ')).toContain('You signed before')
    const standIn = {
      ...person('per_other', 'executive-sponsor'),
      deputyFor: { 'executive-sponsor': { personId: 'per_owner', personName: 'Olu Owner' } },
    }
    expect(mayDecide(standIn, assessment).reasons.join(' ')).toContain('Olu Owner signed before')
    expect(mayDecide(person('per_9', 'executive-sponsor'), assessment).may).toBe(true)
  })
})
