import { expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { FrameworkFault } from './framework-fault.js'
import type { AnswerField, Framework, Gate, GateEffect, Requirement } from './model.js'
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
const withFields = (
  ids: readonly string[],
  change: (field: AnswerField) => AnswerField,
): Framework => ({
  ...national,
  requirements: national.requirements.map((one) =>
    ids.includes(one.id) ? { ...one, fields: one.fields.map(change) } : one,
  ),
})
const part = (
  id: string,
  fields: readonly AnswerField[],
  answeredBy: Requirement['answeredBy'],
  signedBy: Requirement['signedBy'],
) => ({
  id,
  name: id,
  scope: 'deployment' as const,
  fields: fields.map((field) => field.id),
  answeredBy,
  signedBy,
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
    'a part of it that others sign',
    withRequirement('R04', ({ fields, answeredBy }) => ({
      parts: [
        part('safety', fields.slice(1), answeredBy, ['clinical-safety-officer']),
        part('plan', fields.slice(0, 1), answeredBy, ['deployment-owner']),
      ],
    })),
    ['R04 (Local clinical safety file (DCB0160)) could be signed by others'],
  ],
  [
    'it stays in date for longer',
    withRequirement('R18', () => ({
      renewal: [{ on: 'change' }, { on: 'version' }, { months: 13 }],
    })),
    [
      'R18 (Data protection impact assessment (DPIA)) would be looked at again when the configuration or the use changes, with every new version, every 13 months, where it must be at least',
    ],
  ],
  [
    'it stays in date without an end',
    withRequirement('R07', () => ({ renewal: [{ on: 'version' }] })),
    ['R07 (Registration as a medical device) would be looked at again with every new version,'],
  ],
  [
    'a new version does not bring it back',
    withRequirement('R04', () => ({ renewal: [{ on: 'change' }, { on: 'decommissioning' }] })),
    ['R04 (Local clinical safety file (DCB0160)) would be looked at again when'],
  ],
  [
    'figures are enough, or nothing but a document',
    withRequirement('R19', () => ({ metBy: { anyOf: ['answers', 'points'], allOf: [] } })),
    [
      'R19 (Consulting the ICO) could be met by answers or figures, where it must be answers or a document.',
    ],
  ],
  [
    'both were wanted of the version before, one is now',
    withRequirement('R38', () => ({ metBy: { anyOf: ['answers', 'document'], allOf: [] } })),
    ['R38 (Charter tests) could be met by answers or a document, where it must be answers.'],
  ],
  [
    'another organisation’s file would count',
    withRequirement('R18', () => ({ scope: 'product-version' })),
    ['R18 (Data protection impact assessment (DPIA)) would be about something else'],
  ],
  [
    'its form is gone',
    withRequirement('R04', () => ({ form: null })),
    ['R04 (Local clinical safety file (DCB0160)) would no longer be asked question by question'],
  ],
  [
    'answers that may be left out, that are gone, and a charter that takes other data',
    withFields(['R19', 'R38'], ({ id, ...field }) => {
      if (id === 'advice') return { id, ...field, required: false }
      const other = { id: 'pseudonymous', label: 'Pseudonymous' }
      return id === 'c3' ? { id, ...field, choices: [...field.choices, other] } : { id, ...field }
    }),
    [
      'R19 (Consulting the ICO) would no longer need the answer to “What did the ICO advise?”',
      'R38 (Charter tests) would no longer need the answer to “C3: which data is used in the trial?”',
    ],
  ],
  [
    'a risk that is not on the scale',
    withFields(['R04'], (field) => ({ ...field, maximum: field.maximum === null ? null : 25 })),
    [
      'R04 (Local clinical safety file (DCB0160)) would no longer need the answer to “What is the highest risk left',
    ],
  ],
  [
    'it asks more: sooner, of both, of narrower answers',
    withRequirement('R18', ({ fields }) => ({
      renewal: [{ on: 'change' }, { on: 'version' }, { on: 'review' }, { months: 6 }],
      metBy: { anyOf: [], allOf: ['answers', 'document'] },
      fields: fields.map((one) => ({ ...one, required: true, label: `${one.label} Here.` })),
    })),
    [],
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
