import { Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import type { VersionRun } from './deployment-facts.js'
import type { Window } from './periods.js'

/** The version figures are of. */
export interface NamedVersion {
  id: string | null
  name: string
}

/**
 * The version of figures of a window: the one named, which the deployment must have run, or, where
 * none is named, the only one that ran then. Throws Invalid: a point never pools versions.
 */
export const versionOf = (
  name: string | null,
  window: Window,
  runs: readonly VersionRun[],
): NamedVersion => {
  if (name !== null) {
    const run = runs.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (run) return { id: run.id, name: run.name }
    throw new Invalid([
      {
        field: 'version',
        message: `This deployment never ran a version called “${name}”. It ran: ${namesOf(runs)}.`,
      },
    ])
  }
  const ran = runs.filter((run) => overlaps(run, window))
  const possible = distinct(ran.length > 0 ? ran : runs.slice(0, 1))
  if (possible.length <= 1) return possible[0] ?? { id: null, name: '' }
  throw new Invalid([
    {
      field: 'version',
      message: `More than one version ran from ${window.from} up to ${window.to}: ${namesOf(possible)}. Say which version these are of: by name, or by a column that holds it.`,
    },
  ])
}

/** The name of the version that ran at an instant; before the first, the first. */
export const versionAt = (at: Date, runs: readonly VersionRun[]): string | undefined =>
  (runs.findLast((run) => run.from <= at) ?? runs[0])?.name

const overlaps = (run: VersionRun, window: Window): boolean =>
  londonDate(run.from) < window.to && (run.until === null || londonDate(run.until) >= window.from)

const distinct = <Run extends { id: string; name: string }>(runs: readonly Run[]): Run[] =>
  runs.filter((run, place) => runs.findIndex((one) => one.id === run.id) === place)

const namesOf = (runs: readonly { id: string; name: string }[]): string =>
  [...new Set(runs.map((run) => run.name))].join(', ') || 'none that the register knows'
