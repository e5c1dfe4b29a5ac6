import type { ReadDb } from '#registry/handles.js'

/** Causes of some deployments that already have a signal, of every measure, with where they began. */
export const readCauses = async (db: ReadDb, deploymentIds: readonly string[]) =>
  db
    .selectFrom('signals')
    .select([
      'id',
      'deployment_id as deploymentId',
      'cause',
      'rule',
      'way',
      'measure',
      'threshold',
      'site',
      'window_from as windowFrom',
      'window_to as windowTo',
      'state',
      'became_concern_at as becameConcernAt',
    ])
    .where('deployment_id', 'in', deploymentIds)
    .execute()
