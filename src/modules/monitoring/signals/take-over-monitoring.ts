import { z } from 'zod'
import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { personLeft } from '#kernel/events/people.js'
import type { OwnedRecord } from '#modules/people/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import { OPEN_STATES } from './signal-states.js'

const person = z.string().max(60)

/** What a person owns here: plans that hold, and signals that nobody has answered. */
export const ownedMonitoring = query({
  name: 'monitoring.owned-monitoring',
  allow: ['administrator', 'auditor', 'system'],
  input: z.object({ personId: person }),
  async run({ db, organisationId }, { personId }): Promise<OwnedRecord[]> {
    const plans = await db
      .selectFrom('monitoring_plans')
      .innerJoin('deployments', 'deployments.id', 'monitoring_plans.deployment_id')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .select(['monitoring_plans.deployment_id', 'products.name'])
      .where('monitoring_plans.organisation_id', '=', organisationId())
      .where('monitoring_plans.owner_id', '=', personId)
      .where('monitoring_plans.ended_at', 'is', null)
      .orderBy('monitoring_plans.id')
      .execute()
    const signals = await db
      .selectFrom('signals')
      .select(['id', 'deployment_id', 'sentence'])
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', personId)
      .where('state', 'in', OPEN_STATES)
      .orderBy('id')
      .execute()
    return [
      ...plans.map((plan) => ({
        kind: 'Monitoring plan',
        name: plan.name,
        href: `/register/deployments/${plan.deployment_id}/monitoring/plan`,
      })),
      ...signals.map((signal) => ({
        kind: 'Signal',
        name: signal.sentence,
        href: `/register/deployments/${signal.deployment_id}/monitoring/signals/${signal.id}`,
      })),
    ]
  },
})

/** Makes somebody else the one who looks at a leaver's signals, at once, those to come included. */
export const takeOverMonitoring = command({
  name: 'monitoring.take-over',
  allow: ['administrator', 'system'],
  input: z.object({ from: person, to: person }),
  async run({ tx, organisationId }, { from, to }) {
    const plans = await tx
      .updateTable('monitoring_plans')
      .set({ owner_id: to })
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', from)
      .where('ended_at', 'is', null)
      .returning(['id', 'deployment_id'])
      .execute()
    const signals = await tx
      .updateTable('signals')
      .set((set) => ({ owner_id: to, revision: set('revision', '+', 1) }))
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', from)
      .where('state', 'in', OPEN_STATES)
      .returning(['id', 'deployment_id'])
      .execute()
    const [first, ...rest] = [
      ...plans.map((plan) => entry(plan.deployment_id, { plan: plan.id }, from, to)),
      ...signals.map((signal) => entry(signal.deployment_id, { signal: signal.id }, from, to)),
    ]
    return {
      result: { plans: plans.length, signals: signals.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [],
    }
  },
})

const entry = (deploymentId: string, what: object, from: string, to: string): AuditEntry => ({
  subject: { kind: 'deployment', id: deploymentId },
  before: { ...what, ownerId: from },
  after: { ...what, ownerId: to },
  reason: 'The owner left the organisation.',
})

/** Hands over what a leaver looked at. */
export const takeOverSubscriber: Subscriber = subscriber({
  name: 'monitoring.take-over-monitoring',
  on: personLeft,
  handle: async ({ once }, { personId, organisationId, handedOverTo }) => {
    if (!handedOverTo) return
    const doors = once({ id: organisationId, name: organisationId })
    await doors.run(takeOverMonitoring, { from: personId, to: handedOverTo })
  },
})
