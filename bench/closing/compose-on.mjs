// The application on a seeded registry and a telemetry file, at the moment the week is closed.
import { composeWardround } from '#main/compose.js'
import { readConfig } from '#main/config.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { NOW } from './seed-events.mjs'

export const clock = { now: () => new Date(NOW) }

const VIEWER = {
  kind: 'person',
  id: 'acc_1',
  name: 'Person 1',
  organisationId: 'org_t1',
  organisationName: 'Bench Hospital Trust 1',
  roles: ['deployment-owner'],
}

export const composeOn = async ({ directory, databaseUrl, path, onFault }) =>
  composeWardround({
    config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
    databaseUrl,
    telemetry: await openDuckDb({ path, clock }),
    clock,
    secret: 'a secret only for this measurement, long enough',
    mail: async () => {},
    isExample: false,
    worker: false,
    mayMigrate: true,
    identify: async () => ({ actor: VIEWER, sessionKey: 'bench', organisations: [] }),
    identifyKey: async () => ({ ...VIEWER, scopes: ['monitoring:read'] }),
    onFault,
  })
