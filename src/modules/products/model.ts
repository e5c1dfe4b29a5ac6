import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
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

/** The kinds of product as the screen says them. */
export const PRODUCT_KIND_NAMES: Readonly<Record<ProductKind, string>> = {
  'not-said': 'Not said',
  imaging: 'Medical imaging',
  triage: 'Triage',
  'ambient-scribe': 'Ambient scribe',
  administration: 'Administration',
  'language-model': 'Language model',
  prediction: 'Prediction',
  other: 'Other',
}

/** Who registers products and versions. */
export const MAY_REGISTER_PRODUCTS: Allow = [
  'supplier-contact',
  'deployment-owner',
  'administrator',
  'technical-lead',
  'system',
]

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
  /** Set while its supplier asks to claim it and nobody has confirmed. */
  claimAsked: { by: string; byName: string; at: Date; contact: string | null } | null
  vigilanceContact: string | null
  registeredByOrganisationId: string
  aliases: readonly string[]
  registeredAt: Date
  withdrawnAt: Date | null
  revision: number
}

/** A model or service that a version is built on. */
export interface Component {
  id: string
  versionId: string
  name: string
  kind: 'model' | 'service' | 'not-disclosed'
  saidAt: Date
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
  name: freeText('the name of the product', 200),
  summary: freeText('what it does', 2000, 0).default(''),
  kind: z.enum(PRODUCT_KINDS, { error: 'Choose what kind of tool it is.' }).default('not-said'),
}

const versionFields = {
  name: freeText('the version', 80),
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
  /** For a supplier that is not listed yet; one with the same name is used where there is one. */
  supplierName: freeText('the supplier', 200, 0).optional(),
  /** Says that a product with a close name was looked at and is another one. */
  isNew: z
    .union([z.boolean(), z.enum(['yes', 'no', ''])])
    .default(false)
    .transform((value) => value === true || value === 'yes'),
  vigilanceContact: boundedText('the vigilance contact', 254, 0).optional(),
  version: z.object(versionFields).optional(),
})

/** What registering a version takes. */
export const registerVersionInput = z.object({ productId: z.string().max(40), ...versionFields })

const id = z.string().max(60)

/** What editing a product takes. */
export const editProductInput = z.object({
  id,
  revision: z.coerce.number({ error: 'Load the page again.' }).int().positive(),
  ...productFields,
  vigilanceContact: boundedText('the vigilance contact', 254, 0).default(''),
})

/** What naming a product another way takes. */
export const addAliasInput = z.object({ productId: id, alias: freeText('the other name', 200) })

/** What telling of a component takes; what a supplier does not disclose is said as such. */
export const addComponentInput = z
  .object({
    /** Of this product only, where it is named. */
    productId: id.optional(),
    versionId: id,
    kind: z.enum(['model', 'service', 'not-disclosed'], { error: 'Choose what it is.' }),
    name: freeText('the name of the component', 200, 0).default(''),
  })
  .refine((given) => given.kind === 'not-disclosed' || given.name.length > 0, {
    path: ['name'],
    message: 'Enter the name of the component.',
  })
