import type { Gate, Requirement } from './model.js'

/** A requirement of the national set as it is without the layer over it. Pure. */
export const requirementWithoutLayer = ({ local, ...requirement }: Requirement): Requirement =>
  local
    ? {
        ...requirement,
        gates: requirement.gates.filter((line) => !local.gates.includes(line)),
        mayExcept: local.exceptions?.national ?? requirement.mayExcept,
      }
    : requirement

/** A gate as it is without the layer over it. Pure. */
export const gateWithoutLayer = (gate: Gate): Gate => ({
  ...gate,
  signOff: gate.signOff.filter(({ local }) => !local),
  checks: gate.checks.flatMap(({ local, ...check }) => {
    if (!local) return [check]
    return local.national ? [{ ...check, ...local.national }] : []
  }),
})
