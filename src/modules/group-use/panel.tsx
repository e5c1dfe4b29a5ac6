import type { Panel } from '#kernel/declare/subject.js'
import { asCount, Card } from '#ui/index.js'
import { showMembers } from './show-members.js'

/** On the summary of a deployment: whom it covers, or where a member confirms; nothing for others. */
export const membersPanel: Panel = {
  of: 'deployment',
  order: 6,
  column: 'side',
  allow: ['signed-in'],
  render: async ({ read, actor }, id) => {
    const { isGroup, members, deployment } = await read(showMembers, { deploymentId: id })
    const isMember = members.some((one) => one.organisationId === actor.organisationId)
    if (!isGroup && !isMember) return null
    const confirmed = members.filter((one) => one.state === 'confirmed').length
    const href = `/register/deployments/${id}/members`
    if (!isGroup)
      return (
        <Card heading="Your organisation">
          <p>
            {deployment.organisationName} answers for this.{' '}
            <a href={href}>Read what it did, confirm and sign</a>
          </p>
        </Card>
      )
    return (
      <Card heading="Organisations it covers">
        <p>
          {members.length === 0
            ? 'Your own only.'
            : `${asCount(confirmed)} of ${asCount(members.length)} confirmed.`}{' '}
          <a href={href}>{members.length === 0 ? 'Answer for others too' : 'See them'}</a>
        </p>
      </Card>
    )
  },
}
