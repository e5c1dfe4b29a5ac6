import { createHash } from 'node:crypto'
import { Invalid } from '#kernel/errors.js'
import { readAll, type EventTable, type SqlEngine, type Statement } from './sql-engine.js'
import type { Scope } from './telemetry-store.js'

/** Several ClickHouse servers that are one store. */
export interface Cluster {
  /** Its name in the servers' `remote_servers`. */
  cluster: string
  /** The database of the rows on each shard. */
  database: string
  /** Where the tables over all shards are. */
  entrance: SqlEngine
  /** The rows of each shard, in an order that stays. */
  shards: readonly SqlEngine[]
  /** Each shard before it has that database. */
  founders: readonly SqlEngine[]
}

const TABLES: readonly EventTable[] = ['predictions', 'outcomes']
const SECONDS = 600

/** The place of the shard that holds every event of a deployment, so that joins are whole there. */
export const shardOf = ({ organisationId, deploymentId }: Scope, shards: number): number =>
  createHash('sha256')
    .update(JSON.stringify([organisationId, deploymentId]))
    .digest()
    .readUInt32BE() % shards

/**
 * Several servers behind the engine's interface. Each shard has tables of its own and is migrated by
 * itself (no ON CLUSTER). What is asked about one deployment goes to its shard; what is asked about
 * all goes through `Distributed` tables, which answer whole or not at all; what deletes goes to
 * every shard, and fails when one does not answer.
 */
export const makeClusterEngine = (cluster: Cluster): SqlEngine => {
  const { entrance, shards, founders, database } = cluster
  const holderOf = (scope: Scope): SqlEngine => shards[shardOf(scope, shards.length)] ?? entrance
  const everywhere = async (work: (shard: SqlEngine) => Promise<void>): Promise<void> => {
    await Promise.all(shards.map(work))
  }
  return {
    ...entrance,
    prepare: async (migrateServer) => {
      for (const founder of founders) {
        await founder.write([plain(`create database if not exists ${quoted(database)}`)])
      }
      const versions: number[] = []
      for (const shard of shards) versions.push(await migrateServer(shard))
      await checkPlacement(cluster)
      await entrance.write(TABLES.map((table) => overShards(cluster, table)))
      return Math.min(...versions)
    },
    together: (scopes) =>
      shards.flatMap((shard, place) =>
        shard.together(scopes.filter((scope) => shardOf(scope, shards.length) === place)),
      ),
    read: (statement, timeoutSeconds) =>
      (statement.about ? holderOf(statement.about) : entrance).read(statement, timeoutSeconds),
    insert: async (parts) => {
      for (const part of parts) await holderOf(part.scope).insert([part])
    },
    write: (statements) => everywhere((shard) => shard.write(statements)),
    reclaim: () => everywhere((shard) => shard.reclaim()),
    close: async () => {
      for (const engine of [entrance, ...shards, ...founders]) await engine.close()
    },
  }
}

/** Throws Invalid when rows are not where they would be looked for: that would hide them. */
const checkPlacement = async ({ cluster, entrance, shards }: Cluster): Promise<void> => {
  const named = await readAll(entrance, countOf(cluster), SECONDS)
  if (Number(named[0]?.['n']) !== shards.length) {
    throw new Invalid(
      `TELEMETRY_URL names ${shards.length} shards, and the servers know ${Number(named[0]?.['n'])} in the cluster ${cluster}. Name the same ones in both.`,
    )
  }
  for (const [place, shard] of shards.entries()) {
    for await (const rows of shard.read(plain(DEPLOYMENTS), SECONDS)) {
      const stray = rows.find(
        (row) =>
          shardOf(
            {
              organisationId: String(row['organisation_id']),
              deploymentId: String(row['deployment_id']),
            },
            shards.length,
          ) !== place,
      )
      if (!stray) continue
      throw new Invalid(
        'The shards of TELEMETRY_URL are not those, or not in the order, in which rows were stored. Name them as before; to change them, make a backup first and restore it with the new ones.',
      )
    }
  }
}

const countOf = (cluster: string): Statement => ({
  text: 'select count(distinct shard_num) as n from system.clusters where cluster = {cluster:String}',
  params: { cluster },
})

const DEPLOYMENTS = `select distinct organisation_id, deployment_id from predictions
  union distinct select distinct organisation_id, deployment_id from outcomes`

// Made anew at each start: it holds no rows, and has the columns of the tables of the shards.
// Without a sharding key nothing can be inserted through it.
const overShards = ({ cluster, database }: Cluster, table: EventTable): Statement =>
  plain(
    `create or replace table ${table} as ${quoted(database)}.${table}
     engine = Distributed(${quoted(cluster)}, ${quoted(database)}, ${table})`,
  )

const plain = (text: string): Statement => ({ text, params: {} })

const quoted = (name: string): string => `\`${name.replaceAll(/[`\\]/g, String.raw`\$&`)}\``
