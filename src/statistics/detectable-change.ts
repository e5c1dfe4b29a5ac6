import { strengthQuantiles, type TestStrength } from './sample-for-two-proportions.js'
import { requireShare } from './required-sample.js'

/** The smallest change that a period of this size would show. */
export interface DetectableChange {
  /** The proportion that would be told from the reference; null when none would. */
  readonly proportion: number | null
  /** How far it is from the reference; null when no change would be seen. */
  readonly change: number | null
}

/**
 * The smallest fall (or rise) of a proportion that rows of a period can show against a reference:
 * power and sample size turned round. Null when even 0 (or 1) could not be told from it.
 * Source: Fleiss, Levin & Paik 2003, section 4, for groups of unequal size.
 * @throws RangeError for a reference outside (0, 1) or counts below 1.
 */
export function detectableChange(
  direction: 'fall' | 'rise',
  reference: { readonly proportion: number; readonly rows: number },
  rows: number,
  strength: TestStrength = {},
): DetectableChange {
  requireShare('the reference', reference.proportion)
  if (!(reference.rows >= 1 && rows >= 1)) throw new RangeError('at least one row is needed')
  const { chance, miss } = strengthQuantiles(strength)
  const p = reference.proportion
  const total = reference.rows + rows
  const seen = (size: number): boolean => {
    const q = direction === 'fall' ? p - size : p + size
    const mean = (p * reference.rows + q * rows) / total
    const pooled = mean * (1 - mean) * (1 / reference.rows + 1 / rows)
    const apart = (p * (1 - p)) / reference.rows + (q * (1 - q)) / rows
    return size >= chance * Math.sqrt(Math.max(0, pooled)) + miss * Math.sqrt(Math.max(0, apart))
  }
  const most = direction === 'fall' ? p : 1 - p
  if (!seen(most)) return { proportion: null, change: null }
  let low = 0
  let high = most
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (seen(middle)) high = middle
    else low = middle
  }
  return { proportion: direction === 'fall' ? p - high : p + high, change: high }
}
