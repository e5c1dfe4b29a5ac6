import { z } from 'zod'
import type { Requirement } from '#modules/framework/index.js'
import type { Offered } from '../offered-store.js'
import type { RequirementEvidence } from '../show-evidence.js'
import type { UsableItem, UsableWork } from '../usable-work.js'

const asked = z.object({ requirement: z.string(), part: z.string(), name: z.string() })

const source = z.object({
  answer_id: z.string(),
  organisation: z.string(),
  by_supplier: z.boolean(),
  version: z.string().nullable(),
  signed_by: z.string(),
  role: z.string(),
  signed_on: z.string(),
  in_date_until: z.string().nullable(),
})

const usable = asked.extend({ state: z.string(), sources: z.array(source) })

/** The work of others in three groups, with what is in order and relied upon already. */
export const workAnswer = z.object({
  in_order: z.number(),
  accept_whole: z.array(usable),
  start_from: z.array(usable),
  yours: z.array(asked.extend({ state: z.string() })),
  relied_on: z.array(
    asked.extend({
      acceptance_id: z.string(),
      from: z.string(),
      state: z.string(),
      differs_here: z.string(),
      conditions: z.string(),
    }),
  ),
  hours: z.object({
    accepted: z.number(),
    started: z.number(),
    /** Null while it is our own assumption. */
    set_by: z.string().nullable(),
  }),
})

/** What another organisation signed, as it was signed. */
export const offeredAnswer = source.extend({
  requirement: z.string(),
  part: z.string(),
  name: z.string(),
  answers: z.record(z.string(), z.unknown()),
  fields_not_applicable: z.record(z.string(), z.string()),
  not_applicable_reason: z.string().nullable(),
  under_review_since: z.string().nullable(),
  framework_version: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      digest: z.string().nullable(),
      address: z.string().nullable(),
    }),
  ),
})

/** Usable work as the API answers it. */
export const wordedWork = (work: UsableWork): z.input<typeof workAnswer> => ({
  in_order: work.inOrder,
  accept_whole: work.whole.map(usableOf),
  start_from: work.start.map(usableOf),
  yours: work.own.map((item) => ({ ...askedOf(item), state: item.word })),
  relied_on: work.reliedOn.flatMap((item) =>
    item.held
      ? [
          {
            ...askedOf(item),
            acceptance_id: item.held.acceptance.id,
            from: item.held.acceptance.sourceName,
            state: item.word,
            differs_here: item.held.acceptance.differsHere,
            conditions: item.held.acceptance.conditions,
          },
        ]
      : [],
  ),
  hours: {
    accepted: work.hours.accepted,
    started: work.hours.started,
    set_by: work.hours.setByName,
  },
})

/** What another organisation signed as the API answers it. */
export const wordedOffered = (
  offered: Offered,
  requirement: Requirement,
): z.input<typeof offeredAnswer> => ({
  ...sourceOf(offered),
  requirement: offered.requirementId,
  part: offered.part,
  name: requirement.name,
  answers: { ...offered.values },
  fields_not_applicable: { ...offered.fieldsNotApplicable },
  not_applicable_reason: offered.notApplicableReason,
  under_review_since: offered.reviewSince,
  framework_version: offered.frameworkVersion,
  documents: offered.documents.map(({ id, title, digest, address }) => ({
    id,
    title,
    digest,
    address,
  })),
})

const askedOf = ({ requirement, part }: RequirementEvidence) => ({
  requirement: requirement.id,
  part,
  name: requirement.name,
})

const usableOf = ({ item, sources }: UsableItem) => ({
  ...askedOf(item),
  state: item.word,
  sources: sources.map(sourceOf),
})

const sourceOf = (offered: Offered): z.input<typeof source> => ({
  answer_id: offered.id,
  organisation: offered.organisationName,
  by_supplier: offered.bySupplier,
  version: offered.versionName,
  signed_by: offered.signature.personName,
  role: offered.signature.role,
  signed_on: offered.signature.on,
  in_date_until: offered.inDateUntil,
})
