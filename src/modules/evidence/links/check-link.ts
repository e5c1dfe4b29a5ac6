import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { outcomeOf, type LinkOutcome } from './link-outcomes.js'
import { isPublicAddress } from './public-address.js'

/** What was found at a link; the status where something answered. */
export interface FoundLink {
  outcome: LinkOutcome
  status: number | null
}

const PATIENCE_MS = 10_000
const NOTHING: FoundLink = { outcome: 'no-answer', status: null }
const INSIDE: FoundLink = { outcome: 'not-looked-at', status: null }

/**
 * Looks whether an address answers, and reads none of what it answers. Only public addresses are connected
 * to: the name is looked up once, and the connection goes to what was looked up, so that a name cannot
 * lead elsewhere meanwhile. Leads to other addresses are not followed. Never throws.
 */
export const checkLink = async (
  address: string,
  isAllowed: (ip: string) => boolean = isPublicAddress,
): Promise<FoundLink> => {
  if (!URL.canParse(address)) return NOTHING
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return INSIDE
  const found = await addressesOf(url.hostname)
  const [first] = found
  if (!first) return NOTHING
  if (!found.every(isAllowed)) return INSIDE
  const status = await statusOf(url, first)
  return status === null ? NOTHING : { outcome: outcomeOf(status), status }
}

const addressesOf = async (hostname: string): Promise<string[]> => {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return [bare]
  const found = await lookup(bare, { all: true }).catch(() => [])
  return found.map((one) => one.address)
}

const statusOf = (url: URL, address: string): Promise<number | null> =>
  new Promise((resolve) => {
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp
    const family = isIP(address)
    const request = ask(url, {
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'user-agent': 'Wardround', range: 'bytes=0-0' },
      lookup: (_name, { all }, found) =>
        all ? found(null, [{ address, family }]) : found(null, address, family),
    })
    request.on('response', (response) => {
      response.destroy()
      resolve(response.statusCode ?? null)
    })
    request.on('error', () => resolve(null))
    request.end()
  })
