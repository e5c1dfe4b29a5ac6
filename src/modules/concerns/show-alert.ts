import { z } from 'zod'
import { decodeCursor, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { query } from '#registry/query.js'
import {
  countStates,
  readOwnRecipients,
  readRecipients,
  recipientSortName,
} from './alert-recipients.js'
import { requireAlert } from './alert-store.js'
import { ANSWER_STATES } from './model.js'

/** An alert, what one's own organisation has to answer, and who has said what, as far as one may see. */
export const showAlert = query({
  name: 'concerns.show-alert',
  allow: ['signed-in'],
  input: z.object({
    id: z.string().max(60),
    state: z
      .enum([...ANSWER_STATES, 'not-answered', ''])
      .optional()
      .transform((value) => value || undefined),
    cursor: z.string().max(500).optional(),
  }),
  async run({ db, organisationId }, { id, state, cursor }) {
    const alert = await requireAlert(db, id)
    const from = cursor ? decodeCursor(cursor, 2) : undefined
    const rows = await readRecipients(db, id, {
      ...(state ? { state } : {}),
      ...(from ? { after: { name: String(from[0]), recipient: String(from[1]) } } : {}),
      limit: PAGE_SIZE + 1,
    })
    return {
      alert,
      isIssuer: alert.issuedByOrganisationId === organisationId(),
      own: await readOwnRecipients(db, id, organisationId()),
      counts: await countStates(db, id),
      recipients: toPage(rows, PAGE_SIZE, (one) => [recipientSortName(one), one.recipient]),
    }
  },
})
