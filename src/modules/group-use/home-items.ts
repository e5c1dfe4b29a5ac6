import { isAllowed } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { asCountOf, asList } from '#ui/index.js'
import { MAY_CONFIRM, SECOND_ROLES } from './model.js'
import { secondRole } from './rules.js'
import { findSecondsWanted, findWaitingMembers } from './show-members.js'

/** What of a group's deployments waits for this person: to read and sign, or to sign second, for a member or its group. */
export const groupUseHomeItems = async (context: PageContext): Promise<HomeItem[]> => {
  const { actor } = context
  if (!actor.organisationId || !isAllowed(actor, SECOND_ROLES)) return []
  return [...(await atMember(context)), ...(await atGroup(context))]
}

const atGroup = async ({ actor, read }: PageContext): Promise<HomeItem[]> => {
  const mine = (await read(findSecondsWanted, {})).filter(({ signedBy, statedBy }) => {
    const confirmation = { signedBy, secondFrom: 'group', second: null } as const
    return secondRole(actor, 'group', confirmation, { statedBy }).role !== null
  })
  return [...new Set(mine.map((one) => one.deploymentId))].map((id): HomeItem => {
    const wanted = mine.filter((one) => one.deploymentId === id)
    const [first] = wanted
    return {
      urgency: 35,
      tag: { word: 'To sign', tone: 'yellow' },
      title: `${first?.product ?? ''}, ${first?.use ?? ''}: second signature for ${asNames(wanted.map((one) => one.member))}`,
      detail: 'It was signed as controller there, and nobody else there can sign second.',
      href: `/register/deployments/${id}/members`,
      action: 'Read and sign second',
    }
  })
}

const MOST_NAMED = 3

const asNames = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? asCountOf(names.length, 'organisation') : asList(names)

const atMember = async ({ actor, read }: PageContext): Promise<HomeItem[]> => {
  const waiting = await read(findWaitingMembers, {})
  return waiting.flatMap((one): HomeItem[] => {
    const href = `/register/deployments/${one.id}/members`
    const title = `${one.product}, by ${one.group}`
    const tag = { word: 'To sign', tone: 'yellow' } as const
    if (one.state === 'second-to-sign') {
      const isMine =
        one.confirmation?.secondFrom === 'member' && one.confirmation.signedBy !== actor.id
      if (!isMine) return []
      const detail = 'A colleague signed as controller. A second person signs.'
      return [{ urgency: 35, tag, title, detail, href, action: 'Read and sign' }]
    }
    if (one.state === 'confirmed' || !isAllowed(actor, MAY_CONFIRM)) return []
    const detail =
      one.state === 'to-confirm-again'
        ? 'What the group stated has changed.'
        : 'It is not live at your organisation until you confirm.'
    return [{ urgency: 35, tag, title, detail, href, action: 'Read and sign' }]
  })
}
