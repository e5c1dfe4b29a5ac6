import type { AuditEntry } from '#registry/command.js'
import type { DriftBasis } from './drift-basis.js'
import type { DriftThere } from './drift-there.js'

/** A figure of drift that a point says, as the audit trail names it. */
export interface DriftPoint {
  readonly id: string
  readonly value: number | null
  readonly reference: DriftBasis | null
}

/** A figure that no longer holds, and the one in its place, if there is one. */
export interface Recomputed {
  readonly old: DriftThere
  readonly by: DriftPoint | null
}

const heldAgainst = (reference: DriftBasis | null): object | null =>
  reference && {
    periods: reference.periods,
    from: reference.from,
    to: reference.to,
    version: reference.versionName,
  }

const said = ({ id, value, reference }: DriftPoint): object => ({
  point: id,
  value,
  heldAgainst: heldAgainst(reference),
})

const BECAUSE = {
  reference: 'What score drift is held against has changed.',
  within: 'The period is now part of what score drift is held against.',
  unknown: 'Why rows of the period were left out was not kept, so what they lack is not known.',
} as const

const becauseOf = ({ old, by }: Recomputed): string => {
  if (old.measure !== 'score_psi') return BECAUSE.unknown
  return by ? BECAUSE.reference : BECAUSE.within
}

/** The line of the trail that says which figures of drift superseded which, and why; null for none. */
export const recomputedLine = (
  deploymentId: string,
  recomputed: readonly Recomputed[],
): AuditEntry | null => {
  if (recomputed.length === 0) return null
  const places = recomputed.map(({ old }) => ({
    measure: old.measure,
    periodFrom: old.windowFrom,
    site: old.site,
  }))
  return {
    subject: { kind: 'deployment', id: deploymentId },
    before: { drift: recomputed.map(({ old }, i) => ({ ...places[i], ...said(old) })) },
    after: {
      drift: recomputed.map(({ by }, i) => ({
        ...places[i],
        ...(by ? said(by) : { point: null }),
      })),
    },
    reason: [...new Set(recomputed.map(becauseOf))].join(' '),
  }
}
