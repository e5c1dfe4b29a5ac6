import type { CalendarDate } from '#kernel/time.js'
import { asDate } from '#ui/words.js'
import type { Proposal, Response } from './model.js'
import { groupAnswers } from './rules.js'

/**
 * Why a proposal can never be adopted as it stands, whoever agrees, as sentences; empty when it can.
 * `lost` is what nobody may except and its version asks less of. Pure.
 */
export const reasonsItCannotStand = (
  proposal: Pick<Proposal, 'basedOn'>,
  inForce: string | null,
  lost: readonly string[],
): string[] => [
  ...(proposal.basedOn === inForce
    ? []
    : ['Another change was adopted since it was proposed. Propose it again.']),
  ...lost,
]

/** Why a proposal cannot be adopted yet, as sentences; empty when it can. Pure. */
export const reasonsAgainstAdopting = (
  proposal: Pick<Proposal, 'groupMembers' | 'commentsUntil' | 'basedOn' | 'state'>,
  responses: readonly Response[],
  inForce: string | null,
  today: CalendarDate,
  lost: readonly string[],
): string[] => {
  const answers = groupAnswers(proposal, responses)
  const waiting = answers.filter(({ answer }) => answer === null).map(({ member }) => member.name)
  const against = answers
    .filter(({ answer }) => answer?.kind === 'does-not-agree')
    .map(({ member }) => member.name)
  return [
    ...(proposal.state === 'open' ? [] : ['It is not open any more.']),
    ...reasonsItCannotStand(proposal, inForce, lost),
    ...(today > proposal.commentsUntil
      ? []
      : [`It is open to comments until ${asDate(proposal.commentsUntil)}.`]),
    ...(waiting.length === 0 ? [] : [`Not answered yet: ${waiting.join(', ')}.`]),
    ...(against.length === 0 ? [] : [`Does not agree: ${against.join(', ')}.`]),
  ]
}
