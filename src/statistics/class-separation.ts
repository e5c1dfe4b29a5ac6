import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'

/** The greatest gap between the two classes, and the highest threshold at which it is reached. */
export interface ClassSeparation {
  /** max(TPR - FPR): the Kolmogorov-Smirnov distance between classes, Youden's J at its best. */
  readonly gap: number
  /** Null when no threshold does better than flagging nobody. */
  readonly threshold: number | null
}

/** Compares the classes over all thresholds; null without both. Source: Youden 1950. */
export function classSeparation(counts: ScoreCounts): ClassSeparation | null {
  const { eventTotal, nonEventTotal } = counts
  if (eventTotal === 0 || nonEventTotal === 0) return null
  let found = 0
  let wrong = 0
  let gap = 0
  let threshold: number | null = null
  for (let i = counts.scores.length - 1; i >= 0; i -= 1) {
    found += at(counts.events, i)
    wrong += at(counts.nonEvents, i)
    const here = found / eventTotal - wrong / nonEventTotal
    if (here > gap) {
      gap = here
      threshold = at(counts.scores, i)
    }
  }
  return { gap, threshold }
}
