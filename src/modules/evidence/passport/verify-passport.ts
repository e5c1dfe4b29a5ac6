import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import {
  LARGEST_PASSPORT,
  PASSPORT_FORMAT,
  passportFile,
  passportText,
  statementDigest,
  type PassportFile,
} from './passport-file.js'
import { hasTwice } from './has-twice.js'
import { fingerprintOf } from './signing-key.js'

/** What checking a passport file comes to: good, or the one reason why it is refused. */
export type Verdict =
  | { good: true; passport: PassportFile; fingerprint: string; keyGiven: boolean }
  | { good: false; code: RefusalCode; message: string }

/** Why a passport file is refused. */
export type RefusalCode =
  | 'too-large'
  | 'not-readable'
  | 'unknown-format'
  | 'not-whole'
  | 'changed'
  | 'wrong-key'
  | 'bad-key'

const refused = (code: RefusalCode, message: string): Verdict => ({ good: false, code, message })

/**
 * Checks a passport file: that it is whole, that every statement is what was digested, and that the
 * digests were signed by its key; with a key given, that it is that key. Needs nothing running. Without
 * a key it says only that nothing changed since whoever holds the key in it signed it.
 */
export const verifyPassport = (bytes: Uint8Array, givenKey?: string): Verdict => {
  if (bytes.length > LARGEST_PASSPORT) return refused('too-large', 'The file is over 16 MB.')
  const given = readJson(bytes)
  if (given === undefined)
    return refused(
      'not-readable',
      'This is not a passport file, or it was cut off: it is not JSON.',
    )
  const { read, text } = given
  const format = formatOf(read)
  if (format !== PASSPORT_FORMAT)
    return refused(
      'unknown-format',
      format === null
        ? 'This is not a passport file: it does not say its format.'
        : `This format is not known here: ${onOneLine(format.slice(0, 60))}. This version reads ${PASSPORT_FORMAT}.`,
    )
  const parsed = passportFile.safeParse(read)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    return refused('not-whole', `Parts of the file are missing or of another shape: ${where}.`)
  }
  // Whoever reads the file would otherwise see words beside the ones that were signed.
  if (hasTwice(text, parsed.data))
    return refused(
      'changed',
      'Something in the file is said twice, so it was changed after it was signed.',
    )
  return verifySigned(parsed.data, givenKey)
}

/** Words out of a file that nothing is known of, as they may be shown in a terminal. */
export const onOneLine = (words: string): string => words.replaceAll(/\p{Cc}+/gu, ' ')

const verifySigned = (passport: PassportFile, givenKey: string | undefined): Verdict => {
  const key = publicKeyOf(passport.publicKey)
  // One key and one signature have one spelling, so that nothing in the file can change unnoticed.
  if (!key || key.export({ type: 'spki', format: 'pem' }) !== passport.publicKey)
    return refused('bad-key', 'The key in the file is not an Ed25519 public key.')
  const given = givenKey === undefined ? undefined : publicKeyOf(givenKey)
  if (given === null)
    return refused('bad-key', 'The key given is not an Ed25519 public key in PEM.')
  const fingerprint = fingerprintOf(key)
  if (given && fingerprintOf(given) !== fingerprint)
    return refused(
      'wrong-key',
      `The file was signed with another key: ${fingerprint}, not ${fingerprintOf(given)}.`,
    )
  const changed = passport.items.find(
    ({ digest, statement }) => statementDigest(statement) !== digest,
  )
  if (changed)
    return refused(
      'changed',
      `A statement was changed after it was signed: ${onOneLine(changed.statement.requirement)}.`,
    )
  const text = passportText(
    passport.head,
    passport.items.map(({ digest }) => digest),
  )
  const signature = Buffer.from(passport.signature, 'base64')
  const isSpelled = signature.toString('base64') === passport.signature
  if (!isSpelled || !verify(null, Buffer.from(text, 'utf8'), key, signature))
    return refused(
      'changed',
      'The signature does not fit: what the file says of itself, or its list of statements, was changed.',
    )
  return { good: true, passport, fingerprint, keyGiven: given !== undefined }
}

const readJson = (bytes: Uint8Array): { read: unknown; text: string } | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { read: JSON.parse(text), text }
  } catch {
    return undefined
  }
}

const formatOf = (read: unknown): string | null =>
  typeof read === 'object' && read !== null && 'format' in read && typeof read.format === 'string'
    ? read.format
    : null

const publicKeyOf = (pem: string): KeyObject | null => {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}
