import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A code of RFC 6238 with SHA-1, computed here without the library under test. */
export const totp = (secret: Buffer, seconds: number, digits = 6): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

const STEP_SECONDS = 30
const ENOUGH_SECONDS = 6
/** Timers count whole milliseconds and may end one early. */
const SURELY_PAST_SECONDS = 0.1

/**
 * The code of the step before this one, which is taken too and leaves this one's for the next time.
 * Near the end of a step it waits for the next, so that the code is not two steps old when it arrives.
 */
export const earlierCode = async (secret: Buffer): Promise<string> => {
  const left = STEP_SECONDS - ((Date.now() / 1000) % STEP_SECONDS)
  if (left < ENOUGH_SECONDS) await sleep((left + SURELY_PAST_SECONDS) * 1000)
  return totp(secret, Date.now() / 1000 - STEP_SECONDS)
}

/** The bytes of an authenticator secret as it is typed. */
export const fromBase32 = (text: string): Buffer => {
  const bits = Array.from(text.replace(/[= ]/g, ''))
    .map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
