import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const SCRIPT = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const ADDRESS = `/tests/axe-${axe.version}.js`
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const origins = new Set<string>()

type Fetch = (request: Request, address?: string) => Promise<Response>

/**
 * Answers as `fetch` does, and gives axe at an address of its own: a browser keeps it, compiled,
 * where handing it to each page anew takes as long as looking at one.
 */
export const withAxe = (baseUrl: string, fetch: Fetch): Fetch => {
  origins.add(baseUrl)
  return async (request, address) =>
    new URL(request.url).pathname === ADDRESS
      ? new Response(SCRIPT, {
          headers: {
            'content-type': 'text/javascript',
            'cache-control': 'max-age=86400, immutable',
          },
        })
      : fetch(request, address)
}

/** Ways down to a text whose contrast was looked at before. */
const looked = new Set<string>()

/**
 * Fails with rule, element and advice for each fault axe finds (WCAG 2.2 AA and best practice).
 * Contrast, half of the work, is looked at once for texts that stand in the same elements and
 * classes: styles come from classes alone, which our content security policy sees to.
 */
export const expectNoAxeFaults = async (page: Page): Promise<void> => {
  // A click returns when the next page has begun, not when it stands.
  await page.waitForLoadState()
  if (origins.has(new URL(page.url()).origin)) await page.evaluate(fetchAxe, ADDRESS)
  else await page.evaluate(SCRIPT)
  const ways = await page.evaluate(waysToTexts)
  const unseen = [...ways.keys()].filter((place) => !looked.has(ways[place] ?? ''))
  const faults = await page.evaluate(faultsAxeFinds, { tags: WCAG_22_AA, unseen })
  expect(faults, `Accessibility of ${page.url()}:\n${faults.join('\n')}`).toEqual([])
  for (const way of ways) looked.add(way)
}

// Runs in the page, so it must hold all it needs; the element that fetched goes again.
const fetchAxe = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.addEventListener('load', () => resolve(script.remove()))
    script.addEventListener('error', () => reject(new Error('axe could not be fetched')))
    document.head.append(script)
  })

// Runs in the page, so it must hold all it needs. Returns the different ways down to what holds text
// or takes it, by elements, classes and states, and marks each such element with its place there.
const waysToTexts = (): string[] => {
  const STATES = ['disabled', 'checked', 'open', 'type', 'aria-current', 'fill', 'stroke', 'style']
  const known = new Map<Element, string>()
  const wayTo = (element: Element): string => {
    const before = known.get(element)
    if (before !== undefined) return before
    const states = STATES.map((name) => element.getAttribute(name) ?? '')
    const above = element.parentElement ? wayTo(element.parentElement) : ''
    const way = `${above}>${[element.tagName, element.getAttribute('class'), ...states].join(' ')}`
    known.set(element, way)
    return way
  }
  const ways: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    const holdsText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    )
    if (!holdsText && !element.matches('input, select, textarea')) continue
    const way = wayTo(element)
    if (!ways.includes(way)) ways.push(way)
    element.setAttribute('data-text-way', String(ways.indexOf(way)))
  }
  return ways
}

// Runs in the page, so it must hold all it needs. Only faults leave it: to describe and carry all
// that passed takes as long again as looking.
const faultsAxeFinds = async (given: { tags: string[]; unseen: number[] }): Promise<string[]> => {
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
  const selector = given.unseen.map((place) => `[data-text-way="${place}"]`).join(', ')
  inPage.configure({ rules: [{ id: 'color-contrast', selector: selector || 'no-such-element' }] })
  const { violations } = await inPage.run(document, {
    runOnly: { type: 'tag', values: given.tags },
    resultTypes: ['violations'],
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  )
}
