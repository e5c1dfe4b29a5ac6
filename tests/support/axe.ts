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

/** Fails with rule, element and advice for each fault axe finds (WCAG 2.2 AA and best practice). */
export const expectNoAxeFaults = async (page: Page): Promise<void> => {
  // A click returns when the next page has begun, not when it stands.
  await page.waitForLoadState()
  if (origins.has(new URL(page.url()).origin)) await page.evaluate(fetchAxe, ADDRESS)
  else await page.evaluate(SCRIPT)
  const faults = await page.evaluate(faultsAxeFinds, WCAG_22_AA)
  expect(faults, `Accessibility of ${page.url()}:\n${faults.join('\n')}`).toEqual([])
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

// Runs in the page, so it must hold all it needs. Only faults leave it: to describe and carry all
// that passed takes as long again as looking.
const faultsAxeFinds = async (tags: string[]): Promise<string[]> => {
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
  const { violations } = await inPage.run(document, {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  )
}
