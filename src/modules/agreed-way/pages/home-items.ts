import { isAllowed, type Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { londonDate, startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import { asDate } from '#ui/words.js'
import { findBlocksLost, findOpenProposals, type OpenProposal } from '../find-open-proposals.js'
import { MAY_AGREE, MAY_COMMENT } from '../respond-to-proposal.js'

/**
 * What of the agreed way waits for somebody: changes to answer, to comment on, or to settle, and for the lead
 * of a system a version that asks too little.
 */
export const agreedWayHomeItems = async (context: PageContext): Promise<HomeItem[]> => {
  const { read, actor, now } = context
  if (!actor.organisationId || !isAllowed(actor, MAY_COMMENT)) return []
  const today = londonDate(now)
  const open = await read(findOpenProposals, {})
  const items = open.flatMap((one) => itemOf(one, actor, today) ?? [])
  if (!actor.roles.includes('system-ai-lead')) return items
  return [...itemsOfLost(await read(findBlocksLost, {})), ...items]
}

/** What the lead of a system is asked where its version asks less than nobody may except. Pure. */
export const itemsOfLost = (found: { version: string; lost: readonly string[] }): HomeItem[] => {
  const [first, ...more] = found.lost
  if (first === undefined) return []
  const rest = more.length === 0 ? '' : ` And ${more.length} more.`
  return [
    {
      urgency: 15,
      tag: { word: 'Asks too little', tone: 'red' },
      title: `Version ${found.version} of the agreed way asks less than it must`,
      detail: `${first}${rest} Propose a version that asks for it.`,
      href: '/framework/versions',
      action: 'See what, and what to do',
    },
  ]
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
