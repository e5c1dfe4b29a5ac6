import { isAllowed, type Actor } from '#kernel/actor.js'
import type { PageDescription } from '#kernel/describe.js'

/**
 * Whether the roles of somebody open the page at an address of ours; true for what is no page. A page may
 * refuse still, by what it is about.
 */
export const mayOpenWith =
  (pages: readonly Pick<PageDescription, 'path' | 'allow'>[], actor: Actor) =>
  (href: string): boolean => {
    const page = pageAt(pages, href)
    return page === undefined || isAllowed(actor, page.allow)
  }

/** The page that answers an address: of several that fit, the one with most steps spelled out. */
const pageAt = <Page extends { path: string }>(
  pages: readonly Page[],
  href: string,
): Page | undefined => {
  const steps = stepsOf(href.split(/[?#]/)[0] ?? '')
  return pages
    .filter(({ path }) => fits(stepsOf(path), steps))
    .toSorted((left, right) => named(left.path) - named(right.path))[0]
}

const stepsOf = (path: string): string[] => path.split('/')

const fits = (pattern: readonly string[], steps: readonly string[]): boolean =>
  pattern.length === steps.length &&
  pattern.every((step, place) =>
    step.startsWith(':') ? steps[place] !== '' : step === steps[place],
  )

const named = (path: string): number => stepsOf(path).filter((step) => step.startsWith(':')).length
