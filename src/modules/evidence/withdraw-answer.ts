import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { readRelyingOn } from './acceptance-store.js'
import { aboutInput, MAY_ANSWER } from './model.js'
import { isKeptAt } from './kept-rows.js'
import { signingRole } from './rules.js'
import { markSignedWithdrawn, readSigned } from './signed-store.js'
import { auditSubject, requireAnswered } from './subject.js'
import { toReview } from './to-review.js'

/** What withdrawing takes. */
export const withdrawAnswerInput = z.object({
  ...aboutInput,
  reason: freeText('the reason', 1000),
})

/**
 * Withdraws what was signed, with the reason: it stays on record, no longer counts, and whoever relies on
 * it is named here and told, of a deployment that has ceased too. Throws NotAllowed for a role that may not sign it, and Conflict.
 */
export const withdrawAnswer = command({
  name: 'evidence.withdraw-answer',
  allow: MAY_ANSWER,
  input: withdrawAnswerInput,
  async run({ tx, actor, now }, { reason, ...about }) {
    const { file, kept, requirement } = await requireAnswered(tx, actor, about)
    signingRole(actor, requirement)
    const signed = (await readSigned(tx, file, 'current')).find((one) => isKeptAt(one, kept))
    if (!signed || signed.withdrawnAt !== null)
      throw new Conflict('There is nothing signed here to withdraw.')
    await markSignedWithdrawn(tx, signed.id, { byName: actor.name, at: now, reason })
    const affects = (await readRelyingOn(tx, signed.id, false)).map((one) => one.organisationName)
    return {
      result: { id: signed.id, scope: kept.scope, affects },
      audit: {
        subject: auditSubject(kept, file),
        before: { requirement: kept.requirementId, signedBy: signed.signature.personName },
        after: { requirement: kept.requirementId, withdrawn: true, affects },
        reason,
      },
      events: [toReview(signed, 'It was withdrawn.')],
    }
  },
})
