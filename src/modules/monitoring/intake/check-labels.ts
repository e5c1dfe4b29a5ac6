import { findIdentifiable } from '#kernel/identifiable-data.js'
import { holdsControl, identifiable, Refused } from './refused-event.js'

const LONGEST_LABEL = 120
const MOST_GROUPS = 20

/** What the labels of an event are kept as; undefined where it has none. They throw Refused. */
export interface LabelChecks {
  version(value: unknown): string | undefined
  site(value: unknown): string | undefined
  groups(value: unknown): Record<string, string> | undefined
}

/** Checks labels for one batch; each text is looked at once. `versions`: those that ran, in lower case. */
export const labelChecks = (versions: ReadonlySet<string>): LabelChecks => {
  const seen = new Set<string>()
  return {
    version: (value) => {
      const version = labelOf(value, 'version', seen)
      if (version === undefined || versions.has(version.toLowerCase())) return version
      throw new Refused('version_unknown', `This deployment never ran a version “${version}”.`)
    },
    site: (value) => labelOf(value, 'site', seen),
    groups: (value) => groupsOf(value, seen),
  }
}

const labelOf = (value: unknown, name: string, seen: Set<string>): string | undefined =>
  value === undefined || value === null || value === ''
    ? undefined
    : checkedLabel(value, name, seen)

const checkedLabel = (value: unknown, name: string, seen: Set<string>): string => {
  if (typeof value !== 'string' || value.length > LONGEST_LABEL || holdsControl(value)) {
    throw new Refused('malformed', `${name} must be text of up to ${LONGEST_LABEL} characters.`)
  }
  if (seen.has(value)) return value
  if (findIdentifiable(value, 'strict').length > 0) {
    throw identifiable(`${name} holds something that may identify a person.`)
  }
  seen.add(value)
  return value
}

const groupsOf = (groups: unknown, seen: Set<string>): Record<string, string> | undefined => {
  if (groups === undefined || groups === null) return undefined
  if (typeof groups !== 'object' || Array.isArray(groups)) {
    throw new Refused('malformed', 'groups must be an object of names and values.')
  }
  const kept: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of Object.entries(groups) as [string, unknown][]) {
    if (value === null || value === '') continue
    count += 1
    if (count > MOST_GROUPS) {
      throw new Refused('malformed', `groups may have up to ${MOST_GROUPS} names.`)
    }
    if (name === '') throw new Refused('malformed', 'Each of the groups must have a name.')
    kept[checkedLabel(name, 'groups', seen)] = checkedLabel(value, 'groups', seen)
  }
  return kept
}
