import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What signs passports: an Ed25519 key of this installation. */
export interface PassportKey {
  /** SPKI, PEM. */
  publicKey: string
  /** SHA-256 of the public key, 64 hexadecimal characters; what people compare. */
  fingerprint: string
  /** The signature of a text, base64. */
  sign(text: string): string
}

/**
 * The key of an installation, made on its first use and kept in a file that only its owner reads. Two
 * processes that make one at once end with the same: the first to write wins.
 */
export const openPassportKey = (path: string): (() => PassportKey) => {
  let held: PassportKey | undefined
  return () => (held ??= keyOf(createPrivateKey(readOrMake(path))))
}

const readOrMake = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(path, made, { mode: 0o600, flag: 'wx', flush: true })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  return readFileSync(path, 'utf8')
}

const keyOf = (privateKey: KeyObject): PassportKey => {
  const publicKey = createPublicKey(privateKey)
  return {
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    fingerprint: fingerprintOf(publicKey),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}

/** SHA-256 of a public key in its SPKI form. */
export const fingerprintOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
