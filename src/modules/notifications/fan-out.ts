import { z } from 'zod'
import { LETTER_PURPOSES, lettersDue } from '#kernel/events/concerns.js'
import { command } from '#registry/command.js'
import { writtenTo } from './model.js'

/** Organisations written to by one job: 1,000 organisations are 40 jobs (bench/alerts). */
const AT_ONCE = 25

/** Publishes who is to be written to, a few organisations to an event, so that each is tried again by itself. */
export const fanOut = command({
  name: 'notifications.fan-out',
  allow: ['system'],
  input: z.object({
    purpose: z.enum(LETTER_PURPOSES),
    aboutId: z.string().max(60),
    to: z
      .array(
        z.object({
          organisationId: z.string().max(60),
          organisationName: z.string().max(200),
          ...writtenTo,
        }),
      )
      .max(20_000),
  }),
  run: async (_context, { purpose, aboutId, to }) => ({
    result: to.length,
    audit: 'nothing-changed' as const,
    events: Array.from({ length: Math.ceil(to.length / AT_ONCE) }, (_, place) =>
      lettersDue({ purpose, aboutId, to: to.slice(place * AT_ONCE, (place + 1) * AT_ONCE) }),
    ),
  }),
})
