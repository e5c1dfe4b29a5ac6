import { z } from 'zod'
import { NotAllowed } from '#kernel/errors.js'
import { boundedText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { mayClaim } from './rules.js'
import { claimProductRow, requireProduct } from './store.js'

/** Its supplier answers for a product from now on. Throws NotAllowed and Conflict. */
export const claimProduct = command({
  name: 'products.claim-product',
  allow: ['administrator'],
  input: z.object({
    id: z.string().max(60),
    vigilanceContact: boundedText('the vigilance contact', 254),
  }),
  async run({ tx, actor, now }, { id, vigilanceContact }) {
    const before = await requireProduct(tx, id)
    if (!before.claimed && !mayClaim(before, actor))
      throw new NotAllowed('Only an administrator of its supplier may claim this product.')
    await claimProductRow(tx, id, vigilanceContact, { id: actor.id, at: now })
    return {
      result: { id },
      audit: {
        subject: { kind: 'product', id },
        before: { claimed: false, vigilanceContact: before.vigilanceContact },
        after: { claimed: true, vigilanceContact },
      },
      events: [],
    }
  },
})
