import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { readOrganisation, readOrganisationByCode } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { fileInput, type SignedAnswer } from './model.js'
import { onFile, type Papers } from './on-file.js'
import { checkOpening, mayBePublic, mayLeave, OPENS_TO, type OpensTo } from './opens-to.js'
import { readSigned, updateOpening } from './signed-store.js'
import { auditSubject, requireAskedRequirement, requireFile, type EvidenceFile } from './subject.js'

const MOST_NAMED = 200

/** Who says who may open what was signed. */
export const MAY_OPEN_TO = [
  'administrator',
  'supplier-contact',
  'deployment-owner',
  'information-governance-lead',
] as const

/** What names one item of a file, or the whole of it. */
export const openingOf = {
  ...fileInput,
  /** Left out for the whole file. */
  requirementId: z.string().max(20).optional(),
  part: z.string().max(40).default(''),
}

/** What setting who may open takes. */
export const setOpeningInput = z.object({
  ...openingOf,
  opensTo: z.enum(OPENS_TO, { error: 'Choose who may open it.' }),
  named: z.array(z.string().max(60)).max(MOST_NAMED, `Name ${MOST_NAMED} or fewer.`).default([]),
})

/**
 * Says who of other organisations may open what was signed: one item, or the whole file when none is
 * named (what never leaves its organisation stays closed). Named organisations are given by id or ODS
 * code. Throws Invalid, NotFound and NotAllowed.
 */
export const setOpening = command({
  name: 'evidence.set-opening',
  allow: MAY_OPEN_TO,
  input: setOpeningInput,
  async run({ tx, actor }, { opensTo, named, ...of }) {
    const file = await requireFile(tx, actor, of)
    const signed = signedIn(file, await readSigned(tx, file, 'current'), of)
    if (signed.length === 0)
      throw new Invalid([{ field: 'opensTo', message: 'There is nothing signed to open yet.' }])
    checkOpening(of.requirementId ?? '', opensTo, named)
    if (opensTo === 'public' && !isSuppliersOwn(file))
      throw new Invalid([
        { field: 'opensTo', message: 'Only a supplier opens its own file to everybody.' },
      ])
    const to = opensTo === 'named' ? await requireNamed(tx, named) : []
    const opened = signed.filter((one) => mayOpen(one.requirementId, opensTo))
    const ids = to.map((one) => one.id)
    for (const one of opened) await updateOpening(tx, one.id, opensTo, ids)
    return {
      result: { opened: opened.map((one) => one.requirementId) },
      audit: {
        subject: auditSubject(file.subject, file),
        before: Object.fromEntries(opened.map((one) => [one.requirementId, one.opensTo])),
        after: {
          requirements: opened.map((one) => one.requirementId),
          opensTo,
          named: to.map((one) => one.name),
        },
      },
      events: [],
    }
  },
})

/** Whether a file is a supplier's own: on the company, or on a version of what it supplies. */
export const isSuppliersOwn = ({ organisationId, subject, product }: EvidenceFile): boolean =>
  (subject.scope === 'supplier' && subject.subjectId === organisationId) ||
  (subject.scope === 'product_version' && product?.supplierId === organisationId)

const mayOpen = (requirementId: string, opensTo: OpensTo): boolean => {
  if (opensTo === 'own') return true
  return opensTo === 'public' ? mayBePublic(requirementId) : mayLeave(requirementId)
}

/**
 * What of a file is meant: all that is about its subject, or the one answer that its page shows for an
 * item, never what was signed of the same for another version beside it. Throws NotFound.
 */
export const signedIn = (
  file: EvidenceFile,
  signed: readonly SignedAnswer[],
  { requirementId, part }: { requirementId?: string | undefined; part: string },
): SignedAnswer[] => {
  if (requirementId === undefined)
    return signed.filter(
      (one) => one.scope === file.subject.scope && one.subjectId === file.subject.subjectId,
    )
  const requirement = requireAskedRequirement(file.framework, { requirementId, part })
  const shown = onFile({ requirement, part }, file, { ...NO_PAPERS, signed }).signed
  return signed.filter((one) => one.id === shown?.id)
}

const NO_PAPERS: Papers = { drafts: [], signed: [], documents: [], acceptances: [], today: '' }

const requireNamed = async (
  db: ReadDb,
  named: readonly string[],
): Promise<{ id: string; name: string }[]> => {
  const found: { id: string; name: string }[] = []
  for (const one of named) {
    const organisation =
      (await readOrganisation(db, one)) ?? (await readOrganisationByCode(db, one))
    if (!organisation || organisation.kind === 'supplier')
      throw new Invalid([
        { field: 'named', message: `${one} is not an NHS organisation of the register.` },
      ])
    found.push({ id: organisation.id, name: organisation.name })
  }
  return found
}
