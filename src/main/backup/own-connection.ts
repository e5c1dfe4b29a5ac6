import pg from 'pg'
import type { OpenedForCommand } from '../open-for-command.js'

/**
 * Does work on a connection of its own to the registry. Those of the pool send statements without waiting
 * for each other, on which nothing can be copied (registry/open-pool.ts).
 */
export const onOwnConnection = async <T>(
  { databaseUrl }: OpenedForCommand,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  // Whoever uses it is told by their next statement.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
