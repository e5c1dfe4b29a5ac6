import {
  DOMParser,
  type Document,
  type Element,
  onWarningStopParsing,
  ParseError,
} from '@xmldom/xmldom'
import { CARD_ROOT, CARD_VERSIONS, namespaceOf, type CardVersion } from './card-description.js'
import type { CardProblem } from './card-problem.js'
import { checkCard } from './check-card.js'
import { decodeCard } from './decode-card.js'
import { scanMarkup } from './scan-markup.js'
import { statementsOf, type Statement } from './statements.js'

/** A card that was read: valid when it has no problems. */
export interface ReadCard {
  version: CardVersion | null
  problems: readonly CardProblem[]
  product: { name: string; developer: string; version: string; released: string } | null
  statements: readonly Statement[]
  /** Null where the file is not XML that we read. */
  document: Document | null
}

/** Most problems that are listed; a reader mends those first. */
const MOST_PROBLEMS = 100

/** Reads bytes as a model card and checks them by our own description of the format. Never throws. */
export const parseCard = (bytes: Uint8Array): ReadCard => {
  const decoded = decodeCard(bytes)
  if ('refused' in decoded) return nothing({ line: 1, path: '/', message: decoded.refused })
  const refusal = scanMarkup(decoded.text)
  if (refusal) return nothing(refusal)
  const document = parseXml(decoded.text)
  if ('message' in document) return nothing(document)
  return checked(document)
}

const nothing = (problem: CardProblem): ReadCard => ({
  version: null,
  problems: [problem],
  product: null,
  statements: [],
  document: null,
})

const parseXml = (text: string): Document | CardProblem => {
  try {
    return new DOMParser({ onError: onWarningStopParsing }).parseFromString(text, 'text/xml')
  } catch (thrown) {
    const where = thrown instanceof ParseError ? lineOf(thrown.locator) : 1
    return { line: where, path: '/', message: 'From this line on the file is not well-formed XML.' }
  }
}

const lineOf = (locator: unknown): number =>
  typeof locator === 'object' && locator !== null && 'lineNumber' in locator
    ? Math.max(1, Number(locator.lineNumber) || 1)
    : 1

const checked = (document: Document): ReadCard => {
  const root = document.documentElement
  if (!root) return nothing({ line: 1, path: '/', message: 'This file has no elements.' })
  const version = versionOf(root)
  if (version === undefined) return nothing(notACard(root))
  const statements = statementsOf(root, version)
  const stated = (path: string): string =>
    statements.find((one) => one.path === `/${CARD_ROOT}/${path}`)?.value ?? ''
  return {
    version,
    problems: checkCard(root, version).slice(0, MOST_PROBLEMS),
    product: {
      name: stated('BasicInfo/ModelName'),
      developer: stated('BasicInfo/ModelDeveloper'),
      version: stated('ReleaseInfo/ReleaseVersion'),
      released: stated('ReleaseInfo/ReleaseDate'),
    },
    statements,
    document,
  }
}

const versionOf = (root: Element): CardVersion | undefined =>
  root.localName === CARD_ROOT
    ? CARD_VERSIONS.find((version) => namespaceOf(version) === root.namespaceURI)
    : undefined

const notACard = (root: Element): CardProblem => ({
  line: root.lineNumber ?? 1,
  path: `/${root.nodeName}`,
  message:
    root.localName === CARD_ROOT
      ? `This is not a version of the card that is read here (${CARD_VERSIONS.join(' and ')}): its namespace is ${root.namespaceURI ?? 'missing'}.`
      : `This is not a model card: it starts with ${root.nodeName}, not ${CARD_ROOT}.`,
})
