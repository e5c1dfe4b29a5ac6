import { z } from 'zod'
import type { Breach } from './breach-store.js'
import type { Entry } from './entry-store.js'
import type { CollaborationInBrief } from './list-collaborations.js'
import type { Collaboration, Party, PartySignature } from './model.js'
import type { ClinicalShare } from './rules.js'

const base = {
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  led_by: z.object({ id: z.string(), name: z.string() }),
  under_charter: z.boolean(),
  term_from: z.string(),
  term_until: z.string().nullable(),
  review_due: z.string(),
  ended_on: z.string().nullable(),
  end_reason: z.string().nullable(),
  revision: z.number(),
}

/** A line of the list, as REST gives it. */
export const collaborationAnswer = z.object({
  ...base,
  standing: z.string(),
  parties: z.number(),
  entries: z.number(),
  breaches: z.number(),
})

/** What belongs to a collaboration, as REST gives it. */
const entryAnswer = z.object({
  id: z.string(),
  collaboration_id: z.string(),
  organisation: z.object({ id: z.string(), name: z.string() }),
  deployment_id: z.string().nullable(),
  opportunity_id: z.string().nullable(),
  title: z.string(),
  stage: z.string(),
  clinical: z.boolean().nullable(),
  entered_at: z.string(),
  left_at: z.string().nullable(),
  left_reason: z.string().nullable(),
  tests: z.array(
    z.object({
      test: z.string(),
      state: z.string(),
      because: z.string(),
      said_by: z.string().nullable(),
      said_by_role: z.string().nullable(),
      said_at: z.string().nullable(),
    }),
  ),
})

/** The same with its breaches, newest first. */
export const entryDetailAnswer = entryAnswer.extend({
  breaches: z.array(
    z.object({
      test: z.string(),
      because: z.string(),
      noticed_at: z.string(),
      ended_at: z.string().nullable(),
    }),
  ),
})

/** A collaboration whole, as REST gives it. */
export const detailAnswer = z.object({
  ...base,
  parties: z.array(
    z.object({ id: z.string(), name: z.string(), state: z.string(), since: z.string() }),
  ),
  signatures: z.array(
    z.object({
      organisation: z.string(),
      name: z.string(),
      role: z.string(),
      signed_at: z.string(),
      of_this_wording: z.boolean(),
    }),
  ),
  clinical_share: z.object({
    clinical: z.number(),
    non_clinical: z.number(),
    not_answered: z.number(),
    mainly_non_clinical: z.boolean().nullable(),
  }),
  entries: z.array(entryAnswer),
})

const toBase = (one: Collaboration) => ({
  id: one.id,
  name: one.name,
  purpose: one.purpose,
  led_by: { id: one.organisationId, name: one.organisationName },
  under_charter: one.underCharter,
  term_from: one.termFrom,
  term_until: one.termUntil,
  review_due: one.reviewDue,
  ended_on: one.endedOn,
  end_reason: one.endReason,
  revision: one.revision,
})

/** A line of the list in the words of the interface. */
export const toAnswer = (one: CollaborationInBrief): z.output<typeof collaborationAnswer> => ({
  ...toBase(one),
  standing: one.standing,
  parties: one.parties,
  entries: one.entries,
  breaches: one.breaches,
})

/** An entry in the words of the interface. */
const toEntryAnswer = (one: Entry): z.output<typeof entryAnswer> => ({
  id: one.id,
  collaboration_id: one.collaborationId,
  organisation: { id: one.organisationId, name: one.organisationName },
  deployment_id: one.deploymentId,
  opportunity_id: one.opportunityId,
  title: one.title,
  stage: one.stage,
  clinical: one.clinical,
  entered_at: one.enteredAt.toISOString(),
  left_at: one.leftAt?.toISOString() ?? null,
  left_reason: one.leftReason,
  tests: one.tests.map(({ test, state, because, said }) => ({
    test,
    state,
    because,
    said_by: said?.saidByName ?? null,
    said_by_role: said?.saidByRole ?? null,
    said_at: said?.saidAt.toISOString() ?? null,
  })),
})

/** An entry with its breaches in the words of the interface. */
export const toEntryDetail = (
  entry: Entry,
  breaches: readonly Breach[],
): z.output<typeof entryDetailAnswer> => ({
  ...toEntryAnswer(entry),
  breaches: breaches.map((one) => ({
    test: one.test,
    because: one.because,
    noticed_at: one.noticedAt.toISOString(),
    ended_at: one.endedAt?.toISOString() ?? null,
  })),
})

/** A collaboration whole in the words of the interface. */
export const toDetail = (one: {
  collaboration: Collaboration
  parties: readonly Party[]
  signatures: readonly PartySignature[]
  share: ClinicalShare
  entries: readonly Entry[]
}): z.output<typeof detailAnswer> => ({
  ...toBase(one.collaboration),
  parties: one.parties.map((party) => ({
    id: party.organisationId,
    name: party.organisationName,
    state: party.state,
    since: (party.leftAt ?? party.answeredAt ?? party.invitedAt).toISOString(),
  })),
  signatures: one.signatures.map((signature) => ({
    organisation: signature.organisationName,
    name: signature.signedByName,
    role: signature.role,
    signed_at: signature.signedAt.toISOString(),
    of_this_wording: signature.wording === one.collaboration.wording,
  })),
  clinical_share: {
    clinical: one.share.clinical,
    non_clinical: one.share.nonClinical,
    not_answered: one.share.notAnswered,
    mainly_non_clinical: one.share.mainlyNonClinical,
  },
  entries: one.entries.map(toEntryAnswer),
})
