import { requireOrganisation } from '#modules/organisations/index.js'
import type { ReadDb } from '#registry/handles.js'
import { isKeptAt } from './kept-rows.js'
import type { Kept, SignedAnswer } from './model.js'
import { openedAtFirst } from './opens-to.js'
import { readSigned } from './signed-store.js'
import type { EvidenceFile } from './subject.js'

/** Who may open what is signed now: as before, of this or of an earlier version; at first by its kind. */
export const openingAtSigning = async (
  db: ReadDb,
  file: EvidenceFile,
  kept: Kept,
): Promise<Pick<SignedAnswer, 'opensTo' | 'opensToNamed'>> => {
  const before = (await readSigned(db, file, 'current')).filter(
    (one) => one.requirementId === kept.requirementId && one.part === kept.part,
  )
  const last =
    before.find((one) => isKeptAt(one, kept)) ?? before.find(({ scope }) => scope === kept.scope)
  if (last) return { opensTo: last.opensTo, opensToNamed: last.opensToNamed }
  const { kind } = await requireOrganisation(db, kept.organisationId)
  return { opensTo: openedAtFirst(kept.requirementId, kind === 'supplier'), opensToNamed: [] }
}
