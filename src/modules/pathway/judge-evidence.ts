import type { CalendarDate } from '#kernel/time.js'
import {
  lastDayInDate,
  type AnswerField,
  type GateEffect,
  type Requirement,
} from '#modules/framework/index.js'
import type { AcceptanceFact, GateFacts, RequirementStatus } from './gate-facts.js'
import { judgePoints, type Verdict } from './judge-points.js'
import { eitherRole, longDate, personAndRole } from './wording.js'

type Judge = (
  requirement: Requirement,
  effect: Pick<GateEffect, 'needs' | 'fields' | 'atLeast'>,
  status: RequirementStatus,
  today: CalendarDate,
  monitoring: GateFacts['monitoring'],
) => Verdict | null

/**
 * Whether what is on file satisfies a requirement at a gate, and the sentence that says why. Met
 * means an answer or document, dated, signed by a role allowed to, unexpired and not under review
 * (design of the pathway's first form); evidence of a supplier or product version may be accepted.
 */
export const judgeEvidence = (...given: Parameters<Judge>): Verdict => {
  for (const judge of judges) {
    const verdict = judge(...given)
    if (verdict) return verdict
  }
  return signedAndInDate(...given)
}

const isFilled = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  !(typeof value === 'string' && value.trim() === '') &&
  !(Array.isArray(value) && value.length === 0)

const acceptedElsewhere: Judge = (requirement, _effect, status, today) => {
  const { acceptance } = status
  if (!acceptance) return null
  const verdict = judgeAcceptance(requirement, acceptance, status.underReview, today)
  return verdict.state !== 'accepted' && status.signature ? null : verdict
}

const judgeAcceptance = (
  requirement: Requirement,
  { organisationName, version, signature, until }: AcceptanceFact,
  review: RequirementStatus['underReview'],
  today: CalendarDate,
): Verdict => {
  if (requirement.scope === 'deployment' || requirement.scope === 'adopter') {
    const sentence = `Taken over from ${organisationName} as a starting point. It must be signed here.`
    return { state: 'must-be-local', sentence }
  }
  const of = version === null ? '' : ` for version ${version}`
  const sentence = `Accepted from ${organisationName}${of} by ${personAndRole(signature)} on ${longDate(signature.on)}`
  if (!requirement.signedBy.includes(signature.role)) {
    return { state: 'wrong-role', sentence: `${sentence}, whose role may not sign this.` }
  }
  if (review) return underReview(review.since)
  if (until !== null && until < today) {
    return { state: 'expired', sentence: `The acceptance expired on ${longDate(until)}.` }
  }
  const end = until === null ? '' : `, until ${longDate(until)}`
  return { state: 'accepted', sentence: `${sentence}${end}.` }
}

const draftIsEnough: Judge = (_requirement, effect, status) => {
  if (effect.needs !== 'draft') return null
  const hasAnswer = Object.values(status.answers?.values ?? {}).some(isFilled)
  const on = hasAnswer ? status.answers?.answeredOn : status.document?.addedOn
  if (on === undefined) return { state: 'not-answered', sentence: 'No answer yet.' }
  const what = status.signature ? 'On file since' : 'Draft of'
  return { state: 'met', sentence: `${what} ${longDate(on)}. A draft is enough at this gate.` }
}

const isAnswered: Judge = (requirement, effect, status) => {
  const { anyOf, allOf } = requirement.metBy
  const values = status.answers?.values ?? {}
  const document = status.document !== null
  const answersCount = anyOf.includes('answers') || allOf.includes('answers')
  const documentCounts = anyOf.includes('document') || allOf.includes('document')
  const spared = document && anyOf.includes('document')
  const asked = requirement.fields.filter(
    (field) => effect.fields.includes(field.id) || (answersCount && field.required && !spared),
  )
  const missing = asked.filter((field) => !isFilled(values[field.id]))
  const started = document || requirement.fields.some((field) => isFilled(values[field.id]))
  if (!started) return { state: 'not-answered', sentence: 'No answer yet.' }
  if (missing.length > 0) return partAnswered(asked, missing)
  if (documentCounts && allOf.includes('document') && !document) {
    return { state: 'part-answered', sentence: 'The document is missing.' }
  }
  return null
}

const partAnswered = (asked: readonly AnswerField[], missing: readonly AnswerField[]): Verdict => {
  const done = asked.length - missing.length
  const labels = missing.map((field) => field.label).join(' ')
  return {
    state: 'part-answered',
    sentence: `${done} of ${asked.length} questions answered. Still needed: ${labels}`,
  }
}

const shown = (value: unknown): string =>
  typeof value === 'number' ? String(value) : 'not a number'

const isEnough: Judge = (requirement, { atLeast }, status) => {
  if (!atLeast) return null
  const value = status.answers?.values[atLeast.field]
  const target = status.answers?.values[atLeast.of]
  if (typeof value === 'number' && typeof target === 'number' && value >= target) return null
  const label = (id: string) => requirement.fields.find((field) => field.id === id)?.label ?? id
  const sentence = `Not enough yet. ${label(atLeast.field)} ${shown(value)}. ${label(atLeast.of)} ${shown(target)}.`
  return { state: 'not-enough', sentence }
}

const reachesPassMark: Judge = (requirement, _effect, status) => {
  if (!requirement.points) return null
  const verdict = judgePoints(status.points, requirement.points.rule)
  return verdict.state === 'met' ? null : verdict
}

const underReview = (since: string): Verdict => ({
  state: 'under-review',
  sentence: `Under review since ${since}.`,
})

const isNotUnderReview: Judge = (_requirement, _effect, status) =>
  status.underReview ? underReview(status.underReview.since) : null

const isSigned: Judge = (requirement, _effect, status) => {
  const { signature } = status
  const signers = eitherRole(requirement.signedBy)
  const changedOn = latest(status.answers?.answeredOn, status.document?.addedOn)
  if (!signature) {
    const sentence = `Answered on ${longDate(changedOn)} and not signed yet. It is for the ${signers} to sign.`
    return { state: 'not-signed', sentence }
  }
  if (!requirement.signedBy.includes(signature.role)) {
    const sentence = `Signed by ${personAndRole(signature)}, whose role may not sign this. It is for the ${signers} to sign.`
    return { state: 'wrong-role', sentence }
  }
  if (changedOn > signature.on) {
    const sentence = `Changed on ${longDate(changedOn)}, after it was signed on ${longDate(signature.on)}. It must be signed again.`
    return { state: 'not-signed', sentence }
  }
  return null
}

const latest = (...dates: (CalendarDate | undefined)[]): CalendarDate =>
  dates.filter((date) => date !== undefined).reduce((one, other) => (other > one ? other : one), '')

const endOf = (requirement: Requirement, status: RequirementStatus): CalendarDate | null =>
  status.inDateUntil ??
  (status.signature ? lastDayInDate(requirement.renewal, status.signature.on) : null)

const isInDate: Judge = (requirement, _effect, status, today) => {
  const end = endOf(requirement, status)
  if (end === null || end >= today) return null
  return { state: 'expired', sentence: `Expired on ${longDate(end)}.` }
}

const isLive: Judge = (_requirement, effect, _status, today, monitoring) => {
  if (effect.needs !== 'live') return null
  const late = pointsAreLate(monitoring, today)
  return late === null ? null : { state: 'not-live', sentence: late }
}

/** Why monitoring figures are not arriving on time, or null when they are. */
export const pointsAreLate = (
  monitoring: GateFacts['monitoring'],
  today: CalendarDate,
): string | null => {
  if (!monitoring) return 'There is no agreed monitoring plan.'
  const { lastPointOn, nextPointDueOn } = monitoring
  if (lastPointOn === null) return 'No monitoring figures have arrived yet.'
  if (nextPointDueOn === null || nextPointDueOn >= today) return null
  return `The last monitoring figures are of ${longDate(lastPointOn)}. The next were due on ${longDate(nextPointDueOn)}.`
}

const signedAndInDate = (...given: Parameters<Judge>): Verdict => {
  const [requirement, , status] = given
  const points = requirement.points
    ? ` ${judgePoints(status.points, requirement.points.rule).sentence}`
    : ''
  const { signature } = status
  if (!signature) return { state: 'not-signed', sentence: 'Not signed yet.' }
  const end = endOf(requirement, status)
  const inDate = end === null ? '' : `, in date until ${longDate(end)}`
  const sentence = `Signed by ${personAndRole(signature)} on ${longDate(signature.on)}${inDate}.${points}`
  return { state: 'met', sentence }
}

const judges: readonly Judge[] = [
  acceptedElsewhere,
  draftIsEnough,
  isAnswered,
  isEnough,
  reachesPassMark,
  isNotUnderReview,
  isSigned,
  isInDate,
  isLive,
]
