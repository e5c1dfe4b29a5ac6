import { page } from '#kernel/declare/page.js'
import { NotAllowed } from '#kernel/errors.js'
import { confirmAsMember } from '../confirm-as-member.js'
import { showMembers } from '../show-members.js'
import { GroupView } from './group-view.js'
import { MemberView } from './member-view.js'

/**
 * Acting for others. The group sees whom its deployment covers and how each stands; a member sees one
 * page: what the group did, what it confirms, where it signs.
 */
export const membersPage = page({
  path: '/register/deployments/:id/members',
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf }, form) => {
    const shown = await read(showMembers, { deploymentId: params['id'] })
    const { deployment, isGroup, members } = shown
    const own = members.find((one) => one.organisationId === actor.organisationId)
    if (!isGroup && !own)
      throw new NotAllowed('Whom this deployment covers is seen by its group and its members.')
    return {
      title: isGroup
        ? 'Organisations it covers'
        : `What ${deployment.organisationName} did for you`,
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      body:
        isGroup || !own ? (
          <GroupView shown={shown} actor={actor} />
        ) : (
          <MemberView {...{ shown, own, actor, csrf, form }} />
        ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { secondFrom } = await run(confirmAsMember, {
      deploymentId: params['id'],
      statementId: values['statementId'],
      differs: values['differs'],
      differences: values['differences'],
    })
    const who = secondFrom === 'group' ? 'Somebody of the group' : 'A colleague'
    return {
      redirect: `/register/deployments/${params['id']}/members`,
      flash: `You signed as controller. ${who} signs second.`,
    }
  },
})
