import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { markWithdrawn, requireDocument } from './document-store.js'
import { MAY_ANSWER } from './model.js'
import { checkMayAnswer } from './rules.js'
import { readDraft, touchDraft } from './store.js'
import { requireSubject } from './subject.js'

/** Withdraws a document with the reason: it stays on record and no longer counts. Throws Conflict. */
export const withdrawDocument = command({
  name: 'evidence.withdraw-document',
  allow: MAY_ANSWER,
  input: z.object({ id: z.string().max(60), reason: freeText('the reason', 1000) }),
  async run({ tx, actor, now }, { id, reason }) {
    const document = await requireDocument(tx, id)
    const { requirement } = await requireSubject(tx, actor, document)
    checkMayAnswer(actor, requirement)
    await markWithdrawn(tx, id, { byName: actor.name, at: now, reason })
    const draft = await readDraft(tx, document.deploymentId, document.requirementId)
    if (draft) await touchDraft(tx, draft.id, { by: actor, at: now, on: londonDate(now) })
    return {
      result: { id, deploymentId: document.deploymentId, requirementId: document.requirementId },
      audit: {
        subject: { kind: 'deployment', id: document.deploymentId },
        before: { document: document.title },
        after: { document: `${document.title} (withdrawn)` },
        reason,
      },
      events: [],
    }
  },
})
