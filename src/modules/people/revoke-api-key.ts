import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { markRevoked } from './key-store.js'
import { apiKeyInput } from './model.js'

/** Revokes an API key, which stops at once. Throws Conflict when there is none that works. */
export const revokeApiKey = command({
  name: 'people.revoke-api-key',
  allow: ['administrator', 'system'],
  input: apiKeyInput,
  async run({ tx, actor, now }, { keyId }) {
    const key = await markRevoked(tx, keyId, { by: actor.id, at: now })
    if (!key) throw new Conflict('This key was revoked before, or there is no such key here.')
    return {
      result: { name: key.name },
      audit: { subject: { kind: 'api-key', id: keyId }, after: { revokedAt: now } },
      events: [],
    }
  },
})
