import type { CalendarDate } from '#kernel/time.js'
import { roleInText } from '#kernel/roles.js'
import {
  evaluateApplies,
  type DeploymentFacts,
  type Requirement,
} from '#modules/framework/index.js'
import type { GateItem } from './gate-assessment.js'
import type { ExceptionFact } from './gate-facts.js'
import { eitherRole, longDate, personAndRole } from './wording.js'

/** Who may make an exception to a requirement of this deployment, and why where nobody may. */
export const whoMayExcept = (
  requirement: Requirement,
  deployment: DeploymentFacts,
): Pick<GateItem, 'mayExcept' | 'exceptionNote'> => {
  const rule = requirement.mayExcept.find(
    ({ when }) => when === null || evaluateApplies(when, deployment).applies,
  )
  return { mayExcept: rule?.by ?? 'nobody', exceptionNote: rule?.because ?? null }
}

/**
 * An unmet item as the exceptions made for it leave it: excepted by one that counts, otherwise with
 * the reasons why none does. An exception counts where the item may be excepted, made by a role
 * allowed to and not by who signed the evidence, until its last day.
 */
export const applyExceptions = (
  item: GateItem,
  exceptions: readonly ExceptionFact[],
  today: CalendarDate,
): { item: GateItem; lapsed: boolean } => {
  const judged = exceptions.map((exception) => ({
    exception,
    objection: objectionTo(exception, item, today),
  }))
  const counting = judged.find(({ objection }) => objection === null)?.exception
  if (counting) {
    const { grantedBy, until, reason } = counting
    const sentence = `Exception by ${personAndRole(grantedBy)} until ${longDate(until)}: ${reason} Not met: ${item.sentence}`
    return { item: { ...item, sentence, exception: counting }, lapsed: false }
  }
  const objections = judged.flatMap(({ objection }) => (objection === null ? [] : [objection]))
  const sentence = [item.sentence, ...objections].join(' ')
  const lapsed = exceptions.some((exception) => exception.until < today)
  return { item: { ...item, sentence }, lapsed }
}

/** Whether a person signed, accepted or waived an item. */
export const hasSigned = (personId: string, { signatures }: GateItem): boolean =>
  signatures.some((signature) => signature.personId === personId)

const objectionTo = (
  { grantedBy, until }: ExceptionFact,
  item: GateItem,
  today: CalendarDate,
): string | null => {
  const which = `The exception by ${grantedBy.personName} does not count`
  if (item.mayExcept === 'nobody') return `${which}: nobody may make an exception to this.`
  if (!item.mayExcept.includes(grantedBy.role)) {
    return `${which}: a ${roleInText(grantedBy.role)} may not make it. It is for the ${eitherRole(item.mayExcept)}.`
  }
  if (hasSigned(grantedBy.personId, item)) {
    return `${which}: the same person signed the evidence.`
  }
  if (until < today) {
    return `The exception by ${grantedBy.personName} ended on ${longDate(until)}.`
  }
  return null
}
