import { z } from 'zod'
import { NotAllowed } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { markUsed } from './key-store.js'

/** Notes that the acting key is in use today. The key's own calls are the audit; this is no change. */
export const noteKeyUsed = command({
  name: 'people.note-key-used',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ tx, actor, now }) {
    if (actor.kind !== 'key') throw new NotAllowed('Only a key notes its own use.')
    await markUsed(tx, actor.id, londonDate(now))
    return { result: null, audit: 'nothing-changed', events: [] }
  },
})
