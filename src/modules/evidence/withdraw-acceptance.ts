import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { command } from '#registry/command.js'
import { endAcceptance, requireAcceptance } from './acceptance-store.js'
import { MAY_ANSWER } from './model.js'
import { signingRole } from './rules.js'
import { auditSubject, requireAskedRequirement } from './subject.js'

/** What ending reliance takes. */
export const withdrawAcceptanceInput = z.object({
  id: z.string().max(60),
  reason: freeText('the reason', 1000),
})

/** Ends reliance on what another organisation signed, with the reason; it stays on record. Throws Conflict. */
export const withdrawAcceptance = command({
  name: 'evidence.withdraw-acceptance',
  allow: MAY_ANSWER,
  input: withdrawAcceptanceInput,
  async run({ tx, actor, now }, { id, reason }) {
    const before = await requireAcceptance(tx, id)
    const framework = await agreedWayFor(tx, before.organisationId)
    signingRole(actor, requireAskedRequirement(framework, before))
    await endAcceptance(tx, id, { byName: actor.name, at: now, reason })
    return {
      result: { id },
      audit: {
        subject: auditSubject(before),
        before: { requirement: before.requirementId, acceptedFrom: before.sourceName },
        after: { requirement: before.requirementId, acceptedFrom: null },
        reason,
      },
      events: [],
    }
  },
})
