import { isAllowed } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { MAY_CONFIRM, SECOND_ROLES } from './model.js'
import { findWaitingMembers } from './show-members.js'

/** What of a group's deployments waits at a member: to read and sign, or to sign second. */
export const groupUseHomeItems = async ({ actor, read }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, SECOND_ROLES)) return []
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
