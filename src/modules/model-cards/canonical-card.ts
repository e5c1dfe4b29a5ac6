import { createHash } from 'node:crypto'
import type { Document } from '@xmldom/xmldom'
import { C14nCanonicalization } from 'xml-crypto'
import { Unavailable } from '#kernel/errors.js'
import { parseCard } from './parse-card.js'

/**
 * A card in its one canonical spelling (W3C Canonical XML 1.0, 2001, without comments): two cards that say
 * the same have the same. A signature inside stays as it is, and stays valid where it signs this form.
 */
export const canonicalCard = (document: Document): string => {
  const root: unknown = document.documentElement
  return new C14nCanonicalization().process(root as Node, {})
}

/** The SHA-256 digest of a canonical spelling, as 64 hexadecimal characters. */
export const canonicalDigest = (canonical: string): string =>
  createHash('sha256').update(canonical).digest('hex')

/** The canonical spelling of a card's bytes. Throws Unavailable where they are no card any more. */
export const canonicalOf = (bytes: Uint8Array): string => {
  const { document } = parseCard(bytes)
  if (!document) throw new Unavailable('This card cannot be read any more.')
  return canonicalCard(document)
}
