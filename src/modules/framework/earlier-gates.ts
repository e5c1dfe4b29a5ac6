import type { Gate, GateId } from './model.js'

const FORWARD: readonly GateId[] = ['assess', 'pilot', 'implement', 'usual', 'scale']

/** The gates whose blocking lines count at a gate too, first to last; none where it carries nothing. */
export const earlierGates = (gate: Pick<Gate, 'id' | 'carries'>): readonly GateId[] => {
  if (gate.carries === 'none') return []
  return FORWARD.slice(0, FORWARD.indexOf(gate.id === 'review' ? 'scale' : gate.id))
}
