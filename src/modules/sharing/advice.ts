import { sql } from 'kysely'
import { z } from 'zod'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'

/** What a system AI lead said about a deployment, and what its organisation answered. */
export interface Advice {
  id: string
  kind: 'advice' | 'introduction'
  fromName: string
  organisationId: string
  toOrganisationId: string
  deploymentId: string
  productName: string
  words: string
  givenAt: Date
  answer: string | null
  answeredByRole: string | null
  answeredAt: Date | null
}

const id = z.string().max(60)

/** Gives advice about deployments of partners, or introduces those who do the same thing. Throws NotFound. */
export const giveAdvice = command({
  name: 'sharing.give-advice',
  allow: ['system-ai-lead'],
  input: z.object({
    deploymentIds: z
      .union([id.transform((one) => [one]), z.array(id)])
      .pipe(z.array(z.string()).min(1, 'Choose what the advice is about.').max(10)),
    kind: z.enum(['advice', 'introduction']).default('advice'),
    words: freeText('the advice', 2000),
  }),
  async run({ tx, actor, now, newId, organisationId }, { deploymentIds, kind, words }) {
    const given: { id: string; deploymentId: string }[] = []
    for (const deploymentId of new Set(deploymentIds)) {
      const deployment = await requireDeployment(tx, deploymentId)
      const one = { id: newId('mes'), deploymentId }
      await tx
        .insertInto('advice')
        .values({
          id: one.id,
          deployment_id: deploymentId,
          kind,
          words,
          given_at: now,
          organisation_id: organisationId(),
          to_organisation_id: deployment.organisationId,
          given_by: actor.id,
        })
        .execute()
      given.push(one)
    }
    const [first, ...rest] = given.map((one) => ({
      subject: { kind: 'deployment', id: one.deploymentId },
      after: { advice: one.id, kind, words },
    }))
    if (!first) throw new Invalid('Choose what the advice is about.')
    return { result: { given }, audit: [first, ...rest], events: [] }
  },
})

/** Answers advice about a deployment of one's own. Throws NotFound, NotAllowed, and Conflict the second time. */
export const answerAdvice = command({
  name: 'sharing.answer-advice',
  allow: ['deployment-owner', 'administrator', 'executive-sponsor'],
  input: z.object({ adviceId: id, answer: freeText('your answer', 2000) }),
  async run({ tx, actor, now, organisationId }, { adviceId, answer }) {
    const before = await adviceRows(tx).where('advice.id', '=', adviceId).executeTakeFirst()
    if (!before) throw new NotFound('There is no such advice.')
    if (before.to_organisation_id !== organisationId()) {
      throw new NotAllowed('Only the organisation that was advised answers.')
    }
    const { numUpdatedRows } = await tx
      .updateTable('advice')
      .set({
        answer,
        answered_by: actor.id,
        answered_by_role: actor.roles.find((role) => role !== 'staff') ?? 'staff',
        answered_at: now,
      })
      .where('id', '=', adviceId)
      .where('answered_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) {
      throw new Conflict('Somebody has answered this already.', { answer: before.answer })
    }
    return {
      result: { id: adviceId, deploymentId: before.deployment_id },
      audit: {
        subject: { kind: 'deployment', id: before.deployment_id },
        after: { advice: adviceId, answer },
      },
      events: [],
    }
  },
})

/** The advice about a deployment that the asker gave or was given, newest first. */
export const adviceAbout = query({
  name: 'sharing.advice-about',
  allow: ['signed-in'],
  input: z.object({ deploymentId: id }),
  async run({ db }, { deploymentId }) {
    const rows = await adviceRows(db)
      .where('advice.deployment_id', '=', deploymentId)
      .orderBy('advice.id', 'desc')
      .limit(100)
      .execute()
    return rows.map(toAdvice)
  },
})

/** Advice that waits for an answer about deployments of the asker, or of the organisation for an administrator. */
export const adviceUnanswered = query({
  name: 'sharing.advice-unanswered',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, actor, organisationId }) {
    let rows = adviceRows(db)
      .where('advice.to_organisation_id', '=', organisationId())
      .where('advice.answered_at', 'is', null)
    if (!actor.roles.includes('administrator')) {
      rows = rows.where('deployments.owner_id', '=', actor.id)
    }
    return (await rows.orderBy('advice.id').limit(50).execute()).map(toAdvice)
  },
})

/** Who answered, by role. */
export const answeredBy = (advice: Advice): string =>
  ROLE_NAMES[advice.answeredByRole as keyof typeof ROLE_NAMES] ?? 'Somebody'

const adviceRows = (db: ReadDb) =>
  db
    .selectFrom('advice')
    .innerJoin('organisations as giver', 'giver.id', 'advice.organisation_id')
    .leftJoin('deployments', 'deployments.id', 'advice.deployment_id')
    .leftJoin('products', 'products.id', 'deployments.product_id')
    .selectAll('advice')
    .select([
      'giver.name as from_name',
      sql<string>`coalesce(products.name, '')`.as('product_name'),
    ])

const toAdvice = (
  row: Awaited<ReturnType<ReturnType<typeof adviceRows>['executeTakeFirstOrThrow']>>,
): Advice => ({
  id: row.id,
  kind: row.kind as Advice['kind'],
  fromName: row.from_name,
  organisationId: row.organisation_id,
  toOrganisationId: row.to_organisation_id,
  deploymentId: row.deployment_id,
  productName: row.product_name,
  words: row.words,
  givenAt: row.given_at,
  answer: row.answer,
  answeredByRole: row.answered_by_role,
  answeredAt: row.answered_at,
})
