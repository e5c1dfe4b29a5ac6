import type { HomeItem } from '#kernel/declare/subject.js'
import { startOfLondonDay } from '#kernel/time.js'
import { answerAddress, fileAddress } from './addresses.js'
import type { Review } from './read-reviews.js'

/** From so many on, what is under review in one deployment is one line that leads to all of it. */
const TOGETHER_FROM = 3
const MOST_NAMED = 4
const URGENCY_OVER = 15

/** What somebody has to look at again, for Home: one by one, or together where a version re-opened much. Pure. */
export const reviewItems = (reviews: readonly Review[]): HomeItem[] => {
  const groups = new Map<string, Review[]>()
  for (const one of reviews) {
    const key = one.word === 'Expired' ? null : deploymentOf(one)
    const group = groups.get(key ?? '')
    if (key === null || !group) groups.set(key ?? answerAddress(one), [one])
    else group.push(one)
  }
  return [...groups.values()].flatMap((group) =>
    group.length < TOGETHER_FROM ? group.map(reviewItem) : [together(group)],
  )
}

const deploymentOf = (one: Review): string | null =>
  one.deploymentId ?? (one.scope === 'deployment' ? one.subjectId : null)

const together = (group: readonly Review[]): HomeItem => ({
  ...UNDER_REVIEW,
  title: `${group.length} pieces of evidence, ${shortest(group.map(({ about }) => about))}`,
  detail: `${firstNames(group.map(({ name }) => name))}. Look at each and sign again.`,
  href: `${fileAddress({ scope: 'deployment', subjectId: (group[0] && deploymentOf(group[0])) ?? '' })}?show=again&mine=yes`,
  action: 'Look at them',
})

// Of "Example alert" and "Example alert 2.3" the product, which both are about.
const shortest = (names: readonly string[]): string =>
  names.toSorted((left, right) => left.length - right.length)[0] ?? ''

const UNDER_REVIEW = { urgency: 20, tag: { word: 'Under review', tone: 'orange' } } as const

const reviewItem = (one: Review): HomeItem => {
  const title = `${one.name}, ${one.about}`
  if (one.word === 'Expired')
    return {
      urgency: URGENCY_OVER,
      tag: { word: 'Expired', tone: 'red' },
      title,
      due: startOfLondonDay(one.because),
      href: answerAddress(one),
      action: 'Renew',
    }
  if (one.deploymentId === null)
    return {
      ...UNDER_REVIEW,
      title,
      detail: `Since ${one.because}. Look at it and sign again.`,
      href: answerAddress(one),
      action: 'Look at it',
    }
  return {
    ...UNDER_REVIEW,
    title,
    detail: `${one.because.charAt(0).toUpperCase()}${one.because.slice(1)}, which no longer runs here.`,
    href: answerAddress({ ...one, scope: 'deployment', subjectId: one.deploymentId }),
    action: 'Look at it',
  }
}

/** The first few names, and how many more there are. */
export const firstNames = (names: readonly string[]): string => {
  const rest = names.length - MOST_NAMED
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : names.join(', ')
}
