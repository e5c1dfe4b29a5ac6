import type { CalendarDate } from '#kernel/time.js'
import {
  detailDigest,
  lastDayInDate,
  requirementDigest,
  type Framework,
  type Requirement,
} from '#modules/framework/index.js'
import type { Acceptance } from './acceptance-store.js'
import type { AcceptanceFact, SignedAnswer } from './model.js'

/** What an acceptance comes to now: it stands, it must be looked at again, or it has ended. */
export type AcceptanceState =
  | { state: 'stands'; until: CalendarDate | null }
  | { state: 'under-review'; since: string }
  | { state: 'expired'; until: CalendarDate }

/**
 * The state of an acceptance, derived from its source and, but for what is older than what is kept of
 * it, never stored: what it rests on was signed again, withdrawn, put under review, or the requirement asks for something else now, where it was signed
 * or in the way of those who rely on it (product.md, rule 3). It ends with its own last day or the
 * source's, whichever is first.
 */
export const acceptanceState = (
  acceptance: Pick<Acceptance, 'sourceName' | 'until' | 'detailDigest' | 'reviewSince'>,
  source: SignedAnswer | undefined,
  { requirement, framework }: AskedNow,
  today: CalendarDate,
): AcceptanceState => {
  if (!source)
    return { state: 'under-review', since: `${acceptance.sourceName} no longer shows it` }
  const since =
    reviewOf(acceptance.sourceName, source, requirement) ??
    acceptance.reviewSince ??
    changedDetail(acceptance, { requirement, framework }, 'it was accepted')
  if (since !== null) return { state: 'under-review', since }
  const until = [acceptance.until, source.inDateUntil].filter((one) => one !== null).toSorted()[0]
  if (until !== undefined && until < today) return { state: 'expired', until }
  return { state: 'stands', until: until ?? null }
}

const reviewOf = (name: string, source: SignedAnswer, requirement: Requirement): string | null => {
  if (source.withdrawnAt !== null) return `${name} withdrew it`
  if (source.supersededAt !== null) return `${name} signed it again`
  if (source.reviewSince !== null) return `${source.reviewSince}, at ${name}`
  return changedRequirement(source, requirement)
}

/**
 * Why something signed is under review where the requirement is another now, or null: it asks for
 * something else, the role that signed may sign it no longer, or it lasts less long (decision 15).
 */
export const changedRequirement = (signed: AskedThen, requirement: Requirement): string | null => {
  if (signed.requirementDigest === null) return null
  const after = `after version ${signed.frameworkVersion} of the agreed way`
  if (signed.requirementDigest !== requirementDigest(requirement))
    return `the requirement changed ${after}`
  const { role, on } = signed.signature
  if (!requirement.signedBy.includes(role)) return `who signs the requirement changed ${after}`
  const until = lastDayInDate(requirement.renewal, on)
  const isShorter = until !== null && (signed.inDateUntil === null || until < signed.inDateUntil)
  return isShorter ? `the requirement is renewed sooner ${after}` : null
}

/** A requirement, or a part of one, in the agreed way that it is asked by now. */
export interface AskedNow {
  requirement: Requirement
  framework: Pick<Framework, 'forms'>
}

/** Why what one signed oneself is under review where what asks it is another now, or null. */
export const changedSince = (
  signed: AskedThen & Pick<SignedAnswer, 'detailDigest'>,
  now: AskedNow,
): string | null =>
  changedRequirement(signed, now.requirement) ?? changedDetail(signed, now, 'it was signed')

/** Why another guided form, or other words of the system, put something under review, or null. */
export const changedDetail = (
  { detailDigest: then }: Pick<SignedAnswer, 'detailDigest'>,
  { requirement, framework }: AskedNow,
  since: 'it was signed' | 'it was accepted',
): string | null =>
  then === null || then === detailDigest(framework, requirement)
    ? null
    : `its form or the system’s words for it changed after ${since}`

/** What of a signature says how the requirement was when it was given. */
interface AskedThen extends Pick<
  SignedAnswer,
  'requirementDigest' | 'frameworkVersion' | 'inDateUntil'
> {
  signature: Pick<SignedAnswer['signature'], 'role' | 'on'>
}

/** An acceptance as gates are told of it: whose, for which version, who accepted it, until when. */
export const acceptanceFact = (
  acceptance: Acceptance,
  until: CalendarDate | null,
): AcceptanceFact => ({
  organisationName: acceptance.sourceName,
  version: acceptance.versionName,
  signature: acceptance.signature,
  until,
})
