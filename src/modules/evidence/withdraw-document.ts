import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { markWithdrawn } from './document-store.js'
import { MAY_ANSWER } from './model.js'
import { namedDocumentInput, requireNamedDocument } from './named-document.js'
import { checkMayAnswer } from './rules.js'
import { readDraft, touchDraft } from './draft-store.js'
import { markSignedWith } from './signed-store.js'
import { auditSubject, requireAnswered } from './subject.js'
import { toReview } from './to-review.js'

/** What withdrawing a document takes. */
export const withdrawDocumentInput = z.object({
  ...namedDocumentInput,
  reason: freeText('the reason', 1000),
})

/**
 * Withdraws a document with the reason: it stays on record and no longer counts, and what was signed
 * beside it goes to review, in a deployment that has ceased too. Throws Conflict.
 */
export const withdrawDocument = command({
  name: 'evidence.withdraw-document',
  allow: MAY_ANSWER,
  input: withdrawDocumentInput,
  async run({ tx, actor, now }, { reason, ...named }) {
    const { id } = named
    const document = await requireNamedDocument(tx, actor, named)
    const { file, kept, requirement } = await requireAnswered(tx, actor, document)
    checkMayAnswer(actor, requirement)
    await markWithdrawn(tx, id, { byName: actor.name, at: now, reason })
    const signed = await markSignedWith(
      tx,
      kept.organisationId,
      id,
      'a document was withdrawn',
      now,
    )
    const draft = await readDraft(tx, kept)
    if (draft) await touchDraft(tx, draft.id, { by: actor, at: now, on: londonDate(now) })
    return {
      result: { id, requirementId: document.requirementId },
      audit: {
        subject: auditSubject(kept, file),
        before: { document: document.title },
        after: { document: `${document.title} (withdrawn)` },
        reason,
      },
      events: signed.map((one) => toReview(one, 'A document that it rests on was withdrawn.')),
    }
  },
})
