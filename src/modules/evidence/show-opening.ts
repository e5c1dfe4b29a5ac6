import { z } from 'zod'
import { readOrganisation } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import { readOpenings } from './offered-store.js'
import { openingOf, signedIn } from './set-opening.js'
import { readSigned } from './signed-store.js'
import { requireAskedRequirement, requireFile } from './subject.js'

const MOST_SHOWN = 50

/** Who may open an item of one's own, or a file, and who of other organisations did. */
export const showOpening = query({
  name: 'evidence.show-opening',
  allow: ['signed-in'],
  input: z.object(openingOf),
  async run({ db, actor }, of) {
    const file = await requireFile(db, actor, of)
    const signed = signedIn(file, await readSigned(db, file, 'current'), of)
    const [first] = signed
    const isOne = of.requirementId !== undefined
    const openings = first && isOne ? await readOpenings(db, first.id, MOST_SHOWN) : []
    const named: string[] = []
    for (const id of isOne ? (first?.opensToNamed ?? []) : [])
      named.push((await readOrganisation(db, id))?.odsCode ?? id)
    return {
      file,
      name:
        of.requirementId === undefined
          ? `everything signed about ${file.name}`
          : requireAskedRequirement(file.framework, {
              requirementId: of.requirementId,
              part: of.part,
            }).name,
      opensTo: isOne ? (first?.opensTo ?? null) : null,
      named,
      openings: openings.map((one) => ({
        by: one.opened_by_name,
        organisation: one.opened_by_organisation,
        at: one.opened_at,
        isDocument: one.document_id !== null,
      })),
    }
  },
})
