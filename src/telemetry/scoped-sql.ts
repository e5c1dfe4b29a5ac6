import type { EventTable, Statement } from './sql-engine.js'
import type { Scope } from './telemetry-store.js'

const IN_SCOPE = 'organisation_id = {organisation:String} and deployment_id = {deployment:String}'

const IN_SCOPES =
  'organisation_id in {organisations:Array(String)} and deployment_id in {deployments:Array(String)}'

const BARE_TABLE = /\b(from|join|into|update|table)\s+(predictions|outcomes)\b/i

/**
 * A query over the events of one deployment. Tables are written `[predictions]` and `[outcomes]`
 * and become the rows of the scope; a table named without brackets is refused (RangeError), so a
 * statement cannot be written that forgets the organisation.
 */
export const scopedQuery = (
  scope: Scope,
  text: string,
  params: Statement['params'] = {},
): Statement => ({
  text: expanded(text, IN_SCOPE),
  params: { ...params, organisation: scope.organisationId, deployment: scope.deploymentId },
  about: scope,
})

/**
 * The same over the events of several deployments, which one server must hold. It finds the events of
 * any of these organisations with any of these deployments: who reads the answer keeps those of
 * the pairs asked for.
 */
export const manyScopedQuery = (
  scopes: readonly [Scope, ...Scope[]],
  text: string,
  params: Statement['params'] = {},
): Statement => ({
  text: expanded(text, IN_SCOPES),
  params: {
    ...params,
    organisations: [...new Set(scopes.map(({ organisationId }) => organisationId))],
    deployments: [...new Set(scopes.map(({ deploymentId }) => deploymentId))],
  },
  about: scopes[0],
})

/**
 * Deletes the events of deployments that meet a condition, written as in `scopedQuery`. All are of one
 * organisation (RangeError otherwise), so that nothing is deleted of a pair nobody asked for.
 */
export const scopedDelete = (
  scopes: readonly [Scope, ...Scope[]],
  table: EventTable,
  condition: string,
  params: Statement['params'],
): Statement => {
  if (scopes.some(({ organisationId }) => organisationId !== scopes[0].organisationId))
    throw new RangeError('Delete the events of one organisation at a time.')
  const inner = manyScopedQuery(scopes, condition, params)
  return {
    text: `delete from ${table} where ${IN_SCOPES} and (${inner.text})`,
    params: inner.params,
  }
}

/** Every event of every organisation up to an arrival: for backups, and for nothing else. */
export const wholeTable = (table: EventTable, until: number): Statement => ({
  text: `select * from ${table} where arrival <= {until:Int64}`,
  params: { until },
})

/** The last arrival in the whole store: how a writer goes on where the last one stopped. */
export const lastArrival = (): Statement => ({
  text: `select max(arrival) as arrival from (
    select arrival from predictions union all select arrival from outcomes) as arrivals`,
  params: {},
})

const expanded = (text: string, condition: string): string => {
  if (BARE_TABLE.test(text)) throw new RangeError('Write [predictions] or [outcomes], in brackets.')
  return text.replaceAll(
    /\[(predictions|outcomes)\]/g,
    (_, table: string) => `(select * from ${table} where ${condition})`,
  )
}
