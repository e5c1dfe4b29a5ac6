// Events of all deployments over the ten weeks up to 23 November 2026, in the order of their arrival:
// half predictions, half outcomes known an hour later. Made by DuckDB itself, since sending so many would take hours.
import { DuckDBInstance } from '@duckdb/node-api'

/** The end of the week that is closed, and the beginning of the first. */
export const END = Date.UTC(2026, 10, 23)
export const BEGIN = END - 70 * 86_400_000
/** When the job runs; outcomes that would be known later have not arrived. */
export const NOW = END + 20 * 60_000
/** What the run before it, ten to midnight, had noted, in microseconds. */
export const NOTED_UNTIL = (END - 10 * 60_000) * 1000

/** Fills the file of a store that was opened once and closed. */
export const seedEvents = async (path, { events, organisations, each }) => {
  const predictions = Math.floor(events / 2)
  const step = (END - BEGIN) / predictions
  const instance = await DuckDBInstance.create(path, { threads: '2', memory_limit: '4GB' })
  const connection = await instance.connect()
  await connection.run(`create temp table d as select n::integer as n,
    'org_t' || (1 + n // ${each}) as organisation_id, 'dep_' || (1 + n // ${each}) || '_' || (1 + n % ${each}) as deployment_id
    from range(${organisations * each}) t(n)`)
  await connection.run(`insert into predictions
    select d.organisation_id, d.deployment_id, 'e' || i, 'p' || i,
      (${BEGIN} + i * ${step})::bigint, (${BEGIN} + i * ${step})::bigint * 1000 + i % 1000,
      ((i * 7919) % 100003) / 100003.0, ((i * 7919) % 100003 > 60000)::integer, null, null,
      case when i // ${organisations * each} % 2 = 0 then '{"sex":"female"}' else '{"sex":"male"}' end
    from range(${predictions}) t(i) join d on d.n = i % ${organisations * each}`)
  await connection.run(`insert into outcomes
    select organisation_id, deployment_id, event_id, prediction_id, occurred_ms + 3600000, arrival + 3600000000,
      (score * 100003 % 997 / 997 < score)::integer
    from predictions where occurred_ms + 3600000 <= ${NOW}`)
  await connection.run('checkpoint')
  connection.closeSync()
  instance.closeSync()
}
