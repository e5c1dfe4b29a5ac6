// The product's server for over-http.mjs: prints its address and a key that may send rows.
import { join } from 'node:path'
import { systemClock } from '#kernel/time.js'
import { composeWardround } from '#main/compose.js'
import { readConfig } from '#main/config.js'
import { listen } from '#main/listen.js'
import { makeApiKey } from '#modules/people/index.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'

const [directory, databaseUrl] = process.argv.slice(2)
const app = await composeWardround({
  config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
  databaseUrl,
  telemetry: await openDuckDb({
    path: join(directory, 't.duckdb'),
    clock: systemClock,
    threads: 1,
  }),
  clock: systemClock,
  secret: 'a secret only for this measurement, long enough',
  mail: async () => {},
  isExample: false,
  worker: false,
  mayMigrate: true,
  onFault: (fault) => process.stderr.write(`${fault?.stack ?? fault}\n`),
})
const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, behindProxy: false })
const { key } = await app.registry.run(
  makeApiKey,
  {
    kind: 'person',
    id: 'acc_1',
    name: 'Bench',
    organisationId: 'org_1',
    organisationName: 'Bench Hospital Trust',
    roles: ['administrator'],
  },
  {
    name: 'bench',
    role: 'technical-lead',
    scopes: ['telemetry:write'],
    lastDay: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
  },
)
const scope = { organisationId: 'org_1', deploymentId: 'dep_1' }
process.send({ url: server.url, key, kept: (await app.telemetry.counts(scope)).predictions })
process.on('message', () =>
  process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }),
)
process.on('SIGINT', () => process.exit()) // lets --cpu-prof write its file
