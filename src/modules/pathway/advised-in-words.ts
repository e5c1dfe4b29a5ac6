import type { GateAssessment, GateItem } from './gate-assessment.js'

const MOST_NAMED = 3

/** What a gate advises without requiring it, every thing by its name. Pure. */
export const advisedInFull = (advisory: readonly GateItem[]): string =>
  `Advised, not required here: ${advisory.map((item) => item.name).join(', ')}.`

/**
 * The sentences that sum a gate up, for where what is advised is listed one by one below: of more than
 * three things only how many. Pure.
 */
export const reasonsInShort = ({ reasons, advisory }: GateAssessment): string[] => {
  if (advisory.length <= MOST_NAMED) return [...reasons]
  const full = advisedInFull(advisory)
  const short = `Advised, not required here: ${advisory.length} things.`
  return reasons.map((reason) => (reason === full ? short : reason))
}
