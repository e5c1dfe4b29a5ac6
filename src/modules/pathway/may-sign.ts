import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { SIGNED_EVIDENCE, type Gate } from '#modules/framework/index.js'
import { openRoles } from './assess-sign-off.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import { hasSigned } from './judge-exception.js'
import { everyItem } from './may-decide.js'
import { eitherRole, everyRole, longDate } from './wording.js'

/** Whether somebody may sign a step now, in which role, and every reason why not. */
export interface SigningPermission {
  readonly role: Role | null
  readonly reasons: readonly string[]
}

/**
 * Whether a person may sign a step of a gate: a role that is still open, nothing else in the way, and
 * nobody the catalogue excludes (who signed the evidence, or another step). A deputy is bound by what
 * the person they stand in for signed too. Throws RangeError for a step the gate does not have.
 */
export const maySign = (
  actor: Pick<Actor, 'id' | 'roles' | 'kind' | 'deputyFor'>,
  gate: Gate,
  stepId: string,
  assessment: GateAssessment,
): SigningPermission => {
  const step = gate.signOff.find((one) => one.id === stepId)
  if (!step) throw new RangeError(`The gate ${gate.id} has no step ${stepId}.`)
  const items = everyItem(assessment)
  const steps = items.filter((one) => one.kind === 'sign-off')
  const own = steps.find((one) => one.requirementId === stepId)
  if (!own || own.state === 'not-applicable') return no('This signature is not asked for here.')
  if (own.state === 'met') return no('This step is signed already.')
  if (actor.kind !== 'person') return no('Only a person can sign. Sign in to do it.')
  const open = openRoles(
    step,
    own.signatures.map((by) => ({ by })),
  )
  const role = open.find((one) => actor.roles.includes(one))
  const people = [actor.id, ...principals(actor, role ? [role] : step.roles)]
  const waits = step.rule === 'all' ? everyRole(open) : eitherRole(open)
  const given = own.signatures.find(({ personId }) => people.includes(personId))
  if (given) {
    const who = given.personId === actor.id ? 'You' : `${given.personName}, for whom you stand in,`
    return no(`${who} signed this step on ${longDate(given.on)}. It waits for the ${waits}.`)
  }
  if (!role) return no(`This is signed by the ${waits}.`)
  const reasons = [
    ...inTheWay(assessment),
    ...before(step.after, steps),
    ...excluded(step.notBy, people, items),
  ]
  return reasons.length === 0 ? { role, reasons } : { role: null, reasons }
}

const principals = (
  { deputyFor }: Pick<Actor, 'deputyFor'>,
  roles: readonly Role[],
): readonly string[] => roles.flatMap((role) => deputyFor?.[role]?.personId ?? [])

/** A step that nothing else is in the way of, and the roles in which it is still to be signed. */
export interface OpenStep {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** The steps of a gate that can be signed now, by whoever holds the role and nothing bars. */
export const openSteps = (gate: Gate, assessment: GateAssessment): OpenStep[] => {
  if (inTheWay(assessment).length > 0) return []
  const steps = everyItem(assessment).filter((one) => one.kind === 'sign-off')
  return gate.signOff.flatMap((step) => {
    const own = steps.find((one) => one.requirementId === step.id)
    if (!own || own.state === 'not-applicable' || own.state === 'met') return []
    if (before(step.after, steps).length > 0) return []
    const given = own.signatures.map((by) => ({ by }))
    return [{ id: step.id, name: step.name, roles: openRoles(step, given) }]
  })
}

const no = (reason: string): SigningPermission => ({ role: null, reasons: [reason] })

const signedBy = (people: readonly string[], items: readonly GateItem[]): boolean =>
  items.some((item) => people.some((person) => hasSigned(person, item)))

const inTheWay = ({ unmet }: GateAssessment): string[] => {
  const count = unmet.filter((one) => one.kind !== 'sign-off').length
  if (count === 0) return []
  const things = count === 1 ? '1 other thing blocks' : `${count} other things block`
  return [`${things} this gate. Sign once nothing else does.`]
}

const before = (after: readonly string[], steps: readonly GateItem[]): string[] =>
  steps
    .filter((one) => after.includes(one.requirementId) && one.state !== 'met')
    .filter((one) => one.state !== 'not-applicable')
    .map((one) => `This comes first: ${one.name}.`)

const excluded = (
  notBy: readonly string[],
  people: readonly string[],
  items: readonly GateItem[],
): string[] =>
  notBy.flatMap((id) => {
    const barring = items.filter((one) =>
      id === SIGNED_EVIDENCE
        ? one.kind !== 'sign-off'
        : one.kind === 'sign-off' && one.requirementId === id,
    )
    if (!signedBy(people, barring)) return []
    return id === SIGNED_EVIDENCE
      ? ['You signed evidence for this gate, so somebody else must sign here.']
      : barring.map((one) => `You signed "${one.name}", so somebody else must sign here.`)
  })
