import { proportion, type ProportionFigure } from './proportion.js'

export const CATEGORY_SHARE_METHOD = 'category-share-wilson/1'

/** One category with its share of all that was counted. */
export interface CategoryShare {
  readonly category: string
  readonly share: ProportionFigure
}

/**
 * The share of each category of their total (for example drafts accepted, edited and rejected),
 * each with its Wilson interval; null when nothing was counted. Source: Wilson 1927.
 * @throws RangeError for a count that is not a whole number from 0 up.
 */
export function categoryShares(counts: Readonly<Record<string, number>>): readonly CategoryShare[] {
  const entries = Object.entries(counts)
  if (entries.some(([, count]) => !(Number.isInteger(count) && count >= 0))) {
    throw new RangeError('a count is a whole number from 0 up')
  }
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  return entries.map(([category, count]) => ({
    category,
    share: proportion(CATEGORY_SHARE_METHOD, count, total),
  }))
}
