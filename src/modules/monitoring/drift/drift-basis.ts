import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DriftReference } from './drift-reference.js'
import type { ScoredWindow } from './score-store.js'

const driftBasis = z.object({
  kind: z.enum(['chosen', 'gate', 'earliest']),
  from: z.string(),
  to: z.string(),
  versionName: z.string(),
  periods: z.number(),
  figures: z.string(),
})

/** What a stored figure of drift was held against; `figures` is the digest of the ids of its figures. */
export type DriftBasis = z.infer<typeof driftBasis>

/** What stands with a point, or null where nothing was kept. */
export const readBasis = (stored: unknown): DriftBasis | null =>
  stored === null ? null : driftBasis.parse(stored)

/** A reference as it is kept with a point; null when it has no period. */
export const basisOfReference = ({
  kind,
  windows,
}: DriftReference<ScoredWindow & { id: string }>): DriftBasis | null => {
  const [first] = windows
  if (!first) return null
  const ids = windows.map(({ id }) => id).toSorted()
  return {
    kind,
    from: first.from,
    to: windows.reduce((latest, { to }) => (to > latest ? to : latest), first.to),
    versionName: first.versionName,
    periods: windows.length,
    figures: createHash('sha256').update(ids.join(' ')).digest('hex'),
  }
}
