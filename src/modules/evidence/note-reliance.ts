import { z } from 'zod'
import { relianceToReview } from '#kernel/events/evidence.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import { readRelyingOn, requireAcceptance } from './acceptance-store.js'
import { auditSubject } from './subject.js'

/**
 * Who relies on a signed answer, by organisation; with `replaced`, on what that answer replaced. For jobs.
 */
export const findRelying = query({
  name: 'evidence.find-relying',
  allow: ['system'],
  input: z.object({ answerId: z.string().max(60), replaced: z.boolean() }),
  async run({ db }, { answerId, replaced }) {
    const by = new Map<string, string[]>()
    for (const one of await readRelyingOn(db, answerId, replaced))
      by.set(one.organisationId, [...(by.get(one.organisationId) ?? []), one.acceptanceId])
    return [...by].map(([organisationId, acceptanceIds]) => ({ organisationId, acceptanceIds }))
  },
})

/**
 * Writes into an organisation's record, and tells it, that what it relies on must be looked at again.
 * That its gates count it as under review follows from the source and needs nothing (product.md, rule 3).
 */
export const noteReliance = command({
  name: 'evidence.note-reliance',
  allow: ['system'],
  input: z.object({
    acceptanceIds: z.array(z.string().max(60)).min(1).max(1000),
    because: z.string().max(300),
  }),
  async run({ tx, organisationId }, { acceptanceIds, because }) {
    const lines: AuditEntry[] = []
    const requirements: string[] = []
    for (const id of acceptanceIds) {
      const acceptance = await requireAcceptance(tx, id)
      if (acceptance.endedAt !== null) continue
      requirements.push(acceptance.requirementId)
      lines.push({
        subject: auditSubject(acceptance),
        after: {
          underReview: acceptance.requirementId,
          acceptedFrom: acceptance.sourceName,
          version: acceptance.versionName,
        },
        reason: `${acceptance.sourceName}: ${because}`,
      })
    }
    const [first, ...rest] = lines
    return {
      result: { requirements },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: first
        ? [relianceToReview({ organisationId: organisationId(), requirements, because })]
        : [],
    }
  },
})
