import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { PasswordHashing } from '#modules/identity/index.js'

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt)
const LITTLE_WORK = { N: 2 }

/**
 * Passwords kept as in the product, with next to no work: its hash takes a fifth of a second, which
 * every person of a test would cost twice. `password.test.ts` and the tests of whole programs use
 * the product's own.
 */
export const quickPasswords: PasswordHashing = {
  hash: async (password) => {
    const salt = randomBytes(16).toString('hex')
    return `${salt}:${(await derive(password, salt, 32, LITTLE_WORK)).toString('hex')}`
  },
  verify: async ({ hash, password }) => {
    const [salt = '', key = ''] = hash.split(':')
    const kept = Buffer.from(key, 'hex')
    return timingSafeEqual(kept, await derive(password, salt, kept.length, LITTLE_WORK))
  },
}
