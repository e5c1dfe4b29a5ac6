import { findIdentifiable } from '#kernel/identifiable-data.js'
import type { DataPoint } from '../otlp/data-points.js'
import type { Rejected } from '../otlp/map-points.js'
import { unknownAttributes, type Reading } from '../otlp/point-place.js'
import type { NameKind } from './name-roles.js'

/** A name as it came in with one export. */
export interface SeenName {
  kind: NameKind
  /** Empty where it cannot be kept: one that identifies somebody, or is no text that can be stored. */
  name: string
  points: number
  notTaken: number
  /** Why the last of those not taken was not; empty for none. */
  reason: string
}

const MOST_IN_A_REASON = 500
const UNKNOWN = 'it might be a group, and a group must not pass for the whole'

/**
 * The names of an export with how many points carried each and were not taken: every metric, and the
 * attributes that nobody has said anything about. A point that is refused for such an attribute is counted
 * with it alone, so that its metric, of which nothing is known yet, is done with once that is decided.
 */
export const gatherNames = (
  sent: readonly DataPoint[],
  meant: readonly DataPoint[],
  rejected: readonly Rejected[],
  reading: Pick<Reading, 'groups' | 'ignore'>,
): SeenName[] => {
  const gathered = new Map<string, SeenName>()
  const count = (kind: NameKind, given: string, add: Partial<SeenName>): void => {
    const name = canBeKept(given) ? given : ''
    const key = `${kind} ${name}`
    const known = gathered.get(key) ?? { kind, name, points: 0, notTaken: 0, reason: '' }
    known.points += add.points ?? 0
    known.notTaken += add.notTaken ?? 0
    known.reason = add.reason ?? known.reason
    gathered.set(key, known)
  }
  for (const { metric } of sent) count('metric', metric, { points: 1 })
  for (const { metric, reason, attribute } of rejected)
    if (attribute === undefined)
      count('metric', metric, { notTaken: 1, reason: keptReason(reason) })
    else count('metric', metric, { points: -1 })
  for (const point of meant)
    for (const name of unknownAttributes(point, reading))
      count('attribute', name, { points: 1, notTaken: 1, reason: UNKNOWN })
  return [...gathered.values()].filter(({ points }) => points > 0)
}

const canBeKept = (text: string): boolean =>
  !/\p{Cc}/u.test(text) && findIdentifiable(text, 'strict').length === 0

const keptReason = (reason: string): string =>
  canBeKept(reason) ? reason.slice(0, MOST_IN_A_REASON) : ''
