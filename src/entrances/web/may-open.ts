import { isAllowed, type Actor } from '#kernel/actor.js'
import type { PageDescription } from '#kernel/declare/page.js'

/**
 * Whether the roles of somebody open the page at an address of ours; true for what is no page. A page may
 * refuse still, by what it is about.
 */
export const mayOpenWith = (
  pages: readonly Pick<PageDescription, 'path' | 'allow'>[],
  actor: Actor,
): ((href: string) => boolean) => {
  const known = pages.map((page) => ({ page, steps: stepsOf(page.path) }))
  return (href) => {
    const page = pageAt(known, href)
    return page === undefined || isAllowed(actor, page.allow)
  }
}

interface Known<Page> {
  page: Page
  steps: readonly string[]
}

/** The page that answers an address: of several that fit, the one with most steps spelled out. */
const pageAt = <Page>(known: readonly Known<Page>[], href: string): Page | undefined => {
  const steps = stepsOf(href.split(/[?#]/)[0] ?? '')
  return known
    .filter((one) => fits(one.steps, steps))
    .toSorted((left, right) => variables(left.steps) - variables(right.steps))[0]?.page
}

const stepsOf = (path: string): string[] => path.split('/')

const fits = (pattern: readonly string[], steps: readonly string[]): boolean =>
  pattern.length === steps.length &&
  pattern.every((step, place) =>
    step.startsWith(':') ? steps[place] !== '' : step === steps[place],
  )

const variables = (pattern: readonly string[]): number =>
  pattern.filter((step) => step.startsWith(':')).length
