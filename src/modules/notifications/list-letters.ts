import { z } from 'zod'
import { query } from '#registry/query.js'
import { readLetters } from './letter-store.js'
import { LETTER_PURPOSES } from '#kernel/events/concerns.js'

/** The letters the organisation was sent about something, and what became of each. */
export const listLetters = query({
  name: 'notifications.list-letters',
  allow: ['administrator', 'clinical-safety-officer', 'auditor'],
  input: z.object({ purpose: z.enum(LETTER_PURPOSES), aboutId: z.string().max(60) }),
  run: ({ db, organisationId }, { purpose, aboutId }) =>
    readLetters(db, organisationId(), purpose, aboutId),
})
