import { z } from 'zod'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { askForClaim, claimProductRow, dropClaim } from './claim-store.js'
import { mayClaim } from './rules.js'
import { requireProduct } from './store.js'

/**
 * Its supplier asks to answer for a product that somebody else registered; it does once an administrator
 * there confirms. Throws NotAllowed and Conflict.
 */
export const claimProduct = command({
  name: 'products.claim-product',
  allow: ['administrator'],
  input: z.object({
    id: z.string().max(60),
    vigilanceContact: boundedText('the vigilance contact', 254),
  }),
  async run({ tx, actor, now }, { id, vigilanceContact }) {
    const before = await requireProduct(tx, id)
    if (!before.claimed && !before.claimAsked && !mayClaim(before, actor))
      throw new NotAllowed('Only an administrator of its supplier may claim this product.')
    await askForClaim(tx, id, vigilanceContact, { id: actor.id, name: actor.name, at: now })
    return {
      result: { id },
      audit: {
        subject: { kind: 'product', id },
        before: { claimed: false },
        after: { claimed: 'asked', vigilanceContact },
      },
      events: [],
    }
  },
})

/** Confirms that its supplier answers for a product from now on. Throws NotAllowed and Conflict. */
export const confirmClaim = command({
  name: 'products.confirm-claim',
  allow: ['administrator'],
  input: z.object({ id: z.string().max(60) }),
  async run({ tx, actor, now }, { id }) {
    const before = await requireProduct(tx, id)
    requireRegistrar(before, actor.organisationId)
    if (!before.claimAsked) throw new Conflict('Nobody asks to claim this product.')
    const by = { id: before.claimAsked.by, at: now, confirmedByName: actor.name }
    await claimProductRow(tx, id, before.claimAsked.contact, by)
    return {
      result: { id },
      audit: {
        subject: { kind: 'product', id },
        before: { claimed: false, vigilanceContact: before.vigilanceContact },
        after: { claimed: true, vigilanceContact: before.claimAsked.contact },
      },
      events: [],
    }
  },
})

/** Declines a claim, with the reason; the product stays as it was told. Throws NotAllowed and Conflict. */
export const declineClaim = command({
  name: 'products.decline-claim',
  allow: ['administrator'],
  input: z.object({ id: z.string().max(60), reason: freeText('the reason', 1000) }),
  async run({ tx, actor }, { id, reason }) {
    const before = await requireProduct(tx, id)
    requireRegistrar(before, actor.organisationId)
    await dropClaim(tx, id)
    return {
      result: { id },
      audit: {
        subject: { kind: 'product', id },
        before: { claimed: 'asked', by: before.claimAsked?.byName ?? null },
        after: { claimed: false },
        reason,
      },
      events: [],
    }
  },
})

const requireRegistrar = (
  product: { registeredByOrganisationId: string },
  organisationId: string | null,
): void => {
  if (product.registeredByOrganisationId === organisationId) return
  throw new NotAllowed('A claim is confirmed by the organisation that registered the product.')
}
