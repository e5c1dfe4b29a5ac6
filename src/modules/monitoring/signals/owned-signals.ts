import type { ReadDb } from '#registry/handles.js'
import type { Signal } from '../model.js'
import { signalRows, toSignal } from './signal-rows.js'
import { OPEN_STATES } from './signal-states.js'

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
  const rows = await signalRows(db)
    .innerJoin('deployments', 'deployments.id', 'signals.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select(['products.name as product', 'use_cases.title as use'])
    .where('signals.organisation_id', '=', organisationId)
    .where('signals.state', 'in', OPEN_STATES)
    .$if(owner !== '', (query) => query.where('signals.owner_id', '=', owner))
    .orderBy('signals.due')
    .orderBy('signals.id')
    .offset(skip)
    .limit(take)
    .execute()
  return rows.map((row) => ({ ...toSignal(row), about: `${row.product}, ${row.use}` }))
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
