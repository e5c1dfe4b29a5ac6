import { isAllowed } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { asDue } from '#ui/index.js'
import { MAY_ANSWER, MAY_CONSENT, MAY_LEAD, MAY_SIGN } from '../model.js'
import { TEST_NAMES } from '../rules.js'
import { whatNeedsMe, type OpenBreach, type Waiting } from '../what-needs-me.js'

/** What of collaborations waits for the person: breaches, consents, signatures, reviews. */
export const homeItems = async ({ actor, read, now }: PageContext): Promise<HomeItem[]> => {
  const concerns = [MAY_ANSWER, MAY_CONSENT, MAY_LEAD, MAY_SIGN]
  if (!actor.organisationId || !concerns.some((who) => isAllowed(actor, who))) return []
  const { consents, signatures, reviews, breaches } = await read(whatNeedsMe, {})
  return [
    ...breaches.map(ofBreach),
    ...(isAllowed(actor, MAY_CONSENT) ? consents.map(ofConsent) : []),
    ...(isAllowed(actor, MAY_SIGN) ? signatures.map(ofSignature) : []),
    ...(isAllowed(actor, MAY_LEAD)
      ? reviews.map((one): HomeItem => ({
          urgency: 40,
          tag: { word: 'Review', tone: 'yellow' },
          title: `Review of ${one.name} ${asDue(one.reviewDue, now)}`,
          href: `/register/collaborations/${one.id}/edit`,
          action: 'Review it and set the next date',
        }))
      : []),
  ]
}

const ofBreach = (one: OpenBreach): HomeItem => ({
  urgency: one.isOwn ? 12 : 30,
  tag: { word: 'Charter', tone: 'red' },
  title: `${one.title} fails ${one.test}: ${TEST_NAMES[one.test].toLowerCase()}`,
  detail: one.because,
  href: `/register/collaborations/entries/${one.entryId}`,
  action: one.isOwn ? 'Put it right or take it out' : 'See it',
})

const ofConsent = (one: Waiting): HomeItem => ({
  urgency: 25,
  tag: { word: 'Asked', tone: 'blue' },
  title: `${one.leader} asks us to be a party of ${one.name}`,
  href: `/register/collaborations/${one.id}/answer`,
  action: 'Agree or decline',
})

const ofSignature = (one: Waiting): HomeItem => ({
  urgency: 35,
  tag: { word: 'To sign', tone: 'yellow' },
  title: `${one.name} is not signed for us`,
  href: `/register/collaborations/${one.id}/sign`,
  action: 'Read and sign',
})
