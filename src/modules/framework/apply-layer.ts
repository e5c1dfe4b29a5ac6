import { earlierGates } from './earlier-gates.js'
import type { Layer } from './layer-model.js'
import type { Framework, Gate, GateCheck, GateEffect, Requirement } from './model.js'
import { narrowed, narrower } from './narrow-exceptions.js'

/**
 * A national version with a layer over it. A stricter line counts before the national lines of its gate
 * and takes over the answers they need, so that it never asks less; a check of the record is added or made
 * stricter, signatures before a decision are added, and who may make an exception is narrowed. Pure; check it
 * with layerProblems first.
 */
export const applyLayer = (framework: Framework, layer: Layer): Framework => ({
  ...framework,
  version: `${framework.version}+${layer.id}`,
  gates: framework.gates.map((gate) => withSignatures(withChecks(gate, layer), layer)),
  requirements: [
    ...framework.requirements.map((one) => withAddition(one, layer, framework)),
    ...layer.requirements,
  ],
})

const withAddition = (
  requirement: Requirement,
  layer: Layer,
  framework: Framework,
): Requirement => {
  const addition = layer.additions.find((one) => one.requirement === requirement.id)
  const gates = layer.gates
    .filter((one) => one.requirement === requirement.id)
    .map((line) => takingOver(line, linesReplacedBy(line, requirement.gates, framework)))
  const exceptions = layer.exceptions.find((one) => one.requirement === requirement.id)
  if (!addition && !exceptions && gates.length === 0) return requirement
  return {
    ...requirement,
    gates: [...gates, ...requirement.gates],
    ...(exceptions ? { mayExcept: narrowed(requirement.mayExcept, exceptions) } : {}),
    local: {
      layer: layer.name,
      example: addition?.example ?? null,
      wording: addition?.wording ?? null,
      gates,
      ...(exceptions ? { exceptions: { by: exceptions.by, national: requirement.mayExcept } } : {}),
    },
  }
}

const withChecks = (gate: Gate, layer: Layer): Gate => {
  const lines = layer.checks.filter((one) => one.gate === gate.id)
  if (lines.length === 0) return gate
  const of = (check: GateCheck) => lines.find((one) => one.check === check.check)
  return {
    ...gate,
    checks: [
      ...gate.checks.map((check) => {
        const line = of(check)
        return line ? stricter(check, line, layer) : check
      }),
      ...lines
        .filter((line) => !gate.checks.some(({ check }) => check === line.check))
        .map(({ gate: _gate, ...check }) => ({
          ...check,
          local: { layer: layer.name, national: null },
        })),
    ],
  }
}

// After the national ones, so that nothing national waits for a local one or rests on it.
const withSignatures = (gate: Gate, layer: Layer): Gate => {
  const added = layer.signatures.filter((one) => one.gate === gate.id)
  if (added.length === 0) return gate
  return {
    ...gate,
    signOff: [
      ...gate.signOff,
      ...added.map(({ gate: _gate, ...step }) => ({ ...step, local: { layer: layer.name } })),
    ],
  }
}

const stricter = (check: GateCheck, line: Layer['checks'][number], layer: Layer): GateCheck => {
  const { effect, mayExcept } = check
  return {
    ...check,
    effect: line.effect === 'blocks' ? 'blocks' : effect,
    mayExcept: narrower(mayExcept, line.mayExcept),
    local: { layer: layer.name, national: { effect, mayExcept } },
  }
}

/**
 * The national lines that would count at a gate if a layer's line did not: those of the gate itself and,
 * where the line blocks, those that block an earlier gate whose evidence is carried here.
 */
export const linesReplacedBy = (
  line: GateEffect,
  national: readonly GateEffect[],
  framework: Pick<Framework, 'gates'>,
): GateEffect[] => {
  const gate = framework.gates.find((one) => one.id === line.gate)
  const earlier = gate && line.effect === 'blocks' ? earlierGates(gate) : []
  return national.filter(
    (one) => one.gate === line.gate || (one.effect === 'blocks' && earlier.includes(one.gate)),
  )
}

const takingOver = (
  { requirement: _requirement, ...line }: Layer['gates'][number],
  there: readonly GateEffect[],
): GateEffect => ({
  ...line,
  fields: [...new Set([...line.fields, ...there.flatMap((one) => one.fields)])],
  atLeast: line.atLeast ?? there.find((one) => one.atLeast !== null)?.atLeast ?? null,
})
