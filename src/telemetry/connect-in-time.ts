import { Agent as PlainAgent } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

/** Within this a connection is made, TLS included, or it is given up: less than somebody waits for a page. */
const CONNECT_MS = 3000
const OPTIONS = { keepAlive: true, maxSockets: 10 }

/**
 * The agent for a server whose host may take connections in silence and never answer: one that is not made
 * in time fails with ETIMEDOUT, however long a query may take once there is one.
 */
export const agentFor = (url: URL, connectMs = CONNECT_MS): PlainAgent => {
  const agent = url.protocol === 'https:' ? new TlsAgent(OPTIONS) : new PlainAgent(OPTIONS)
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (...asked) => {
    const socket = connect(...asked)
    if (socket) giveUpAfter(socket, connectMs)
    return socket
  }
  return agent
}

const giveUpAfter = (socket: Duplex, connectMs: number): void => {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('No connection in time.'), { code: 'ETIMEDOUT' }))
  }, connectMs)
  const done = () => clearTimeout(timer)
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', done)
  socket.once('close', done)
}
