import type { Selectable } from 'kysely'
import type { ReadDb, Rows } from '#registry/handles.js'
import type { Signal, SignalState, SignalWay } from '../model.js'

/** Signals with the names of their owners. */
export const signalRows = (db: ReadDb) =>
  db
    .selectFrom('signals')
    .leftJoin('people', 'people.id', 'signals.owner_id')
    .selectAll('signals')
    .select('people.name as owner_name')

/** A signal of its row. */
export const toSignal = (
  row: Selectable<Rows['signals']> & { owner_name: string | null },
): Signal => ({
  id: row.id,
  deploymentId: row.deployment_id,
  organisationId: row.organisation_id,
  rule: row.rule,
  way: row.way as SignalWay,
  measure: row.measure,
  threshold: row.threshold,
  site: row.site,
  versionId: row.version_id,
  windowFrom: row.window_from,
  windowTo: row.window_to,
  pointIds: row.point_ids,
  sentence: row.sentence,
  becameConcernAt: row.became_concern_at,
  concernSentence: row.concern_sentence,
  ownerId: row.owner_id,
  ownerName: row.owner_name ?? 'not known',
  due: row.due,
  state: row.state as SignalState,
  raisedAt: row.raised_at,
  answer: row.answer,
  answeredByName: row.answered_by_name,
  answeredAt: row.answered_at,
  revision: row.revision,
})
