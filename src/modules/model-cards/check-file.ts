import type { Problem } from '#kernel/errors.js'
import { findIdentifiable, identifiableMessage } from '#kernel/identifiable-data.js'
import { canonicalCard, canonicalDigest } from './canonical-card.js'
import type { CardVersion } from './card-description.js'
import type { CardProblem } from './card-problem.js'
import { decodeCard } from './decode-card.js'
import { parseCard } from './parse-card.js'
import type { Statement } from './statements.js'

/** A file that may be kept as a card. */
export interface CheckedCard {
  format: CardVersion
  statements: readonly Statement[]
  product: { name: string; developer: string; version: string; released: string }
  canonicalDigest: string
}

/** The card in a file, or what is wrong with it: its form first, then text that identifies a person. */
export const checkFile = (
  bytes: Uint8Array,
): CheckedCard | { problems: readonly CardProblem[] } => {
  const { version, problems, statements, product, document } = parseCard(bytes)
  if (problems.length > 0 || version === null || product === null || document === null)
    return { problems }
  const identifying = identifyingProblems(bytes)
  if (identifying.length > 0) return { problems: identifying }
  const digest = canonicalDigest(canonicalCard(document))
  return { format: version, statements, product, canonicalDigest: digest }
}

/** That the text of a file identifies a person, where it does. */
export const identifyingProblems = (bytes: Uint8Array): readonly CardProblem[] => {
  const decoded = decodeCard(bytes)
  const kinds = 'text' in decoded ? findIdentifiable(decoded.text, 'free-text') : []
  return kinds.length > 0 ? [{ line: 1, path: '/', message: identifiableMessage(kinds) }] : []
}

/** The problems of a file as a form shows them. */
export const asProblems = (problems: readonly CardProblem[]): Problem[] =>
  problems.map(({ line, message }) => ({ field: 'file', message: `Line ${line}: ${message}` }))
