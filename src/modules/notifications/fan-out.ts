import { z } from 'zod'
import { lettersDue } from '#kernel/events/concerns.js'
import { command } from '#registry/command.js'
import { PARTS, PURPOSES } from './model.js'

/** Publishes one event for each organisation to write to, so that each is sent and tried again by itself. */
export const fanOut = command({
  name: 'notifications.fan-out',
  allow: ['system'],
  input: z.object({
    to: z
      .array(
        z.object({
          purpose: z.enum(PURPOSES),
          aboutId: z.string().max(60),
          organisationId: z.string().max(60),
          organisationName: z.string().max(200),
          part: z.enum(PARTS),
        }),
      )
      .max(20_000),
  }),
  run: async (_context, { to }) => ({
    result: to.length,
    audit: 'nothing-changed' as const,
    events: to.map((one) => lettersDue(one)),
  }),
})
