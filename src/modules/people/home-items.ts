import type { HomeItem, PageContext } from '#kernel/describe.js'
import { invitationState } from './rules.js'
import { openInvitations } from './show-people.js'

const SOON_MS = 2 * 86_400_000

/** Invitations that run out within two days, for administrators. */
export const peopleHomeItems = async ({
  actor,
  read,
  now,
}: PageContext): Promise<readonly HomeItem[]> => {
  if (!actor.roles.includes('administrator')) return []
  const invitations = await read(openInvitations, {})
  return invitations
    .filter((one) => invitationState(one, now) === 'waiting')
    .filter((one) => one.expiresAt.getTime() - now.getTime() <= SOON_MS)
    .map((one) => ({
      urgency: 70,
      tag: { word: 'Invitation', tone: 'neutral' },
      title: `${one.name} has not accepted your invitation`,
      due: one.expiresAt,
      href: '/administration/invitations',
      action: 'See invitations',
    }))
}
