import { timingSafeEqual } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'
import { z } from 'zod'
import { Unavailable } from '#kernel/errors.js'
import { errorCode, errorText } from '#registry/embedded/error-parts.js'
import type { EventCounts } from '#telemetry/telemetry-store.js'
import { exportTelemetry } from './backup/telemetry-files.js'
import type { Wardround } from './compose.js'

const PATH = '/local/backup-telemetry'

const askedSchema = z.strictObject({ directory: z.string().min(1) })
const countsSchema = z.object({ predictions: z.int(), outcomes: z.int() })

/**
 * What a command of this machine asks of the server that holds the telemetry file: only from an
 * address of this machine and only with the token of attach.json. Answers nothing for other paths.
 */
export const localDoor =
  (wardround: Pick<Wardround, 'telemetry'>, token: string) =>
  async (request: Request, address = ''): Promise<Response | undefined> => {
    if (new URL(request.url).pathname !== PATH) return undefined
    if (!isOfThisMachine(address) || !isToken(request, token) || request.method !== 'POST') {
      return new Response('Not found', { status: 404 })
    }
    try {
      const { directory } = askedSchema.parse(await request.json())
      return Response.json(await exportTelemetry(wardround.telemetry, directory))
    } catch (problem) {
      return new Response(whyNot(problem), { status: 503 })
    }
  }

/**
 * Asks the server that holds the data directory to write its telemetry into a directory, however
 * long that takes. Throws Unavailable with what the server says.
 */
export const askForTelemetry = async (
  server: { httpUrl: string; token: string },
  directory: string,
): Promise<EventCounts> => {
  const { status, text } = await post(server, JSON.stringify({ directory })).catch(
    (problem: unknown) => ({ status: 0, text: `It broke off: ${errorText(problem)}.` }),
  )
  if (status === 200) return countsSchema.parse(JSON.parse(text))
  throw new Unavailable(`The running server could not write its telemetry. ${text.trim()}`)
}

/** The server may run as another user, or see other directories than whoever asks. */
const NOT_LET_IN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT'])

const whyNot = (problem: unknown): string =>
  NOT_LET_IN.has(errorCode(problem))
    ? `${errorText(problem)}: give the server the right to write there, or stop it and try again.`
    : errorText(problem)

const post = (
  server: { httpUrl: string; token: string },
  body: string,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const asking = httpRequest(new URL(PATH, server.httpUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    })
    asking.once('error', reject)
    asking.once('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      )
    })
    asking.end(body)
  })

const isOfThisMachine = (address: string): boolean => {
  const plain = address.replace(/^::ffff:/, '')
  if (/^127\.|^::1$/.test(plain)) return true
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return own.some((one) => one.address === plain)
}

const isToken = (request: Request, token: string): boolean => {
  const given = Buffer.from(request.headers.get('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
