import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyLayer,
  GATE_CHECKS,
  layerProblems,
  type DeploymentFacts,
  type Expression,
  type FactId,
  type Framework,
  type GateEffect,
  type GateId,
  type Layer,
  type Requirement,
} from '#modules/framework/index.js'
import { assessGate } from './assess-gate.js'
import type { GateAssessment } from './gate-assessment.js'
import { framework, inOrder } from './testing/gate-facts-examples.js'

const YES_NO = framework.facts.filter(
  (fact): fact is typeof fact & { id: FactId } => fact.kind === 'yes-no',
)
const ids = YES_NO.map((fact) => fact.id)

const comparison = fc.record({ fact: fc.constantFrom(...ids), equals: fc.boolean() })
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    comparison,
    fc.constant('always' as const),
    fc.record({ all: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('expression') }),
  ),
}))
const facts: fc.Arbitrary<DeploymentFacts> = fc
  .tuple(...ids.map((id) => fc.constantFrom(true, false, null).map((value) => [id, value])))
  .map((entries) => Object.fromEntries(entries) as DeploymentFacts)

/** The rule read by hand: true, false, or null where what is not answered decides it. */
const appliesByHand = (rule: Expression, given: DeploymentFacts): boolean | null => {
  if (rule === 'always') return true
  if ('fact' in rule) {
    const value = given[rule.fact]
    return value === null || value === undefined ? null : value === rule.equals
  }
  if ('not' in rule) {
    const inner = appliesByHand(rule.not, given)
    return inner === null ? null : !inner
  }
  const parts = ('all' in rule ? rule.all : rule.any).map((one) => appliesByHand(one, given))
  const settles = 'any' in rule
  if (parts.includes(settles)) return settles
  return parts.includes(null) ? null : !settles
}

const PLACES = ['met', 'accepted', 'unmet', 'advisory', 'excepted', 'notApplicable'] as const

const placesOf = (assessment: GateAssessment): Record<string, string> =>
  Object.fromEntries(
    PLACES.flatMap((place) =>
      assessment[place].map((item) => [item.requirementId, `${place}: ${item.sentence}`]),
    ),
  )

const GATES: readonly GateId[] = ['pilot', 'implement', 'usual', 'scale', 'review', 'assess']
const BLOCKS_PILOT: GateEffect = {
  gate: 'pilot',
  effect: 'blocks',
  when: null,
  needs: 'signed',
  fields: [],
  atLeast: null,
}
const requireR30 = (): Requirement => {
  const found = framework.requirements.find((one) => one.id === 'R30')
  if (!found) throw new Error('no R30')
  return found
}
const likeR30 = requireR30()

test('a requirement added in a new version appears where it applies and nowhere else', () => {
  fc.assert(
    fc.property(expression, facts, fc.constantFrom(...GATES), (applies, deployment, gate) => {
      const added: Requirement = {
        ...likeR30,
        id: 'R51',
        applies,
        gates: [BLOCKS_PILOT],
      }
      const next = { ...framework, requirements: [...framework.requirements, added] }
      const before = placesOf(assessGate(gate, inOrder({ deployment })))
      const { R51: place, ...rest } = placesOf(
        assessGate(gate, inOrder({ deployment, framework: next })),
      )
      expect(rest).toEqual(before)
      if (gate === 'assess') {
        expect(place).toBeUndefined()
        return
      }
      const asked = appliesByHand(applies, deployment) !== false
      const expected = gate === 'review' ? /^advisory: / : /^unmet: No answer yet\.$/
      expect(place).toMatch(asked ? expected : /^notApplicable: Does not apply\./)
    }),
    { numRuns: 150 },
  )
})

const EMPTY_LAYER: Layer = {
  id: 'a',
  name: 'A',
  requirements: [],
  gates: [],
  checks: [],
  signatures: [],
  exceptions: [],
  additions: [],
}

const NEEDS = ['draft', 'signed', 'live'] as const
const line = fc.record({
  requirement: fc.constantFrom(...framework.requirements.map(({ id }) => id)),
  gate: fc.constantFrom<GateId[]>('assess', 'pilot', 'implement', 'usual', 'scale', 'review'),
  effect: fc.constantFrom('blocks' as const, 'advises' as const),
  when: fc.option(expression, { nil: null }),
  needs: fc.constantFrom(...NEEDS),
  fields: fc.constant([]),
  atLeast: fc.constant(null),
})

const check = fc.record({
  gate: fc.constantFrom<GateId[]>('assess', 'pilot', 'implement', 'usual', 'scale', 'review'),
  check: fc.constantFrom(...GATE_CHECKS),
  effect: fc.constantFrom('blocks' as const, 'advises' as const),
  mayExcept: fc.constant('nobody' as const),
})
const exception = fc.record({
  requirement: fc.constantFrom(...framework.requirements.map(({ id }) => id)),
  by: fc.constantFrom('nobody' as const, ['executive-sponsor' as const]),
  because: fc.constant(null),
})

test('a layer never makes a gate easier: what is unmet without it is unmet with it', () => {
  let fitting = 0
  fc.assert(
    fc.property(
      fc.record({
        gates: fc.array(line, { maxLength: 2 }),
        checks: fc.array(check, { maxLength: 1 }),
        exceptions: fc.array(exception, { maxLength: 1 }),
      }),
      facts,
      fc.constantFrom(...GATES),
      fc.boolean(),
      (lines, deployment, gate, onFile) => {
        const layer: Layer = { ...EMPTY_LAYER, ...lines }
        if (layerProblems(framework, layer).length > 0) return
        fitting += 1
        const statuses = onFile ? inOrder({}).statuses : []
        const unmet = (way: Framework) =>
          assessGate(gate, inOrder({ deployment, statuses, framework: way })).unmet.map(
            ({ requirementId }) => requirementId,
          )
        expect(unmet(applyLayer(framework, layer))).toEqual(
          expect.arrayContaining(unmet(framework)),
        )
      },
    ),
    { numRuns: 250 },
  )
  expect(fitting).toBeGreaterThan(40)
})

test('a requirement that a layer adds appears where it applies, and nothing else moves', () => {
  fc.assert(
    fc.property(expression, facts, fc.constantFrom(...GATES), (applies, deployment, gate) => {
      const added: Requirement = { ...likeR30, id: 'L-A1', applies, gates: [BLOCKS_PILOT] }
      const layer: Layer = { ...EMPTY_LAYER, requirements: [added] }
      expect(layerProblems(framework, layer)).toEqual([])
      const before = placesOf(assessGate(gate, inOrder({ deployment })))
      const way = applyLayer(framework, layer)
      const { 'L-A1': place, ...rest } = placesOf(
        assessGate(gate, inOrder({ deployment, framework: way })),
      )
      expect(rest).toEqual(before)
      if (gate === 'assess') expect(place).toBeUndefined()
      else if (appliesByHand(applies, deployment) === false)
        expect(place).toMatch(/^notApplicable: Does not apply\./)
      else expect(place).toMatch(gate === 'review' ? /^advisory: / : /^unmet: No answer yet\.$/)
    }),
    { numRuns: 100 },
  )
})
