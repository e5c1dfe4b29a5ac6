import type { Element } from '@xmldom/xmldom'
import { CARD_ROOT, sectionsOf, type CardElement, type CardVersion } from './card-description.js'
import { elementsIn } from './check-card.js'
import { readResult, type StatedResult } from './read-result.js'

/** One thing that a card states, in the supplier's own words. */
export interface Statement {
  path: string
  /** Headings from the section down to the statement. */
  headings: readonly string[]
  value: string
  /** Set where the value is a measured result. */
  result?: StatedResult
}

/** Every statement of a card in its order: each element that holds text, whether or not it is empty. */
export const statementsOf = (root: Element, version: CardVersion): Statement[] =>
  inside(root, sectionsOf(version), `/${CARD_ROOT}`, [])

const inside = (
  element: Element,
  described: readonly CardElement[],
  path: string,
  headings: readonly string[],
): Statement[] => {
  const counts = new Map<string, number>()
  return elementsIn(element).flatMap((child) => {
    const part = described.find((one) => one.name === child.localName)
    if (!part || child.namespaceURI !== element.namespaceURI) return []
    const count = (counts.get(part.name) ?? 0) + 1
    counts.set(part.name, count)
    const several = part.occurs === 'any-number' || part.occurs === 'at-least-once'
    const here = `${path}/${part.name}${several || count > 1 ? `[${count}]` : ''}`
    const below = [...headings, part.label]
    if (part.holds === 'parts') return inside(child, part.parts, here, below)
    return [stated(child, part, here, below)]
  })
}

const stated = (
  element: Element,
  part: CardElement,
  path: string,
  headings: readonly string[],
): Statement => {
  const value = (element.textContent ?? '').trim()
  const result = part.holds === 'result' ? readResult(value) : ''
  return { path, headings, value, ...(typeof result === 'string' ? {} : { result }) }
}
