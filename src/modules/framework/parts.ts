import type { Requirement, RequirementPart } from './model.js'

/** What is answered and signed by itself: a whole requirement, or one part of it as if it were one. */
export interface Asked {
  /** Empty for the whole. */
  readonly part: string
  readonly requirement: Requirement
}

/** What of a requirement is answered and signed by itself: its parts, or the whole where it has none. */
export const askedOf = (requirement: Requirement): readonly Asked[] =>
  requirement.parts.length === 0
    ? [{ part: '', requirement }]
    : requirement.parts.map((part) => ({
        part: part.id,
        requirement: narrowToPart(requirement, part),
      }))

/** The id of what is asked, as addresses and lists name it: `R31`, `R02.product`. */
export const askedId = ({ part, requirement }: Asked): string =>
  part === '' ? requirement.id : `${requirement.id}.${part}`

const narrowToPart = (requirement: Requirement, part: RequirementPart): Requirement => {
  const holds = (field: string): boolean => part.fields.includes(field)
  return {
    ...requirement,
    name: `${requirement.name}: ${part.name.charAt(0).toLowerCase()}${part.name.slice(1)}`,
    scope: part.scope,
    fields: requirement.fields.filter((field) => holds(field.id)),
    answeredBy: part.answeredBy,
    signedBy: part.signedBy,
    gates: requirement.gates.map((gate) => ({
      ...gate,
      fields: gate.fields.filter(holds),
      atLeast:
        gate.atLeast && holds(gate.atLeast.field) && holds(gate.atLeast.of) ? gate.atLeast : null,
    })),
    parts: [],
  }
}
