import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { roleInText } from '#kernel/roles.js'
import { londonDate, startOfLondonDay } from '#kernel/time.js'
import { invitationState, standingInState } from './rules.js'
import { openInvitations } from './show-people.js'
import { showOwnDeputies, showStandingIn } from './show-standing-in.js'

const SOON_MS = 2 * 86_400_000

/** What of people waits for somebody: for whom they stand in, invitations, arrangements to confirm. */
export const peopleHomeItems = async (context: PageContext): Promise<readonly HomeItem[]> => {
  const { actor } = context
  return [
    ...(Object.keys(actor.deputyFor ?? {}).length > 0 ? await standsInFor(context) : []),
    ...(actor.roles.includes('administrator') ? await forAdministrators(context) : []),
  ]
}

const standsInFor = async ({ actor, read, now }: PageContext): Promise<HomeItem[]> => {
  const { deputies } = await read(showOwnDeputies, {})
  return deputies
    .filter((one) => one.deputyId === actor.id)
    .filter((one) => standingInState(one, londonDate(now)) === 'Holds')
    .map((one) => ({
      urgency: 60,
      tag: { word: 'Deputy', tone: 'blue' },
      title: `You stand in for ${one.principalName} as ${roleInText(one.role)}`,
      due: startOfLondonDay(one.lastDay),
      href: '/account/deputies',
      action: 'See deputies',
    }))
}

const forAdministrators = async ({ actor, read, now }: PageContext): Promise<HomeItem[]> => {
  const invitations = await read(openInvitations, {})
  const { arrangements } = await read(showStandingIn, {})
  const toConfirm = arrangements.filter(
    (one) =>
      one.hostId === actor.organisationId && standingInState(one, londonDate(now)) === 'To confirm',
  )
  return [
    ...toConfirm.map((one): HomeItem => ({
      urgency: 50,
      tag: { word: 'To confirm', tone: 'yellow' },
      title: `${one.providerName} offers ${one.personName} as ${roleInText(one.role)}`,
      detail: one.basis,
      href: `/administration/roles-held-elsewhere/${one.id}/confirm`,
      action: 'Read and confirm',
    })),
    ...invitations
      .filter((one) => invitationState(one, now) === 'waiting')
      .filter((one) => one.expiresAt.getTime() - now.getTime() <= SOON_MS)
      .map((one): HomeItem => ({
        urgency: 70,
        tag: { word: 'Invitation', tone: 'neutral' },
        title: `${one.name} has not accepted your invitation`,
        due: one.expiresAt,
        href: '/administration/invitations',
        action: 'See invitations',
      })),
  ]
}
