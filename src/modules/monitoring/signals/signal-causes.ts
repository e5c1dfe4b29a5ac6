import type { ReadDb } from '#registry/handles.js'

/** What of some deployments already has a signal, of every measure, with where each cause began. */
export const readCauses = async (db: ReadDb, deploymentIds: readonly string[]) =>
  db
    .selectFrom('signals')
    .select([
      'id',
      'deployment_id as deploymentId',
      'rule',
      'way',
      'measure',
      'threshold',
      'site',
      'subject',
      'since',
      'window_from as windowFrom',
      'window_to as windowTo',
      'state',
      'became_concern_at as becameConcernAt',
    ])
    .where('deployment_id', 'in', deploymentIds)
    .execute()
