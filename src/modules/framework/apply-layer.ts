import { earlierGates } from './earlier-gates.js'
import type { Layer } from './layer-model.js'
import type { Framework, GateEffect, Requirement } from './model.js'

/**
 * A national version with a layer over it. A stricter line counts before the national lines of its gate
 * and takes over the answers they need, so that it never asks less. Pure; check it with layerProblems first.
 */
export const applyLayer = (framework: Framework, layer: Layer): Framework => ({
  ...framework,
  version: `${framework.version}+${layer.id}`,
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
  if (!addition && gates.length === 0) return requirement
  return {
    ...requirement,
    gates: [...gates, ...requirement.gates],
    local: {
      layer: layer.name,
      example: addition?.example ?? null,
      wording: addition?.wording ?? null,
      gates,
    },
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
