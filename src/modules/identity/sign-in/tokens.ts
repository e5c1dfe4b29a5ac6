import { createHash, createHmac } from 'node:crypto'

/** A secret for a link: 256 random bits as 43 characters that need no escaping in an address. */
export const makeToken = (randomBytes: (size: number) => Buffer): string =>
  randomBytes(32).toString('base64url')

/** What is stored of a token: its SHA-256, enough because the token itself is random. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url')

/** A digest that only this server can make, for short secrets; `purpose` keeps uses apart. */
export const keyedHash = (secret: string, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
