import { timingSafeEqual } from 'node:crypto'
import { exportTelemetry } from './backup/telemetry-files.js'
import type { Wardround } from './compose.js'

const PATH = '/local/backup-telemetry'

/**
 * What a command of this machine asks of the server that holds the telemetry file: only from
 * loopback and only with the token of attach.json. Answers nothing for other addresses.
 */
export const localDoor =
  (wardround: Wardround, token: string) =>
  async (request: Request, address = ''): Promise<Response | undefined> => {
    const url = new URL(request.url)
    if (url.pathname !== PATH) return undefined
    if (!isLoopback(address) || !isToken(request, token) || request.method !== 'POST') {
      return new Response('Not found', { status: 404 })
    }
    const { directory } = (await request.json()) as { directory: string }
    return Response.json(await exportTelemetry(wardround.telemetry, directory))
  }

/** Asks the server that holds the data directory to write its telemetry into a directory. */
export const askForTelemetry = async (
  server: { httpUrl: string; token: string },
  directory: string,
): Promise<{ predictions: number; outcomes: number }> => {
  const response = await fetch(`${server.httpUrl}${PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ directory }),
  })
  if (!response.ok)
    throw new Error('The running server would not write its telemetry; see its log.')
  return (await response.json()) as { predictions: number; outcomes: number }
}

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address)

const isToken = (request: Request, token: string): boolean => {
  const given = Buffer.from(request.headers.get('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
