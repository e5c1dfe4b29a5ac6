import { isAllowed } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { asCountOf } from '#ui/index.js'
import { MAY_READ, MAY_SCORE } from '../model.js'
import { whatNeedsMe, type WaitingLog } from '../what-needs-me.js'
import { addressOfLog } from './places.js'

/** What of the hazards waits for the person: risks to accept, then hazards to review and to score. */
export const homeItems = async ({ actor, read }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, MAY_READ)) return []
  const { logs, toAccept } = await read(whatNeedsMe, {})
  const mine = toAccept.filter(({ by }) => by.some((role) => actor.roles.includes(role)))
  return [
    ...mine.map((one): HomeItem => ({
      urgency: 25,
      tag: { word: 'To accept', tone: 'yellow' },
      title: `${one.reference}, risk ${one.risk}: ${one.product}`,
      detail: 'Its risk after controls waits for your acceptance.',
      href: `/hazards/${one.id}/accept`,
      action: 'Read and accept',
    })),
    ...(isAllowed(actor, MAY_SCORE) ? logs.flatMap(ofLog) : []),
  ]
}

const ofLog = (log: WaitingLog): HomeItem[] => {
  const href = addressOfLog(log, log.productId)
  return [
    ...(log.toReview > 0
      ? [
          {
            urgency: 20,
            tag: { word: 'Under review', tone: 'orange' as const },
            title: `${log.product}: ${asCountOf(log.toReview, 'hazard')} to review`,
            detail: `Since ${log.since ?? 'something changed'}. Look at each and confirm or score it again.`,
            href: `${href}/review`,
            action: 'Review',
          },
        ]
      : []),
    ...(log.toScore > 0
      ? [
          {
            urgency: 35,
            tag: { word: 'To score', tone: 'blue' as const },
            title: `${log.product}: ${asCountOf(log.toScore, 'hazard')} to score`,
            href: `${href}?risk=none`,
            action: 'Score',
          },
        ]
      : []),
  ]
}
