import type { HomeItem, PageContext } from '#kernel/describe.js'
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
