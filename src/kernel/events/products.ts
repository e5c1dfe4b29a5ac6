import { z } from 'zod'
import { defineEvent } from './event.js'

/** A product stands in the register for the first time. */
export const productRegistered = defineEvent(
  'product.registered',
  'A product was registered.',
  z.object({ productId: z.string(), supplierId: z.string(), name: z.string() }),
)

/** A version of a product stands in the register. */
export const versionRegistered = defineEvent(
  'version.registered',
  'A version of a product was registered.',
  z.object({ versionId: z.string(), productId: z.string(), name: z.string() }),
)

/** The supplier's statements on a version changed: another model card counts from now on. */
export const productCardChanged = defineEvent(
  'product.card-changed',
  'A model card of a version was imported.',
  z.object({
    productId: z.string(),
    versionId: z.string(),
    cardId: z.string(),
    number: z.number(),
  }),
)
