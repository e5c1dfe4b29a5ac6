import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Packs what a command answered, dates and all, so that only who holds the key can read it. */
export const sealAnswer = (key: string, answer: unknown): Buffer => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, sealingKey(key), iv)
  const sealed = Buffer.concat([cipher.update(serialize(answer)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** What `sealAnswer` packed. Throws where the key is another. */
export const openAnswer = (key: string, packed: Buffer): unknown => {
  const text = packed.subarray(IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, sealingKey(key), packed.subarray(0, IV_BYTES))
  decipher.setAuthTag(packed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return deserialize(Buffer.concat([decipher.update(text), decipher.final()]))
}

/** The digest under which a key is stored; it does not give the key away. */
export const storedKey = (key: string): string =>
  createHash('sha256').update(`stored ${key}`).digest('hex')

const sealingKey = (key: string): Buffer => createHash('sha256').update(`sealing ${key}`).digest()
