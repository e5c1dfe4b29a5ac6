import { randomBytes } from 'node:crypto'
import { Invalid } from '#kernel/errors.js'
import { addDays, londonDate, startOfLondonDay } from '#kernel/time.js'
import { makeApiKey as makeKeyText } from '#modules/identity/index.js'
import { command } from '#registry/command.js'
import { insertApiKey } from './key-store.js'
import { makeApiKeyInput } from './model.js'

const LONGEST_DAYS = 366

/**
 * Makes an API key of the actor's organisation. The key is in the result and nowhere else: only its
 * digest is stored. Throws Invalid for a last day that has passed or is more than a year away.
 */
export const makeApiKey = command({
  name: 'people.make-api-key',
  allow: ['administrator', 'system'],
  input: makeApiKeyInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const today = londonDate(now)
    if (input.lastDay < today || input.lastDay > addDays(today, LONGEST_DAYS)) {
      const message = 'Choose a last day from today to a year from today.'
      throw new Invalid([{ field: 'lastDay', message }])
    }
    const text = makeKeyText(randomBytes)
    const key = {
      id: newId('key'),
      organisationId: organisationId(),
      name: input.name,
      role: input.role,
      scopes: input.scopes,
      prefix: text.prefix,
      expiresAt: startOfLondonDay(addDays(input.lastDay, 1)),
    }
    await insertApiKey(tx, { ...key, hash: text.hash }, { by: actor.id, at: now })
    return {
      result: { ...key, key: text.key },
      audit: { subject: { kind: 'api-key', id: key.id }, after: key },
      events: [],
    }
  },
})
