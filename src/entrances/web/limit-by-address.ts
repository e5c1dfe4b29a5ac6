import { LimitReached } from '#kernel/errors.js'
import type { Clock } from '#kernel/time.js'

const A_MINUTE_MS = 60_000
const MOST_ADDRESSES = 50_000

/** Takes a turn for an address. Throws LimitReached, with the seconds until the next minute. */
export type TakeTurn = (address: string) => void

/**
 * Counts requests of visitors who are not signed in, by address, in minutes of the clock. A network behind
 * one address shares its turns, so that the limit must be generous. It holds a minute's addresses at most;
 * where there are too many of them to tell apart, the further ones share one count.
 */
export const limitByAddress = (options: {
  perMinute: number
  clock: Clock
  mostAddresses?: number
}): TakeTurn => {
  const { perMinute, clock, mostAddresses = MOST_ADDRESSES } = options
  let minute = -1
  let taken = new Map<string, number>()
  return (address) => {
    const now = clock.now().getTime()
    const current = Math.floor(now / A_MINUTE_MS)
    if (current !== minute) {
      minute = current
      taken = new Map()
    }
    const network = networkOf(address)
    const key = taken.has(network) || taken.size < mostAddresses ? network : 'others'
    const count = (taken.get(key) ?? 0) + 1
    if (count > perMinute)
      throw new LimitReached(
        'Too many pages were asked for from your address in the last minute.',
        Math.ceil(((current + 1) * A_MINUTE_MS - now) / 1000),
      )
    taken.set(key, count)
  }
}

/**
 * What of an address is counted together: an IPv4 address by itself, also where it is written as IPv6, and
 * of IPv6 the first 64 bits, since one subscriber holds all that begin with them (RFC 6177). Pure.
 */
export const networkOf = (address: string): string => {
  const plain = address.toLowerCase().replace(/^\[|\]$|%.*$/g, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped) return mapped
  if (!plain.includes(':')) return plain
  const [before = '', after] = plain.split('::')
  const left = before.split(':').filter(Boolean)
  const right = (after ?? '').split(':').filter(Boolean)
  const zeros = after === undefined ? 0 : Math.max(8 - left.length - right.length, 0)
  return [...left, ...Array<string>(zeros).fill('0'), ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
