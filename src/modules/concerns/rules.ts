import { NotAllowed } from '#kernel/errors.js'
import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import { addWorkingDays } from '#kernel/working-days.js'
import type { AnswerState, Harm } from './model.js'

/** Working days of field.md section 11, D21: our suggested defaults, since no source gives a number. */
const ACKNOWLEDGE_WITHIN = 1
const TRIAGE_WITHIN = 2

/** When a concern is to be acknowledged and triaged; one with serious harm the same day (D21). */
export const clocksOf = (
  raisedAt: Date,
  harm: Harm,
): { acknowledgeBy: CalendarDate; triageBy: CalendarDate } => {
  const today = londonDate(raisedAt)
  if (harm === 'serious') return { acknowledgeBy: today, triageBy: today }
  return {
    acknowledgeBy: addWorkingDays(today, ACKNOWLEDGE_WITHIN),
    triageBy: addWorkingDays(today, TRIAGE_WITHIN),
  }
}

/** The date by which an alert is to be acknowledged (D21: 1 working day). */
export const answerDue = (issuedAt: Date): CalendarDate =>
  addWorkingDays(londonDate(issuedAt), ACKNOWLEDGE_WITHIN)

/** Whether a date on a clock has passed. */
export const isOverdue = (due: CalendarDate, now: Date): boolean => due < londonDate(now)

/** The reference people quote: C- and the last six characters of the id. */
export const referenceOf = (id: string): string => `C-${id.slice(-6).toUpperCase()}`

/** An answer somebody gives to an alert. */
export type Answer = Exclude<AnswerState, 'told'>

const MAY_FOLLOW: Readonly<Record<Answer, readonly AnswerState[]>> = {
  acknowledged: ['told'],
  'action-required': ['told', 'acknowledged', 'action-not-required'],
  'action-not-required': ['told', 'acknowledged', 'action-required'],
  complete: ['action-required'],
}

/** The states from which an answer may be given; complete only follows action required. */
export const statesBefore = (answer: Answer): readonly AnswerState[] => MAY_FOLLOW[answer]

/** Whether an answer needs its reason. */
export const needsReason = (answer: Answer): boolean => answer === 'action-not-required'

const ANSWERING: readonly Role[] = [
  'clinical-safety-officer',
  'deployment-owner',
  'administrator',
  'supplier-contact',
]

/** The role an actor answers an alert in. Throws NotAllowed when they hold none that may. */
export const answeringRole = (actor: Actor): Role => {
  const role = ANSWERING.find((one) => actor.roles.includes(one))
  if (role) return role
  throw new NotAllowed('Your role does not allow this. Ask your clinical safety officer.')
}
