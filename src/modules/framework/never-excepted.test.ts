import { expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { FrameworkFault } from './framework-fault.js'
import type { Framework, Gate, GateEffect, Requirement } from './model.js'
import { blocksLost } from './never-excepted.js'
import { readVersion } from './read-version.js'

const national = agreedWay()

const withRequirement = (
  id: string,
  change: (one: Requirement) => Partial<Requirement>,
): Framework => ({
  ...national,
  requirements: national.requirements.map((one) =>
    one.id === id ? { ...one, ...change(one) } : one,
  ),
})
const withGate = (id: string, change: (gate: Gate) => Partial<Gate>): Framework => ({
  ...national,
  gates: national.gates.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
})
const without = (...ids: string[]): Framework => ({
  ...national,
  requirements: national.requirements.filter(({ id }) => !ids.includes(id)),
})
const line = (change: Partial<GateEffect>): GateEffect => ({
  gate: 'pilot',
  effect: 'blocks',
  when: null,
  needs: 'signed',
  fields: [],
  atLeast: null,
  ...change,
})
const nobody = [{ when: null, by: 'nobody', because: 'Here always.' }] as const
const ALL = '“Start the pilot”, “Implement”'

test.each<[string, Framework, string[]]>([
  ['the version that is installed', national, []],
  [
    'the four requirements and the charter gone',
    without('R04', 'R07', 'R18', 'R19', 'R38'),
    [
      `R04 (Local clinical safety file (DCB0160)) does not block ${ALL}`,
      `R07 (Registration as a medical device) does not block ${ALL}`,
      `R18 (Data protection impact assessment (DPIA)) does not block ${ALL}`,
      `R19 (Consulting the ICO) does not block ${ALL}`,
      'R38 (',
    ],
  ],
  [
    'one that only advises now',
    withRequirement('R07', () => ({ gates: [line({ effect: 'advises' })] })),
    ['R07 (Registration as a medical device) does not block'],
  ],
  [
    'a draft is enough',
    withRequirement('R19', () => ({ gates: [line({ needs: 'draft' })] })),
    ['R19 (Consulting the ICO) does not block'],
  ],
  [
    'it blocks only on a condition',
    withRequirement('R07', () => ({
      gates: [line({ when: { fact: 'generative', equals: true } })],
    })),
    ['R07 (Registration as a medical device) does not block'],
  ],
  [
    'it applies to fewer',
    withRequirement('R18', () => ({
      applies: {
        all: [
          { fact: 'personalData', equals: true },
          { fact: 'clinical', equals: true },
        ],
      },
    })),
    ['R18 (Data protection impact assessment (DPIA)) does not block'],
  ],
  [
    'somebody may except it',
    withRequirement('R04', () => ({
      mayExcept: [{ when: null, by: ['executive-sponsor'], because: null }],
    })),
    ['R04 (Local clinical safety file (DCB0160)) does not block'],
  ],
  [
    'somebody may while a fact is not answered',
    withRequirement('R04', ({ mayExcept }) => ({
      mayExcept: [
        { when: { fact: 'realCare', equals: false }, by: ['executive-sponsor'], because: null },
        ...mayExcept,
      ],
    })),
    ['R04 (Local clinical safety file (DCB0160)) does not block'],
  ],
  [
    'the answer that another rests on is not needed',
    withRequirement('R18', ({ gates }) => ({
      gates: gates.map((one) => ({ ...one, fields: [] })),
    })),
    ['R18 (Data protection impact assessment (DPIA)) does not block'],
  ],
  [
    'anybody signs it',
    withRequirement('R04', () => ({ signedBy: ['clinical-safety-officer', 'staff'] })),
    ['R04 (Local clinical safety file (DCB0160)) could be signed by others'],
  ],
  [
    'a weaker line at a later gate',
    withRequirement('R07', ({ gates }) => ({
      gates: [...gates, line({ gate: 'usual', needs: 'draft' })],
    })),
    ['does not block “Move to business as usual”, “Review”, “Scale” as it must'],
  ],
  [
    'a fact that comes from elsewhere',
    {
      ...national,
      facts: national.facts.map((one) =>
        one.id === 'highRiskLeft' ? { ...one, from: { requirement: 'R18', field: 'other' } } : one,
      ),
    },
    ['R19 (Consulting the ICO) rests on the fact highRiskLeft'],
  ],
  [
    'a gate that carries nothing',
    withGate('usual', () => ({ carries: 'none' })),
    ['R04 (', 'R07 (', 'R18 (', 'R19 (', 'R38 ('],
  ],
  [
    'a risk of 5 that the sponsor may except',
    withGate('implement', ({ checks }) => ({
      checks: checks.map((one) =>
        one.check === 'no-unacceptable-hazard' ? { ...one, mayExcept: ['executive-sponsor'] } : one,
      ),
    })),
    ['The check “No hazard has a residual risk of 5” does not block “Implement” as it must'],
  ],
  [
    'no check of the charter',
    withGate('scale', () => ({ checks: [] })),
    [
      'The check “No hazard has a residual risk of 5” does not block “Scale”',
      'The check “The four tests of the charter pass” does not block “Scale”',
    ],
  ],
  [
    'a gate that leads past another',
    withGate('pilot', () => ({ to: 'usual' })),
    ['The gate “Start the pilot” leads to another stage'],
  ],
  [
    'it asks more: always, of everybody, at every gate',
    withRequirement('R04', ({ gates }) => ({
      applies: 'always',
      mayExcept: nobody,
      gates: [line({ gate: 'assess', needs: 'draft' }), line({}), ...gates],
    })),
    [],
  ],
  ['other requirements gone', without('R20', 'R21'), []],
])('%s', (_case, version, sentences) => {
  const lost = blocksLost(version)
  expect(lost).toHaveLength(sentences.length)
  for (const [place, sentence] of sentences.entries()) expect(lost[place]).toContain(sentence)
})

test('a rule over so many facts that not every case can be looked at is refused, not passed', () => {
  const version = withRequirement('R07', () => ({
    applies: {
      any: national.facts.flatMap(({ id, kind }) =>
        kind === 'yes-no' ? [{ fact: id, equals: true }] : [],
      ),
    },
  }))
  expect(blocksLost(version).join(' ')).toContain(
    'R07 (Registration as a medical device): its rules',
  )
})

test('a version is read only where it keeps them, and where what moves on needs all met', () => {
  const faultsOf = (version: Framework): readonly string[] => {
    try {
      readVersion(JSON.stringify(version))
      return []
    } catch (fault) {
      if (fault instanceof FrameworkFault) return fault.problems
      throw fault
    }
  }
  expect(faultsOf(national)).toEqual([])
  const noPilot: Framework = {
    ...national,
    requirements: national.requirements.map((one) => ({
      ...one,
      gates: one.gates.filter(({ gate }) => gate !== 'pilot'),
    })),
  }
  const named = faultsOf(noPilot).map((one) => one.slice(0, 3))
  expect(named).toEqual(expect.arrayContaining(['R04', 'R07', 'R18', 'R19']))
  const decided = (id: string, needsAllMet: boolean) =>
    withGate('usual', ({ decisions }) => ({
      decisions: decisions.map((one) => (one.id === id ? { ...one, needsAllMet } : one)),
    }))
  expect(faultsOf(decided('go', false))).toEqual([
    'Gate usual: the decision go moves on, so it needs all that blocks to be met.',
  ])
  expect(faultsOf(decided('roll-back', true))).toEqual([
    'Gate usual: nothing may block the decision roll-back, because it pauses, rolls back or ceases.',
  ])
})
