import { evaluateApplies } from './applies.js'
import { earlierGates } from './earlier-gates.js'
import type { DeploymentFacts, Gate, GateEffect, GateId, Requirement } from './model.js'

/**
 * The line of a requirement that counts at a gate: the latest that blocks, at this gate or carried
 * from an earlier one, otherwise this gate's advice. Nothing blocks a cease, whatever the data says. Pure.
 */
export const lineThatCounts = (
  requirement: Pick<Requirement, 'gates'>,
  gate: Pick<Gate, 'id' | 'carries'>,
  facts: DeploymentFacts,
): GateEffect | null => {
  const at = (id: GateId) =>
    requirement.gates.find(
      (one) => one.gate === id && (one.when === null || evaluateApplies(one.when, facts).applies),
    )
  const here = at(gate.id)
  if (gate.id === 'cease') return here ? { ...here, effect: 'advises' } : null
  if (here?.effect === 'blocks') return here
  const carried = earlierGates(gate)
    .map(at)
    .findLast((one) => one?.effect === 'blocks')
  return carried ?? here ?? null
}
