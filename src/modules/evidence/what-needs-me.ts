import type { HomeItem, PageContext } from '#kernel/describe.js'
import { MEMBER_ROLES, type Role } from '#kernel/roles.js'
import { addDays, daysBetween, londonDate, startOfLondonDay } from '#kernel/time.js'
import { agreedWay, evaluateApplies, requireRequirement, type Requirement } from '#modules/framework/index.js'
import type { DeploymentFacts } from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { z } from 'zod'
import { EXPIRES_SOON_DAYS } from './rules.js'

interface EndingRow {
  deploymentId: string
  product: string
  requirementId: string
  inDateUntil: string | null
  reviewSince: string | null
}

/**
 * What of the organisation's evidence waits: signed answers that end within 90 days or are under
 * review, drafts that nobody signed yet, and by deployment how many requirements are not begun.
 */
export const findWaitingEvidence = query({
  name: 'evidence.find-waiting',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, now, organisationId }) {
    const soon = addDays(londonDate(now), EXPIRES_SOON_DAYS)
    const ending: EndingRow[] = await db
      .selectFrom('signed_answers')
      .innerJoin('deployments', 'deployments.id', 'signed_answers.deployment_id')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .select([
        'deployments.id as deploymentId',
        'products.name as product',
        'requirement_id as requirementId',
        'in_date_until as inDateUntil',
        'review_since as reviewSince',
      ])
      .where('signed_answers.organisation_id', '=', organisationId())
      .where('superseded_at', 'is', null)
      .where('deployments.state', '<>', 'ceased')
      .where((where) =>
        where.or([where('in_date_until', '<=', soon), where('review_since', 'is not', null)]),
      )
      .orderBy('in_date_until')
      .limit(100)
      .execute()
    const unsigned = await db
      .selectFrom('answer_drafts')
      .innerJoin('deployments', 'deployments.id', 'answer_drafts.deployment_id')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .leftJoin('signed_answers', (join) =>
        join
          .onRef('signed_answers.deployment_id', '=', 'answer_drafts.deployment_id')
          .onRef('signed_answers.requirement_id', '=', 'answer_drafts.requirement_id')
          .on('signed_answers.superseded_at', 'is', null),
      )
      .select([
        'deployments.id as deploymentId',
        'products.name as product',
        'answer_drafts.requirement_id as requirementId',
      ])
      .where('answer_drafts.organisation_id', '=', organisationId())
      .where('deployments.state', '<>', 'ceased')
      .where((where) =>
        where.or([
          where('signed_answers.id', 'is', null),
          where('signed_answers.draft_revision', '<', where.ref('answer_drafts.revision')),
        ]),
      )
      .orderBy('answer_drafts.changed_at', 'desc')
      .limit(100)
      .execute()
    const early = await db
      .selectFrom('deployments')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .select(['deployments.id', 'products.name as product', 'facts', 'stage'])
      .select((select) =>
        select
          .selectFrom('answer_drafts')
          .select((inner) => inner.fn<string[]>('array_agg', ['requirement_id']).as('begun'))
          .whereRef('answer_drafts.deployment_id', '=', 'deployments.id')
          .as('begun'),
      )
      .where('deployments.organisation_id', '=', organisationId())
      .where('deployments.state', '=', 'running')
      .where('stage', 'in', ['assess', 'pilot', 'implement'])
      .orderBy('deployments.changed_at', 'desc')
      .limit(20)
      .execute()
    return {
      ending,
      unsigned,
      early: early.map((one) => ({
        deploymentId: one.id,
        product: one.product,
        notBegun: agreedWay()
          .requirements.filter(
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
  const { ending, unsigned, early } = await read(findWaitingEvidence, {})
  const today = londonDate(now)
  const mine = (requirement: Requirement, of: 'answeredBy' | 'signedBy') =>
    requirement[of].some((role: Role) => actor.roles.includes(role))
  const of = (id: string) => requireRequirement(agreedWay(), id)
  return [
    ...ending
      .filter(({ requirementId }) => mine(of(requirementId), 'signedBy'))
      .map((one) => endingItem(one, of(one.requirementId), today)),
    ...unsigned
      .filter(({ requirementId }) => mine(of(requirementId), 'signedBy'))
      .map((one): HomeItem => ({
        urgency: 40,
        tag: { word: 'To sign', tone: 'yellow' },
        title: `${of(one.requirementId).name}, ${one.product}`,
        detail: 'Saved and not signed yet.',
        href: `/register/deployments/${one.deploymentId}/evidence/${one.requirementId}/sign`,
        action: 'Read and sign',
      })),
    ...early.flatMap((one): HomeItem[] => {
      const asked = one.notBegun.filter((id) => mine(of(id), 'answeredBy'))
      return asked.length === 0
        ? []
        : [
            {
              urgency: 60,
              tag: { word: 'To answer', tone: 'blue' },
              title: `${one.product}: ${asked.length === 1 ? '1 requirement' : `${asked.length} requirements`} not answered`,
              detail: asked.map((id) => of(id).name).join(', '),
              href: `/register/deployments/${one.deploymentId}/evidence`,
              action: 'Answer',
            },
          ]
    }),
  ]
}

const endingItem = (one: EndingRow, requirement: Requirement, today: string): HomeItem => {
  const href = `/register/deployments/${one.deploymentId}/evidence/${requirement.id}`
  const title = `${requirement.name}, ${one.product}`
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
