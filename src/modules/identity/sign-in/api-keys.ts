import { createHash } from 'node:crypto'

/** A new API key: the text shown once, what is shown of it afterwards, and what is stored. */
export interface NewApiKey {
  key: string
  prefix: string
  hash: string
}

const KEY_SHAPE = /^wr_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SECRET_LENGTH = 40
const CHECK_LENGTH = 6
const PREFIX_LENGTH = 11

/**
 * Makes an API key: `wr_`, 40 random characters (238 bits) and 6 that check them, so that a typing
 * mistake or a key cut short is told apart from a wrong one without asking the database.
 */
export const makeApiKey = (randomBytes: (size: number) => Uint8Array): NewApiKey => {
  const secret = randomText(randomBytes)
  const key = `wr_${secret}${checkOf(secret)}`
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashApiKey(key) }
}

/** What is stored of a key: its SHA-256, enough because the key itself is random. */
export const hashApiKey = (key: string): string =>
  createHash('sha256').update(key).digest('base64url')

/** Whether a text is shaped like a key and its last characters agree with the others. */
export const isApiKey = (text: string): boolean => {
  const [, secret, check] = KEY_SHAPE.exec(text) ?? []
  return secret !== undefined && checkOf(secret) === check
}

const checkOf = (secret: string): string => {
  let number = createHash('sha256').update(`wr_${secret}`).digest().readUIntBE(0, 5)
  let text = ''
  for (let place = 0; place < CHECK_LENGTH; place += 1) {
    text += ALPHABET[number % ALPHABET.length]
    number = Math.floor(number / ALPHABET.length)
  }
  return text
}

// Bytes of 248 and over are left out, so that every character is equally likely.
const randomText = (randomBytes: (size: number) => Uint8Array): string => {
  const characters: string[] = []
  while (characters.length < SECRET_LENGTH) {
    for (const byte of randomBytes(SECRET_LENGTH)) {
      const character = byte < 248 ? ALPHABET[byte % ALPHABET.length] : undefined
      if (character !== undefined && characters.length < SECRET_LENGTH) characters.push(character)
    }
  }
  return characters.join('')
}
