import type { Runs } from '#statistics/runs.js'

/** What the Anhøj rules say of a series, or of each of its parts, in a sentence each. */
export const partsRunsWords = (
  parts: readonly { readonly from: string; readonly runs: Runs }[],
): readonly string[] =>
  parts.map(({ from, runs }) =>
    parts.length === 1 ? runsWords(runs) : `From ${from}: ${runsWords(runs)}`,
  )

const runsWords = (runs: Runs): string => {
  const { longest_run: longest, longest_run_max: most, n_crossings: crossings } = runs
  if (longest === null) return 'Runs: not judged, since no value is off the line.'
  const counted = `the longest run on one side has ${longest} of ${runs.n_useful} points (up to ${most} are usual), and the line is crossed ${crossings === 1 ? 'once' : `${crossings} times`} (${runs.n_crossings_min} or more are usual)`
  return runs.signal
    ? `Runs: a lasting change: ${counted}. Look for what changed.`
    : `Runs: no sign of a lasting change: ${counted}.`
}
