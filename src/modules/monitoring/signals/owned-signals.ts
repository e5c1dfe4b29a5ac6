import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Signal } from '../model.js'
import { signalRows, toSignal } from './signal-rows.js'
import { OPEN_STATES } from './signal-states.js'

const MOST_OVERDUE = 200

/** A signal with the product and the use that it is about. */
export interface OwnedSignal extends Signal {
  about: string
}

/** Open signals that a person owns, soonest due first. */
export const signalsOwnedBy = (
  db: ReadDb,
  personId: string,
  organisationId: string,
): Promise<OwnedSignal[]> =>
  openSignalsOf(db, organisationId, { owner: personId, skip: 0, take: 50 })

/** A page of an organisation's open signals, of one owner or (empty) of all, soonest due first. */
export const openSignalsOf = async (
  db: ReadDb,
  organisationId: string,
  { owner, skip, take }: { owner: string; skip: number; take: number },
): Promise<OwnedSignal[]> => {
  const rows = await ownedSignalRows(db, organisationId)
    .$if(owner !== '', (query) => query.where('signals.owner_id', '=', owner))
    .offset(skip)
    .limit(take)
    .execute()
  return rows.map(toOwnedSignal)
}

/** Open signals of an organisation due before a day, soonest due first; none that ran the right way. */
export const signalsOverdue = async (
  db: ReadDb,
  organisationId: string,
  today: string,
): Promise<OwnedSignal[]> => {
  const rows = await ownedSignalRows(db, organisationId)
    .where('signals.way', '<>', 'right')
    .where('signals.due', '<', today)
    .limit(MOST_OVERDUE)
    .execute()
  return rows.map(toOwnedSignal)
}

/** The ids of one deployment's own signals that are overdue, as `signalsOverdue` says; asked on each of its pages. */
export const overdueOfDeployment = async (
  db: ReadDb,
  { deploymentId, organisationId }: { deploymentId: string; organisationId: string },
  today: string,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('signals')
    .modifyFront(planOnce)
    .select('id')
    .where('deployment_id', '=', deploymentId)
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', OPEN_STATES)
    .where('way', '<>', 'right')
    .where('due', '<', today)
    .orderBy('due')
    .orderBy('id')
    .limit(MOST_OVERDUE)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many open signals each owner has, and how many of them are overdue on a day. */
export const openSignalsByOwner = async (db: ReadDb, organisationId: string, today: string) => {
  const rows = await db
    .selectFrom('signals')
    .leftJoin('people', 'people.id', 'signals.owner_id')
    .select((select) => [
      'signals.owner_id as ownerId',
      'people.name as ownerName',
      select.fn.countAll<number>().as('open'),
      select.fn.countAll<number>().filterWhere('signals.due', '<', today).as('overdue'),
      select.fn.min('signals.due').as('soonest'),
    ])
    .where('signals.organisation_id', '=', organisationId)
    .where('signals.state', 'in', OPEN_STATES)
    .groupBy(['signals.owner_id', 'people.name'])
    .orderBy('people.name')
    .execute()
  return rows.map(({ ownerName, ...row }) => ({ ...row, ownerName: ownerName ?? 'not known' }))
}

const ownedSignalRows = (db: ReadDb, organisationId: string) =>
  signalRows(db)
    .innerJoin('deployments', 'deployments.id', 'signals.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select(['products.name as product', 'use_cases.title as use'])
    .where('signals.organisation_id', '=', organisationId)
    .where('signals.state', 'in', OPEN_STATES)
    .orderBy('signals.due')
    .orderBy('signals.id')

const toOwnedSignal = (
  row: Parameters<typeof toSignal>[0] & { product: string; use: string },
): OwnedSignal => ({ ...toSignal(row), about: `${row.product}, ${row.use}` })
