import { signedName } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { exceptionGranted } from '#kernel/events/pathway.js'
import { addMonths, londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { assessGate } from './assess-gate.js'
import { insertException } from './exception-store.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import { gatherFacts, requireOwnDeployment } from './gather-facts.js'
import { mayExcept } from './may-decide.js'
import { grantExceptionInput, MAY_DECIDE } from './model.js'

/** The longest an exception can hold, in months: it is a permission for now. Our own proposal. */
const LONGEST_MONTHS = 12

/**
 * Lets a gate be passed with one thing unmet, until a day: who, why and until when stand on every page
 * about the deployment. Throws NotAllowed where nobody may, where the role may not and for who signed
 * the evidence; Invalid; Conflict when it is met by now.
 */
export const grantException = command({
  name: 'pathway.grant-exception',
  allow: MAY_DECIDE,
  isolation: 'serializable',
  input: grantExceptionInput,
  async run({ tx, actor, now, newId }, input) {
    const deployment = await requireOwnDeployment(tx, actor, input.deploymentId)
    if (deployment.state === 'ceased') throw new Conflict('This deployment has ceased.')
    const today = londonDate(now)
    checkUntil(input.until, today)
    const assessment = assessGate(input.gate, await gatherFacts(tx, deployment, now))
    const item = requireUnmet(assessment, input.target)
    const { may, reasons } = mayExcept(actor, item)
    if (!may) throw new NotAllowed([...reasons, item.exceptionNote ?? ''].join(' ').trim())
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can make an exception.')
    const allowed = item.mayExcept === 'nobody' ? [] : item.mayExcept
    const role = allowed.find((one) => actor.roles.includes(one))
    if (!role) throw new NotAllowed('Your role may not make this exception.')
    const exception = {
      id: newId('exc'),
      organisationId: deployment.organisationId,
      deploymentId: deployment.id,
      gate: input.gate,
      target: item.requirementId,
      targetName: item.name,
      reason: input.reason.slice(0, 2000),
      until: input.until,
      grantedBy: actor.id,
      grantedByName: signedName(actor, role),
      role,
      grantedOn: today,
    }
    await insertException(tx, exception, now)
    return {
      result: { id: exception.id, until: exception.until },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        before: { [item.requirementId]: item.sentence },
        after: { exceptionTo: item.name, gate: input.gate, until: input.until, as: role },
        reason: input.reason,
      },
      events: [
        exceptionGranted({
          deploymentId: deployment.id,
          organisationId: deployment.organisationId,
          gate: input.gate,
          exceptionId: exception.id,
          requirementId: item.requirementId,
          until: exception.until,
        }),
      ],
    }
  },
})

const checkUntil = (until: string, today: string): void => {
  if (until > today && until <= addMonths(today, LONGEST_MONTHS)) return
  const message = 'Choose a last day after today and within a year.'
  throw new Invalid([{ field: 'until', message }])
}

const requireUnmet = (assessment: GateAssessment, target: string): GateItem => {
  const item = assessment.unmet.find((one) => one.requirementId === target)
  if (item) return item
  if (assessment.excepted.some((one) => one.requirementId === target))
    throw new Conflict('There is an exception to this already.')
  throw new Conflict('This does not block the gate, so it needs no exception.')
}
