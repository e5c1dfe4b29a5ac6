import { z } from 'zod'
import { command } from '#registry/command.js'
import { claimRow, settleRow } from './letter-store.js'

const id = z.string().max(60)

/** Takes a letter before it is given to the mail server, so that nobody else sends it too. */
export const claimLetter = command({
  name: 'notifications.claim-letter',
  allow: ['system'],
  input: z.object({ id }),
  run: async ({ tx, now }, given) => ({
    result: await claimRow(tx, given.id, now),
    audit: 'nothing-changed' as const,
    events: [],
  }),
})

/** Writes what became of a letter: sent, to be tried again, or refused for good. */
export const settleLetter = command({
  name: 'notifications.settle-letter',
  allow: ['system'],
  input: z.object({
    id,
    state: z.enum(['sent', 'waiting', 'refused']),
    problem: z.string().max(500).nullable(),
  }),
  async run({ tx, now }, { id: letterId, state, problem }) {
    const settled = await settleRow(tx, letterId, { state, problem, at: now })
    return {
      result: settled,
      audit: settled
        ? { subject: { kind: 'letter', id: letterId }, after: { state, problem } }
        : 'nothing-changed',
      events: [],
    }
  },
})
