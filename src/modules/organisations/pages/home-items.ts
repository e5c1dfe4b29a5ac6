import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { waitingDoubles, waitingProposals } from '../show-organisation.js'

const TO_CONFIRM = { urgency: 60, tag: { word: 'To confirm', tone: 'yellow' } } as const

/** What the national files say of an administrator's organisation, that waits for their answer. */
export const homeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.roles.includes('administrator') || !actor.organisationId) return []
  const here = `/register/organisations/${actor.organisationId}`
  const [double] = await read(waitingDoubles, {})
  return [
    ...(double
      ? [
          {
            ...TO_CONFIRM,
            title: `Is your organisation ${double.name} (${double.odsCode})?`,
            detail: 'A national file lists it, and yours stands in the register without a code.',
            href: `${here}/listed`,
            action: 'Answer',
          },
        ]
      : []),
    ...(await read(waitingProposals, {})).map((one) => ({
      ...TO_CONFIRM,
      title: `Does your organisation belong to ${one.systemName}?`,
      detail: one.reason,
      href: `${here}/proposals/${one.id}`,
      action: 'Answer',
    })),
  ]
}
