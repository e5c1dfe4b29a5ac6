import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { waitingProposals } from '../show-organisation.js'

const URGENCY = 60

/** Changes of system that wait for an administrator's answer. */
export const proposalItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.roles.includes('administrator') || !actor.organisationId) return []
  const here = `/register/organisations/${actor.organisationId}`
  return (await read(waitingProposals, {})).map((one) => ({
    urgency: URGENCY,
    tag: { word: 'To confirm', tone: 'yellow' },
    title: `Does your organisation belong to ${one.systemName}?`,
    detail: one.reason,
    href: `${here}/proposals/${one.id}`,
    action: 'Answer',
  }))
}
