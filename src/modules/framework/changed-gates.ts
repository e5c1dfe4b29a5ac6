import type { Framework, Gate, GateId } from './model.js'

/**
 * The gates that ask for something else in one version than in another: what is looked at, who signs and
 * decides, what can be decided, or what is carried. Names, questions and sources explain only, and a
 * check or a signature counts alike whether the layer of a system asks for it or the national set. Pure.
 */
export const changedGates = (before: Framework, after: Framework): GateId[] =>
  after.gates.flatMap((gate) => {
    const earlier = before.gates.find(({ id }) => id === gate.id)
    return earlier && material(earlier) === material(gate) ? [] : [gate.id]
  })

const material = (gate: Gate): string =>
  JSON.stringify([
    gate.from,
    gate.to,
    gate.carries,
    gate.decidedBy,
    gate.checks.map(({ check, effect, mayExcept }) => [check, effect, mayExcept]),
    gate.signOff.map(({ name: _name, local: _local, ...step }) => step),
    gate.decisions.map(({ label: _label, ...decision }) => decision),
    gate.reasons.map(({ id }) => id),
    gate.checklist.map(({ id }) => id),
  ])
