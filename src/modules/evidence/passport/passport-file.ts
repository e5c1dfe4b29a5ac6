import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from './canonical-json.js'

/** The edition of the file and of the text that is signed. */
export const PASSPORT_FORMAT = 'wardround-passport/1'

/** Most bytes a passport file may have. */
export const LARGEST_PASSPORT = 16 * 1024 * 1024

const text = z.string().max(100_000)
const short = z.string().max(300)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** One signed statement with the digests of the documents beside it. */
const passportItem = z.strictObject({
  id: short,
  requirement: short,
  part: short,
  name: text,
  scope: short,
  subject: short,
  /** The organisation that signed it. */
  organisation: short,
  version: short.nullable(),
  answers: z.record(short, z.union([text, z.number(), z.boolean(), z.array(text), z.null()])),
  notApplicable: text.nullable(),
  documents: z.array(
    z.strictObject({ title: text, digest: digest.nullable(), address: text.nullable() }),
  ),
  signedBy: short,
  role: short,
  signedOn: short,
  inDateUntil: short.nullable(),
  underReviewSince: text.nullable(),
  frameworkVersion: short,
  /** Set where another organisation relies on it. */
  acceptance: z
    .strictObject({
      acceptedBy: short,
      role: short,
      on: short,
      differsHere: text,
      conditions: text,
      until: short.nullable(),
    })
    .nullable(),
})
export type PassportItem = z.output<typeof passportItem>

/** What a passport says of itself. */
const passportHead = z.strictObject({
  about: z.strictObject({ scope: short, id: short, name: text }),
  issuedBy: z.strictObject({ id: short, name: short }),
  issuedAt: z.iso.datetime(),
  frameworkVersion: short,
  note: text,
})
export type PassportHead = z.output<typeof passportHead>

/** The file, as it is read before anything in it is believed. */
export const passportFile = z.strictObject({
  format: z.literal(PASSPORT_FORMAT),
  head: passportHead,
  items: z.array(z.strictObject({ digest, statement: passportItem })).max(2000),
  publicKey: z.string().max(4000),
  signature: z.string().max(200),
})
export type PassportFile = z.output<typeof passportFile>

/** SHA-256 of one statement, in its canonical form. */
export const statementDigest = (statement: PassportItem): string => sha256(canonicalJson(statement))

/** The digest of what a passport says of itself. */
const headDigest = (head: PassportHead): string => sha256(canonicalJson(head))

/**
 * The text that is signed: the format, the digest of the head, and one line for each statement in the
 * order of the file. It depends on nothing else, so anybody can write it again.
 */
export const passportText = (head: PassportHead, digests: readonly string[]): string =>
  [
    PASSPORT_FORMAT,
    `head ${headDigest(head)}`,
    ...digests.map((one) => `statement ${one}`),
    '',
  ].join('\n')

const sha256 = (canonical: string): string =>
  createHash('sha256').update(canonical, 'utf8').digest('hex')
