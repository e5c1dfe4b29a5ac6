import { chiSquaredTest, SMALLEST_EXPECTED } from '#statistics/chi-squared-test.js'
import { judgeDrift, type DriftVerdict } from '#statistics/drift-alarm.js'
import type { ScoredWindow } from './score-store.js'

/** A change of a share of missing values by five in a hundred is worth a look; fixed beforehand. */
export const MISSING_MATTERS = 0.05
/** A change is more than chance below this p (chi-squared, no correction). */
const MISSING_LEVEL = 0.01

/** How many rows lack something, of all rows of a period, and whether that changed. */
export interface MissingDrift {
  missing: number
  rows: number
  share: number | null
  verdict: DriftVerdict
}

/** What a row can lack for good; an outcome still to come is not missing. */
export type Lacking = 'missing_score' | 'missing_outcome'

/**
 * The share of rows without a score or an outcome against that of the reference, of periods that kept
 * why rows were left out. Pearson 1900.
 */
export const missingDrift = (
  reference: readonly ScoredWindow[],
  current: readonly ScoredWindow[],
  lacking: Lacking,
): MissingDrift => {
  const [before, now] = [countsOf(reference, lacking), countsOf(current, lacking)]
  const share = shareOf(now)
  const shareBefore = shareOf(before)
  const test = chiSquaredTest(before, now)
  const nobody = before[0] + now[0] === 0
  const known = share !== null && shareBefore !== null && !nobody
  if (!known || !test) {
    const verdict = share === null || shareBefore === null ? 'too-few-to-say' : 'no-shift'
    return { missing: now[0], rows: now[0] + now[1], share, verdict }
  }
  const rough = test.smallestExpected < SMALLEST_EXPECTED
  const chance = { p: test.p, level: MISSING_LEVEL }
  const effect = Math.abs(share - shareBefore)
  const verdict = judgeDrift({ effect: rough ? null : effect, matters: MISSING_MATTERS, chance })
  return { missing: now[0], rows: now[0] + now[1], share, verdict }
}

const countsOf = (windows: readonly ScoredWindow[], lacking: Lacking): [number, number] => {
  const known = windows.filter(({ reasonsKept }) => reasonsKept)
  const rows = known.reduce((sum, one) => sum + one.rows, 0)
  const missing = known.reduce((sum, one) => sum + (one.excluded[lacking] ?? 0), 0)
  return [missing, rows - missing]
}

const shareOf = ([missing, present]: readonly [number, number]): number | null =>
  missing + present === 0 ? null : missing / (missing + present)
