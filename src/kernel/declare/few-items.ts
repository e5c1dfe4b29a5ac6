import type { HomeItem } from './subject.js'

/** So many lines of a kind stand on Home each by itself; more of it are one line. */
const MOST_LINES = 3

/** Lines of one kind for Home: each by itself while they are few, else one that leads to all, due when the first is. Pure. */
export const fewItems = (
  items: readonly HomeItem[],
  all: Pick<HomeItem, 'title' | 'detail' | 'href'>,
): HomeItem[] => {
  const [first] = items
  if (!first || items.length <= MOST_LINES) return [...items]
  const due = items
    .flatMap((item) => item.due ?? [])
    .toSorted((left, right) => left.getTime() - right.getTime())[0]
  return [
    { urgency: first.urgency, tag: first.tag, ...all, ...(due ? { due } : {}), action: 'See them' },
  ]
}
