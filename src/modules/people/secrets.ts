import { randomBytes } from 'node:crypto'
import { hashToken, makeToken } from '#modules/identity/index.js'

/**
 * A new secret for a link and what is stored of it. Its randomness is not passed in: a link that
 * could be foreseen would let anybody in.
 */
export const newSecret = (): { text: string; hash: string } => {
  const text = makeToken(randomBytes)
  return { text, hash: hashToken(text) }
}
