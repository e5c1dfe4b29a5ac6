import type { Attr, Element, Node } from '@xmldom/xmldom'
import {
  CARD_ROOT,
  namespaceOf,
  sectionsOf,
  SIGNATURE_NAMESPACE,
  type CardElement,
  type CardVersion,
} from './card-description.js'
import type { CardProblem } from './card-problem.js'
import { readResult } from './read-result.js'

const XMLNS = 'http://www.w3.org/2000/xmlns/'
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'
const SCHEMA_HINTS = new Set(['schemaLocation', 'noNamespaceSchemaLocation'])

/** Everything in which a card differs from the description of its version; empty when it is valid. */
export const checkCard = (root: Element, version: CardVersion): CardProblem[] => {
  const signature = elementsIn(root).at(-1)
  const signed =
    signature?.namespaceURI === SIGNATURE_NAMESPACE && signature.localName === 'Signature'
  const described: CardElement = {
    name: CARD_ROOT,
    label: 'Card',
    occurs: 'once',
    holds: 'parts',
    parts: sectionsOf(version),
  }
  return checkElement(root, described, {
    path: `/${CARD_ROOT}`,
    namespace: namespaceOf(version),
    // the signature is kept as it is; what is in it is not ours to judge
    passedOver: signed ? signature : undefined,
  })
}

interface Place {
  path: string
  namespace: string
  passedOver?: Element | undefined
}

/** The elements directly inside one. */
export const elementsIn = (element: Element): Element[] =>
  [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE)

const checkElement = (element: Element, described: CardElement, place: Place): CardProblem[] => [
  ...[...element.attributes].filter(isForeign).map((attribute) => ({
    line: lineOf(element),
    path: place.path,
    message: `The attribute ${attribute.name} is not part of the format.`,
  })),
  ...(described.holds === 'parts'
    ? checkParts(element, described, place)
    : checkText(element, described, place)),
]

const isForeign = ({ namespaceURI, localName }: Attr): boolean =>
  namespaceURI !== XMLNS && !(namespaceURI === SCHEMA_INSTANCE && SCHEMA_HINTS.has(localName ?? ''))

const checkText = (element: Element, described: CardElement, { path }: Place): CardProblem[] => {
  const line = lineOf(element)
  const [inside] = elementsIn(element)
  if (inside) {
    const message = `${described.name} holds text only, and here it holds ${inside.nodeName}.`
    return [{ line: lineOf(inside), path, message }]
  }
  if (described.holds !== 'result') return []
  const result = readResult(element.textContent ?? '')
  if (typeof result !== 'string') return []
  return [{ line, path, message: `The measured value ${result}.` }]
}

const checkParts = (element: Element, described: CardElement, place: Place): CardProblem[] => {
  const problems = looseText(element, place)
  const seen = new Map<string, number>()
  let reached = 0
  for (const child of elementsIn(element)) {
    if (child === place.passedOver) continue
    const line = lineOf(child)
    const index = indexOf(child, described, place)
    const part = described.parts[index]
    const name = child.localName ?? child.nodeName
    if (!part) {
      problems.push({
        line,
        path: place.path,
        message: `${name} is not part of ${described.name}.`,
      })
      continue
    }
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const several = part.occurs === 'any-number' || part.occurs === 'at-least-once'
    const path = `${place.path}/${name}${several || count > 1 ? `[${count}]` : ''}`
    if (count > 1 && !several)
      problems.push({ line, path, message: `${name} stands here more than once.` })
    else if (index < reached)
      problems.push({ line, path, message: outOfPlace(name, described, reached) })
    reached = Math.max(reached, index)
    problems.push(...checkElement(child, part, { path, namespace: place.namespace }))
  }
  return [...problems, ...missing(element, described, place, seen)]
}

const indexOf = (child: Element, described: CardElement, place: Place): number =>
  child.namespaceURI === place.namespace
    ? described.parts.findIndex((part) => part.name === child.localName)
    : -1

const outOfPlace = (name: string, described: CardElement, reached: number): string =>
  `${name} stands too late: it belongs before ${described.parts[reached]?.name ?? 'what stands above it'}.`

const missing = (
  element: Element,
  described: CardElement,
  { path }: Place,
  seen: ReadonlyMap<string, number>,
): CardProblem[] =>
  described.parts
    .filter((part) => part.occurs === 'once' || part.occurs === 'at-least-once')
    .filter((part) => !seen.has(part.name))
    .map((part) => ({
      line: lineOf(element),
      path,
      message: `${part.name} is missing from ${described.name}.`,
    }))

const looseText = (element: Element, { path }: Place): CardProblem[] => {
  const loose = [...element.childNodes].find(isLooseText)
  if (!loose) return []
  const message = `There is text between the parts of ${element.nodeName}, where only elements belong.`
  return [{ line: lineOf(loose), path, message }]
}

const isLooseText = (node: Node): boolean =>
  node.nodeType === node.CDATA_SECTION_NODE ||
  (node.nodeType === node.TEXT_NODE && /[^ \t\r\n]/.test(node.nodeValue ?? ''))

const lineOf = (node: Node): number => node.lineNumber ?? 1
