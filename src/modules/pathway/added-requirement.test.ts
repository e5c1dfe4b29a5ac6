import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  DeploymentFacts,
  Expression,
  FactId,
  GateId,
  Requirement,
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

test('a requirement added in a new version appears where it applies and nowhere else', () => {
  const like = framework.requirements.find((one) => one.id === 'R30')
  if (!like) throw new Error('no R30')
  const gates: readonly GateId[] = ['pilot', 'implement', 'usual', 'scale', 'review', 'assess']
  fc.assert(
    fc.property(expression, facts, fc.constantFrom(...gates), (applies, deployment, gate) => {
      const added: Requirement = {
        ...like,
        id: 'R51',
        applies,
        gates: [
          {
            gate: 'pilot',
            effect: 'blocks',
            when: null,
            needs: 'signed',
            fields: [],
            atLeast: null,
          },
        ],
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
