import type { Actor } from '#kernel/actor.js'
import { makeIds } from '#kernel/ids.js'
import { randomBytes } from 'node:crypto'
import { systemActor } from '#kernel/actor.js'
import type { Clock } from '#kernel/time.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../../tests/support/world.js'
import type { SummaryRow } from '../summary/summary-row.js'

/** What making them needs of an app. */
type Makers = Pick<TestApp, 'world' | 'sql'> & { clock: Clock }

/** A deployment that a test monitors, and the people around it. */
export interface Monitored {
  organisation: TestOrganisation
  deploymentId: string
  versionId: string
  owner: Actor
  analyst: Actor
  administrator: Actor
  staff: Actor
}

/** A product version that several organisations can run. */
export const makeVersion = async (
  app: Makers,
  names: readonly string[] = ['1.0'],
): Promise<{ productId: string; versionIds: string[] }> => {
  const newId = makeIds(app.clock, randomBytes)
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const productId = newId('pro')
  await app.sql(
    `insert into products (id, name, supplier_id, registered_by_organisation_id, registered_by, registered_at, changed_at)
     values ($1, $2, $3, $3, 'test', $4, $4)`,
    [productId, `Example triage ${productId.slice(-6)}`, supplier.id, app.clock.now()],
  )
  const versionIds: string[] = []
  for (const name of names) {
    const id = newId('ver')
    await app.sql(
      `insert into versions (id, product_id, organisation_id, name, registered_by, registered_at)
       values ($1, $2, $3, $4, 'test', $5)`,
      [id, productId, supplier.id, name, app.clock.now()],
    )
    versionIds.push(id)
  }
  return { productId, versionIds }
}

/** A deployment at business as usual in an organisation, running a version since the start of 2020. */
export const makeMonitored = async (
  app: Makers,
  organisation: TestOrganisation,
  product: { productId: string; versionIds: readonly string[] },
  stage = 'usual',
): Promise<Monitored> => {
  const newId = makeIds(app.clock, randomBytes)
  const owner = await app.world.person(organisation, 'deployment-owner')
  const [useCase, opportunity, deployment] = [newId('use'), newId('opp'), newId('dep')]
  const versionId = product.versionIds[0] ?? ''
  const now = app.clock.now()
  await app.sql(
    `insert into use_cases (id, organisation_id, title, written_by, written_at) values ($1, $2, $3, 'test', $4)`,
    [useCase, organisation.id, `Triage ${useCase.slice(-6)}`, now],
  )
  await app.sql(
    `insert into opportunities (id, organisation_id, title, problem, owner_id, state_since, put_forward_by, put_forward_at, changed_at)
     values ($1, $2, 'Triage', 'Waiting', $3, $4, 'test', $4, $4)`,
    [opportunity, organisation.id, owner.id, now],
  )
  await app.sql(
    `insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage, stage_since, registered_by, registered_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-01-01', 'test', $9, $9)`,
    [
      deployment,
      organisation.id,
      opportunity,
      useCase,
      product.productId,
      versionId,
      owner.id,
      stage,
      now,
    ],
  )
  await app.sql(
    `insert into deployment_versions (id, organisation_id, deployment_id, version_id, ran_from, noted_by, noted_at)
     values ($1, $2, $3, $4, '2020-01-01', 'test', $5)`,
    [newId('cha'), organisation.id, deployment, versionId, now],
  )
  return {
    organisation,
    deploymentId: deployment,
    versionId,
    owner,
    analyst: await app.world.person(organisation, 'analyst'),
    administrator: await app.world.person(organisation, 'administrator'),
    staff: await app.world.person(organisation, 'staff'),
  }
}

/** A plan with AUROC, sensitivity and Brier score, weekly, that tests change where they need to. */
export const planFor = (one: Monitored, changes: object = {}): object => ({
  deploymentId: one.deploymentId,
  replaces: '',
  period: 'week',
  startsOn: '2026-01-05',
  followUpDays: 7,
  graceDays: 14,
  minimumEvents: 8,
  ownerId: one.owner.id,
  onSignal: 'Review with the supplier within five working days.',
  stopRule: 'Pause when two more points are below the pass mark.',
  thresholds: [{ name: 'working', value: 0.5 }],
  measures: [
    { measure: 'auroc', direction: 'increase', passMark: 0.85 },
    { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: 0.5 },
    { measure: 'brier', direction: 'decrease', passMark: null },
  ],
  ...changes,
})

/** The actor that the clock's jobs act as in an organisation. */
export const jobIn = (organisation: TestOrganisation): Actor =>
  systemActor('monitoring.close-windows', organisation)

/**
 * Rows made by a fixed rule, without randomness: `good` of ten events score high, the others low;
 * non-events the other way about. The same input always gives the same rows.
 */
export const madeRows = (count: number, good = 9, at?: string): SummaryRow[] =>
  Array.from({ length: count }, (_, place) => {
    const outcome = place % 3 === 0 ? 1 : 0
    const isGood = Math.floor(place / 3) % 10 < good
    const high = (outcome === 1) === isGood
    const score = (high ? 0.6 : 0.1) + ((place * 37) % 100) / 400
    return {
      score,
      outcome,
      ...(at === undefined ? {} : { at }),
      groups: { sex: place % 2 === 0 ? 'female' : 'male' },
    }
  })

/** What must be there. Throws when it is not. */
export const present = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('Expected a value.')
  return value
}
