import type { Server } from 'node:http'
import { serve, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import { Unavailable } from '#kernel/errors.js'

/** A listening server. */
export interface Listener {
  /** The address people use when no BASE_URL is set. */
  url: string
  /** Stops taking connections and lets requests under way finish, up to a few seconds. */
  close(): Promise<void>
}

const PATIENCE_MS = 5000

/**
 * Listens for HTTP. Requests carry where they come from; behind a proxy that is the last address it
 * added. Throws Unavailable in one sentence when the port is taken or may not be used.
 */
export const listen = async (options: {
  fetch(request: Request, address?: string): Promise<Response>
  host: string
  port: number
  behindProxy: boolean
}): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, env) =>
          options.fetch(request, addressOf(request, env, options.behindProxy)),
        hostname: options.host,
        port: options.port,
      },
      (info) =>
        resolve({
          url: `http://${hostText(options.host)}:${info.port}`,
          close: () => close(server as Server),
        }),
    )
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)))
  })

const addressOf = (
  request: Request,
  env: HttpBindings | Http2Bindings,
  behindProxy: boolean,
): string => {
  const forwarded = behindProxy
    ? request.headers.get('x-forwarded-for')?.split(',').at(-1)
    : undefined
  return forwarded?.trim() || env.incoming.socket.remoteAddress || 'unknown'
}

// A server that listens everywhere is reached from its own machine over loopback.
const hostText = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
    server.close(() => {
      clearTimeout(impatience)
      resolve()
    })
    server.closeIdleConnections()
  })

const listenError = (
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): Error => {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Unavailable(
        `Port ${port} is in use: stop what uses it, or set PORT to another number.`,
      )
    case 'EACCES':
      return new Unavailable(
        `Port ${port} may not be used by this account: set PORT to a number above 1023.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Unavailable(
        `This machine has no address ${host}: set HOST to one of its own, such as 127.0.0.1.`,
      )
    default:
      return error
  }
}
