import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { insertEntry } from './concern-entries.js'
import { redactWords, requireConcern } from './concern-store.js'
import { MAY_REDACT, redactConcernInput } from './model.js'

/**
 * Takes the words out of a concern: its report, its entries and its audit lines. The fact, who, when
 * and why stay; alerts and letters never held them. Throws NotFound and Conflict.
 */
export const redactConcern = command({
  name: 'concerns.redact-concern',
  allow: MAY_REDACT,
  input: redactConcernInput,
  async run({ tx, actor, now, newId }, { concernId, reason }) {
    const before = await requireConcern(tx, concernId)
    const lines = await redactWords(tx, before, now)
    if (lines === 0 && before.origin !== 'public') {
      throw new Conflict('Nothing was found to remove. Load the page again.')
    }
    const by = { at: now, byId: actor.id, byName: actor.name }
    await insertEntry(tx, before, { id: newId('ent'), kind: 'redacted', words: reason, ...by })
    return {
      result: { id: concernId, auditLines: lines },
      audit: {
        subject: { kind: 'concern', id: concernId },
        after: { redacted: true },
        reason,
      },
      events: [],
    }
  },
})
