import { z } from 'zod'
import type { CardVersion } from './card-description.js'
import { lookedAtCard } from './look-at-card.js'
import type { Statement } from './statements.js'

/** A card that was imported for a version; the one with the highest number counts. */
export interface ModelCard {
  id: string
  versionId: string
  /** Counts from 1 for each version. */
  number: number
  format: CardVersion
  fileName: string
  /** Bytes. */
  size: number
  /** SHA-256 of the file as it was imported. */
  digest: string
  /** SHA-256 of its canonical XML. */
  canonicalDigest: string
  statements: readonly Statement[]
  importedByName: string
  organisationId: string
  organisationName: string
  importedAt: Date
}

const id = z.string().max(60)

const about = { productId: id, versionId: id }

/** What looking at a card before it is imported takes. */
export const proposeCardInput = z.object({ ...about, card: lookedAtCard })

/** What importing a card takes. */
export const importCardInput = proposeCardInput.extend({
  /** Number of the card that it was compared with, 0 for none; left out, it replaces whatever there is. */
  seen: z.coerce.number({ error: 'Load the page again.' }).int().min(0).optional(),
})

/** What showing the cards of a product takes; without a version the newest is shown. */
export const showCardsInput = z.object({ productId: id, versionId: id.optional() })

/** What names a card of a product for the address of its file. */
export const openCardInput = z.object({ productId: id, cardId: id })
