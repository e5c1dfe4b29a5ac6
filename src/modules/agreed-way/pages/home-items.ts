import { isAllowed, type Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { londonDate, startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import { asDate } from '#ui/words.js'
import { findOpenProposals, type OpenProposal } from '../find-open-proposals.js'
import { MAY_AGREE, MAY_COMMENT } from '../respond-to-proposal.js'

/** Changes of the agreed way that wait for somebody: to answer, to comment on, or to settle. */
export const proposalHomeItems = async ({ read, actor, now }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, MAY_COMMENT)) return []
  const today = londonDate(now)
  const open = await read(findOpenProposals, {})
  return open.flatMap((one) => itemOf(one, actor, today) ?? [])
}

/** What one open change asks of somebody; null for nothing. Pure. */
export const itemOf = (
  { proposal, responses, isOvertaken }: OpenProposal,
  actor: Actor,
  today: CalendarDate,
): HomeItem | null => {
  const href = `/framework/proposals/${proposal.id}`
  const title = `Change ${proposal.number} of the agreed way: ${proposal.title}`
  const takesComments = today <= proposal.commentsUntil
  const due = startOfLondonDay(proposal.commentsUntil)
  const ours = responses.filter((one) => one.organisationId === actor.organisationId)
  const isLead =
    proposal.systemId === actor.organisationId && actor.roles.includes('system-ai-lead')
  if (isOvertaken)
    return isLead
      ? {
          urgency: 40,
          tag: { word: 'To settle', tone: 'yellow' },
          title,
          detail:
            'Another change was adopted since it was proposed. Withdraw it, and propose it again.',
          href,
          action: 'Read it',
        }
      : null
  const isOfGroup = proposal.groupMembers.some((one) => one.id === actor.organisationId)
  if (isOfGroup && isAllowed(actor, MAY_AGREE) && ours.every((one) => one.kind === 'comment'))
    return {
      urgency: takesComments ? 45 : 20,
      tag: { word: 'To agree', tone: 'yellow' },
      title,
      detail: `${proposal.groupName} adopts it, and you belong to it.`,
      due,
      href,
      action: 'Read and answer',
    }
  if (isLead)
    return {
      urgency: takesComments ? 80 : 40,
      tag: takesComments ? { word: 'Open', tone: 'blue' } : { word: 'To settle', tone: 'yellow' },
      title,
      detail: `Comments until ${asDate(proposal.commentsUntil)}. Answers and comments so far: ${responses.length}.`,
      href,
      action: takesComments ? 'See what is said' : 'Adopt or withdraw it',
    }
  if (!takesComments || ours.some((one) => one.personName === actor.name)) return null
  return {
    urgency: 85,
    tag: { word: 'Comments', tone: 'blue' },
    title,
    detail: `Proposed by ${proposal.systemName}.`,
    due,
    href,
    action: 'Read and comment',
  }
}
