import { z } from 'zod'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { MEMBER_ROLES, type Role } from '#kernel/roles.js'
import { addDays, daysBetween, londonDate, startOfLondonDay } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import {
  evaluateApplies,
  requireRequirement,
  type DeploymentFacts,
  type Requirement,
} from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { EXPIRES_SOON_DAYS } from './rules.js'
import { answerAddress, fileAddress } from './addresses.js'
import { readReviews, type Review } from './read-reviews.js'
import { firstNames, reviewItems } from './review-items.js'
import { findAskedRequirement } from './subject.js'
import { readBegun, readEnding, readUnsigned, type EndingRow } from './waiting-store.js'

/**
 * What of the organisation's evidence waits: signed answers that end within 90 days or are under
 * review, what is held for a version that no longer runs, drafts that nobody signed yet, and by deployment how many requirements are not begun.
 */
export const findWaitingEvidence = query({
  name: 'evidence.find-waiting',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, now, organisationId }) {
    const framework = await agreedWayFor(db, organisationId())
    const today = londonDate(now)
    const own = { organisationId: organisationId(), framework, today }
    const reviews = (await readReviews(db, own)).filter((one) => one.kind !== 'accepted')
    const soon = addDays(today, EXPIRES_SOON_DAYS)
    const ending = await readEnding(db, organisationId(), today, soon)
    const unsigned = await readUnsigned(db, organisationId())
    const early = await readBegun(db, organisationId())
    return {
      framework,
      reviews: reviews.slice(0, MOST_REVIEWS),
      ending: ending.filter((one) => !reviews.some((review) => isSamePlace(one, review))),
      unsigned,
      early: early.map((one) => ({
        deploymentId: one.id,
        about: `${one.product}, ${one.use}`,
        notBegun: framework.requirements
          .filter(
            ({ id, applies }) =>
              !(one.begun ?? []).includes(id) &&
              evaluateApplies(applies, one.facts as DeploymentFacts).applies,
          )
          .map(({ id }) => id),
      })),
    }
  },
})

const MOST_REVIEWS = 300

const isSamePlace = (one: EndingRow, other: Review): boolean =>
  answerAddress(one) === answerAddress(other)

/** What evidence waits for this person, by their roles. */
export const evidenceHomeItems = async ({ read, actor, now }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.some((role) => MEMBER_ROLES.includes(role))) return []
  const { framework, reviews, ending, unsigned, early } = await read(findWaitingEvidence, {})
  const of = (id: string): Requirement => requireRequirement(framework, id)
  // What is asked no longer waits for nobody.
  const askedOfMe = (one: { requirementId: string; part: string }): Requirement | undefined => {
    const requirement = findAskedRequirement(framework, one)
    return requirement && mine(requirement, 'signedBy') ? requirement : undefined
  }
  const mineToSign = <One extends { requirementId: string; part: string }>(
    some: readonly One[],
    item: (one: One, requirement: Requirement) => HomeItem,
  ): HomeItem[] =>
    some.flatMap((one) => {
      const requirement = askedOfMe(one)
      return requirement ? [item(one, requirement)] : []
    })
  const today = londonDate(now)
  const mine = (requirement: Requirement, part: 'answeredBy' | 'signedBy') =>
    requirement[part].some((role: Role) => actor.roles.includes(role))
  return [
    ...reviewItems(reviews.filter((one) => askedOfMe(one) !== undefined)),
    ...mineToSign(ending, (one, requirement) => endingItem(one, requirement, today)),
    ...mineToSign(unsigned, (one, requirement) => ({
      urgency: 40,
      tag: { word: 'To sign', tone: 'yellow' },
      title: `${requirement.name}, ${one.about}`,
      detail: 'Saved and not signed yet.',
      href: `${answerAddress(one)}/sign`,
      action: 'Read and sign',
    })),
    ...early.flatMap((one): HomeItem[] => {
      const begin = one.notBegun.filter((id) => mine(of(id), 'answeredBy'))
      return begin.length === 0
        ? []
        : [
            {
              urgency: 60,
              tag: { word: 'To answer', tone: 'blue' },
              title: `${one.about}: ${begin.length === 1 ? '1 requirement' : `${begin.length} requirements`} not answered`,
              detail: firstNames(begin.map((id) => of(id).name)),
              href: `${fileAddress({ scope: 'deployment', subjectId: one.deploymentId })}?show=none&mine=yes`,
              action: 'Answer',
            },
          ]
    }),
  ]
}

const endingItem = (one: EndingRow, requirement: Requirement, today: string): HomeItem => ({
  urgency: urgencyOf(daysBetween(today, one.inDateUntil)),
  tag: { word: 'Expires soon', tone: 'yellow' },
  title: `${requirement.name}, ${one.about}`,
  due: startOfLondonDay(one.inDateUntil),
  href: answerAddress(one),
  action: 'Renew',
})

/** Urgency by days left: within 7, 30 or 90 days. */
const urgencyOf = (days: number): number => {
  if (days <= 7) return 30
  return days <= 30 ? 50 : 70
}
