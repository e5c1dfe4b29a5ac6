import { z } from 'zod'
import type { HomeItem, PageContext } from '#kernel/describe.js'
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
import { readLeftBehind, type LeftBehindRow } from './left-behind-store.js'
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
    const soon = addDays(londonDate(now), EXPIRES_SOON_DAYS)
    const ending = await readEnding(db, organisationId(), soon)
    const behind = await readLeftBehind(db, organisationId())
    const unsigned = await readUnsigned(db, organisationId())
    const early = await readBegun(db, organisationId())
    const framework = await agreedWayFor(db, organisationId())
    return {
      framework,
      ending,
      behind,
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

/** What evidence waits for this person, by their roles. */
export const evidenceHomeItems = async ({ read, actor, now }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.some((role) => MEMBER_ROLES.includes(role))) return []
  const { framework, ending, behind, unsigned, early } = await read(findWaitingEvidence, {})
  const of = (id: string): Requirement => requireRequirement(framework, id)
  // What is asked no longer waits for nobody.
  const mineToSign = <One extends { requirementId: string; part: string }>(
    some: readonly One[],
    item: (one: One, requirement: Requirement) => HomeItem,
  ): HomeItem[] =>
    some.flatMap((one) => {
      const requirement = findAskedRequirement(framework, one)
      return requirement && mine(requirement, 'signedBy') ? [item(one, requirement)] : []
    })
  const today = londonDate(now)
  const mine = (requirement: Requirement, part: 'answeredBy' | 'signedBy') =>
    requirement[part].some((role: Role) => actor.roles.includes(role))
  return [
    ...mineToSign(ending, (one, requirement) => endingItem(one, requirement, today)),
    ...mineToSign(behind, behindItem),
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
              href: fileAddress({ scope: 'deployment', subjectId: one.deploymentId }),
              action: 'Answer',
            },
          ]
    }),
  ]
}

const behindItem = (one: LeftBehindRow, requirement: Requirement): HomeItem => ({
  urgency: 20,
  tag: { word: 'Under review', tone: 'orange' },
  title: `${requirement.name}, ${one.about}`,
  detail: `${one.sourceName === null ? 'Signed' : `Accepted from ${one.sourceName}`} for version ${one.earlier}, which no longer runs here.`,
  href: answerAddress({ scope: 'deployment', subjectId: one.deploymentId, ...one }),
  action: 'Look at it',
})

const MOST_NAMED = 4

const firstNames = (names: readonly string[]): string => {
  const rest = names.length - MOST_NAMED
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : names.join(', ')
}

const endingItem = (one: EndingRow, requirement: Requirement, today: string): HomeItem => {
  const href = answerAddress(one)
  const title = `${requirement.name}, ${one.about}`
  if (one.reviewSince !== null) {
    return {
      urgency: 20,
      tag: { word: 'Under review', tone: 'orange' },
      title,
      detail: `Since ${one.reviewSince}. Look at it and sign again.`,
      href,
      action: 'Look at it',
    }
  }
  const left = one.inDateUntil === null ? 0 : daysBetween(today, one.inDateUntil)
  return {
    urgency: urgencyOf(left),
    tag: left < 0 ? { word: 'Expired', tone: 'red' } : { word: 'Expires soon', tone: 'yellow' },
    title,
    ...(one.inDateUntil ? { due: startOfLondonDay(one.inDateUntil) } : {}),
    href,
    action: 'Renew',
  }
}

/** Urgency by days left: overdue, within 7, 30 or 90 days. */
const urgencyOf = (days: number): number => {
  if (days < 0) return 15
  if (days <= 7) return 30
  return days <= 30 ? 50 : 70
}
