import pg from 'pg'

/**
 * Opens connections to the registry, at most `max`. `onFault` is told of a connection that is lost
 * while nobody uses it; whoever uses one is told by their next statement.
 */
export const openPool = (
  url: string,
  { max, onFault }: { max: number; onFault: (fault: Error) => void },
): pg.Pool => {
  // Read-only transactions send statements without waiting for each other (begin-reading.ts)
  const pool = new pg.Pool({ connectionString: url, max, pipeline: true })
  pool.on('error', onFault)
  // The pool listens to idle connections only: one lost between two statements would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
