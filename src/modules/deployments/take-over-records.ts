import { z } from 'zod'
import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { personLeft } from '#kernel/events/people.js'
import type { OwnedRecord } from '#modules/people/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'

const person = z.string().max(60)

/** What a person owns here: deployments that have not ceased, and what is chased after those that have. */
export const ownedDeployments = query({
  name: 'deployments.owned-deployments',
  allow: ['administrator', 'auditor', 'system'],
  input: z.object({ personId: person }),
  async run({ db, organisationId }, { personId }): Promise<OwnedRecord[]> {
    const deployments = await db
      .selectFrom('deployments')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .select(['deployments.id', 'products.name'])
      .where('deployments.organisation_id', '=', organisationId())
      .where('deployments.owner_id', '=', personId)
      .where('deployments.state', '<>', 'ceased')
      .orderBy('deployments.id')
      .execute()
    const tasks = await db
      .selectFrom('cease_tasks')
      .select(['id', 'deployment_id', 'item'])
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', personId)
      .where('settled', 'is', null)
      .orderBy('id')
      .execute()
    return [
      ...deployments.map(({ id, name }) => ({
        kind: 'Deployment',
        name,
        href: `/register/deployments/${id}`,
      })),
      ...tasks.map((task) => ({
        kind: 'To do after ceasing',
        name: task.item,
        href: `/register/deployments/${task.deployment_id}#${task.id}`,
      })),
    ]
  },
})

/** Gives everything a leaver owns here to somebody else, at once, each with its line in the history. */
export const takeOverDeployments = command({
  name: 'deployments.take-over',
  allow: ['administrator', 'system'],
  input: z.object({ from: person, to: person }),
  async run({ tx, now, organisationId }, { from, to }) {
    const deployments = await tx
      .updateTable('deployments')
      .set((set) => ({ owner_id: to, changed_at: now, revision: set('revision', '+', 1) }))
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', from)
      .where('state', '<>', 'ceased')
      .returning('id')
      .execute()
    const tasks = await tx
      .updateTable('cease_tasks')
      .set({ owner_id: to })
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', from)
      .where('settled', 'is', null)
      .returning('deployment_id as id')
      .execute()
    const [first, ...rest] = [...deployments, ...tasks].map(({ id }): AuditEntry => ({
      subject: { kind: 'deployment', id },
      before: { ownerId: from },
      after: { ownerId: to },
      reason: 'The owner left the organisation.',
    }))
    return {
      result: { deployments: deployments.length, tasks: tasks.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [],
    }
  },
})

/** Hands over what a leaver owned. */
export const takeOverSubscriber: Subscriber = subscriber({
  name: 'deployments.take-over-records',
  on: personLeft,
  handle: async ({ once }, { personId, organisationId, handedOverTo }) => {
    if (!handedOverTo) return
    const doors = once({ id: organisationId, name: organisationId })
    await doors.run(takeOverDeployments, { from: personId, to: handedOverTo })
  },
})
