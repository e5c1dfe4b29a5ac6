import { z } from 'zod'
import { requireDeployment } from '#modules/deployments/index.js'
import { requireOpportunity } from '#modules/opportunities/index.js'
import { ORGANISATION_KINDS, searchOrganisations } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import { readTellings } from './answer-store.js'
import { readBreaches } from './breach-store.js'
import { findOpenEntry, readEntries, requireEntry } from './entry-store.js'
import { CHARTER_TESTS, collaborationInput } from './model.js'
import { readParties, readSignatures } from './party-store.js'
import { clinicalShare, nonClinicalFirst } from './rules.js'
import { requireCollaboration } from './store.js'

/** A collaboration with its parties, signatures, what belongs to it non-clinical first, and its breaches. */
export const showCollaboration = query({
  name: 'collaborations.show',
  allow: ['signed-in'],
  input: collaborationInput,
  async run({ db, actor, now }, { id }) {
    const collaboration = await requireCollaboration(db, id)
    const parties = await readParties(db, id)
    const own = parties.findLast((one) => one.organisationId === actor.organisationId)
    const entries = await readEntries(db, id, now)
    const here = nonClinicalFirst(entries.filter((one) => one.leftAt === null))
    return {
      collaboration,
      leads: collaboration.organisationId === actor.organisationId,
      standing: own?.state ?? null,
      parties,
      signatures: await readSignatures(db, id),
      entries: here,
      left: entries.filter((one) => one.leftAt !== null).toReversed(),
      share: clinicalShare(here.map((one) => one.clinical)),
      breaches: await readBreaches(db, { collaborationId: id }),
    }
  },
})

/** One entry: its tests, everything that was ever said to them, and its breaches. Throws NotFound. */
export const showEntry = query({
  name: 'collaborations.show-entry',
  allow: ['signed-in'],
  input: z.object({ entryId: z.string().max(60) }),
  async run({ db, actor, now }, { entryId }) {
    const entry = await requireEntry(db, entryId, now)
    const tellings = []
    for (const test of CHARTER_TESTS) tellings.push(...(await readTellings(db, entryId, test)))
    return {
      entry,
      collaboration: await requireCollaboration(db, entry.collaborationId),
      parties: await readParties(db, entry.collaborationId),
      tellings,
      breaches: await readBreaches(db, { entryId }),
      isOwn: entry.organisationId === actor.organisationId,
    }
  },
})

/** The collaboration that a deployment or an opportunity belongs to, for its banner; null where none. */
export const showBelonging = query({
  name: 'collaborations.show-belonging',
  allow: ['signed-in'],
  input: z.union([
    z.strictObject({ deploymentId: z.string().max(60) }),
    z.strictObject({ opportunityId: z.string().max(60) }),
  ]),
  async run({ db, now }, subject) {
    const found = await findOpenEntry(db, subject)
    return found && { ...found, tests: (await requireEntry(db, found.id, now)).tests }
  },
})

const MOST_FOUND = 30

/** Organisations to ask: those whose name holds the words. */
export const findOrganisations = query({
  name: 'collaborations.find-organisations',
  allow: ['signed-in'],
  input: z.object({ search: z.string().max(200) }),
  run: ({ db }, { search }) =>
    searchOrganisations(db, { text: search, kinds: ORGANISATION_KINDS, limit: MOST_FOUND }),
})

/** What a form is about: the name of a deployment or an opportunity. Throws NotFound. */
export const nameOfSubject = query({
  name: 'collaborations.name-of-subject',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60), opportunityId: z.string().max(60) }),
  async run({ db }, { deploymentId, opportunityId }) {
    if (!deploymentId) return (await requireOpportunity(db, opportunityId)).title
    const { product, useCase } = await requireDeployment(db, deploymentId)
    return `${product.name}: ${useCase.title}`
  },
})
