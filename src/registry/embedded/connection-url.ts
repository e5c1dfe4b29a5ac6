import { socketPort } from './layout.js'

/** Where a server can be reached: the directory of its socket, or a port on loopback. */
export type Address = { socketDirectory: string } | { port: number }

/** The connection URL of a database, understood by `pg`, psql and the WHATWG URL parser alike. */
export function connectionUrl(
  address: Address,
  user: string,
  password: string,
  database: string,
): string {
  const socket = 'socketDirectory' in address
  const url = new URL(`postgresql://localhost/${encodeURIComponent(database)}`)
  url.username = user
  url.password = password
  url.hostname = socket ? 'localhost' : '127.0.0.1'
  url.port = String(socket ? socketPort : address.port)
  if (socket) url.searchParams.set('host', address.socketDirectory)
  return url.href
}
