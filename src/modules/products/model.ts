import { z } from 'zod'
import { boundedText, freeText } from '#kernel/identifiable-data.js'

/** What kind of tool a product is, as field.md 9.3 groups measures. */
export const PRODUCT_KINDS = [
  'not-said',
  'imaging',
  'triage',
  'ambient-scribe',
  'administration',
  'language-model',
  'prediction',
  'other',
] as const

/** A kind of product. */
export type ProductKind = (typeof PRODUCT_KINDS)[number]

/** A product as everyone signed in sees it. */
export interface Product {
  id: string
  name: string
  summary: string
  kind: ProductKind
  supplierId: string
  supplierName: string
  /** Whether its supplier has claimed it; until then somebody else told of it. */
  claimed: boolean
  vigilanceContact: string | null
  registeredAt: Date
  withdrawnAt: Date | null
  revision: number
}

/** A version of a product. */
export interface Version {
  id: string
  productId: string
  name: string
  released: string | null
  intendedUse: string
  medicalDevice: 'not-answered' | 'no' | 'yes'
  deviceClass: string | null
  changes: string
  registeredAt: Date
  withdrawnAt: Date | null
}

const productFields = {
  name: boundedText('the name of the product', 200),
  summary: freeText('what it does', 2000, 0).default(''),
  kind: z.enum(PRODUCT_KINDS, { error: 'Choose what kind of tool it is.' }).default('not-said'),
}

const versionFields = {
  name: boundedText('the version', 80),
  intendedUse: freeText('the intended use', 4000, 0).default(''),
  medicalDevice: z
    .enum(['not-answered', 'no', 'yes'], { error: 'Say whether this version is a medical device.' })
    .default('not-answered'),
  deviceClass: boundedText('the device class', 40, 0).optional(),
  released: z
    .union([z.iso.date('Enter the release date as a day, month and year.'), z.literal('')])
    .optional(),
  changes: freeText('what changed', 4000, 0).default(''),
}

/** What registering a product takes; without a supplier the actor's own organisation is it. */
export const registerProductInput = z.object({
  ...productFields,
  supplierId: z.string().max(40).optional(),
  /** For a supplier that is not listed yet. */
  supplierName: boundedText('the supplier', 200).optional(),
  vigilanceContact: boundedText('the vigilance contact', 254, 0).optional(),
  version: z.object(versionFields).optional(),
})

/** What registering a version takes. */
export const registerVersionInput = z.object({ productId: z.string().max(40), ...versionFields })
