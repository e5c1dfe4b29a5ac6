import { z } from 'zod'
import { evidenceToReview, relianceToReview } from '#kernel/events/evidence.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { Framework } from '#modules/framework/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { changedDetail, changedRequirement, changedSince } from './acceptance-rules.js'
import { readAllAcceptances, type Acceptance } from './acceptance-store.js'
import type { SignedAnswer } from './model.js'
import { readSources } from './offered-store.js'
import { putUnderReview, readAsked, readOrganisationsAsked } from './review-store.js'
import { auditSubject, findAskedRequirement } from './subject.js'
import { toReview } from './to-review.js'

const ids = z.array(z.string().max(20)).max(500)

/** Who of a system, or of none, has signed or accepted something for one of these requirements. */
export const findAsked = query({
  name: 'evidence.find-asked',
  allow: ['system'],
  input: z.object({ systemId: z.string().max(60).nullable(), requirementIds: ids }),
  run: ({ db }, { systemId, requirementIds }) =>
    readOrganisationsAsked(db, systemId, requirementIds),
})

/**
 * Puts under review what an organisation signed for requirements that are others now, and notes what it
 * accepted for them; its gates count neither from the commit that changed the agreed way on. `forms` are
 * requirements of which only the guided form, or the words of the system, are others (decision 15).
 */
export const reviewChanged = command({
  name: 'evidence.review-changed',
  allow: ['system'],
  input: z.object({
    requirementIds: ids,
    forms: ids,
    version: z.string().max(60),
    /** The organisation joined or left a system, and follows this version since. */
    moved: z.boolean().default(false),
  }),
  async run({ tx, now, organisationId }, { requirementIds, forms, version, moved }) {
    const own = organisationId()
    const framework = await agreedWayFor(tx, own)
    const because = moved
      ? `Version ${version} of the agreed way, followed here since joining or leaving a system, asks for something else.`
      : `Version ${version} of the agreed way asks for something else.`
    const reopened: SignedAnswer[] = []
    for (const [since, signed] of await changedAnswers(tx, own, framework, requirementIds, forms))
      reopened.push(...(await putUnderReview(tx, signed, since, now)))
    const relied = await changedAcceptances(tx, own, framework, requirementIds, forms)
    const [first, ...rest] = [...reopened, ...relied].map((one): AuditEntry => ({
      subject: auditSubject(one),
      after: {
        underReview: one.requirementId,
        ...(one.part ? { part: one.part } : {}),
        ...('sourceName' in one ? { acceptedFrom: one.sourceName } : {}),
      },
      reason: because,
    }))
    const about = { organisationId: own, because }
    return {
      result: { reopened: idsOf(reopened), relied: idsOf(relied) },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [
        ...reopened.map((one) => toReview(one, because)),
        ...(reopened.length > 0
          ? [evidenceToReview({ ...about, requirements: idsOf(reopened) })]
          : []),
        ...(relied.length > 0 ? [relianceToReview({ ...about, requirements: idsOf(relied) })] : []),
      ],
    }
  },
})

/** Ids of what is under review, by the sentence that says since when. */
const changedAnswers = async (
  tx: Tx,
  organisationId: string,
  framework: Framework,
  requirementIds: readonly string[],
  forms: readonly string[],
): Promise<Map<string, string[]>> => {
  const by = new Map<string, string[]>()
  for (const signed of await readAsked(tx, organisationId, [...requirementIds, ...forms])) {
    const requirement = findAskedRequirement(framework, signed)
    if (!requirement) continue
    const isOlder = signed.detailDigest === null && forms.includes(signed.requirementId)
    const since =
      changedSince(signed, { requirement, framework }) ??
      (isOlder ? 'its form or the system’s words for it changed after it was signed' : null)
    if (since !== null) by.set(since, [...(by.get(since) ?? []), signed.id])
  }
  return by
}

const changedAcceptances = async (
  tx: Tx,
  organisationId: string,
  framework: Framework,
  requirementIds: readonly string[],
  forms: readonly string[],
): Promise<Acceptance[]> => {
  const touched = (await readAllAcceptances(tx, organisationId)).filter((one) =>
    [...requirementIds, ...forms].includes(one.requirementId),
  )
  const sources = await readSources(
    tx,
    touched.map((one) => one.answerId),
  )
  return touched.filter((one) => {
    const source = sources.get(one.answerId)
    const requirement = findAskedRequirement(framework, one)
    if (!source || !requirement) return false
    return (
      changedRequirement(source, requirement) !== null ||
      changedDetail(one, { requirement, framework }, 'it was accepted') !== null
    )
  })
}

const idsOf = (some: readonly { requirementId: string }[]): string[] => [
  ...new Set(some.map((one) => one.requirementId)),
]
