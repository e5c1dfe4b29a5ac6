import type { ModelCard } from '#modules/model-cards/index.js'
import type { Deployment } from '#modules/deployments/index.js'
import type { RequirementEvidence } from '#modules/evidence/index.js'
import type { Opportunity } from '#modules/opportunities/index.js'
import type { Component, Product, Version } from '#modules/products/index.js'
import type { PublicContent } from '#modules/public-register/index.js'
import type { ToldAnswer } from '../evidence-words.js'
import type { AtrsField } from './atrs-fields.js'
import type { AtrsMetadata } from './atrs-metadata.js'

/** What a transparency record is filled from. */
export interface AtrsFacts {
  deployment: Deployment
  organisation: { name: string; regionCode: string | null }
  product: Product
  version: Version | null
  components: readonly Component[]
  card: ModelCard | null
  opportunity: Opportunity | null
  /** What the public reads; while nothing is published, the draft; null where none was begun. */
  publicContent: PublicContent | null
  /** Where the public reads it; null while it is not published. */
  publicAddress: string | null
  evidence: readonly RequirementEvidence[]
  /** Where it runs, in words; null is not answered. */
  hosting: string | null
  /** Hazards that count, with what is done about each. */
  hazards: readonly { name: string; controls: string }[]
  /** Whether an executive sponsor decided a gate of it. */
  sponsorDecided: boolean
}

/** A field with what is known and where it comes from; null is not answered. */
export interface FilledField extends AtrsField {
  value: string | null
  sources: readonly string[]
}

/** A transparency record as far as Wardround can fill it. */
export interface AtrsRecord {
  metadata: AtrsMetadata
  sections: readonly { key: string; heading: string; fields: readonly FilledField[] }[]
}

/** What the lines of FILL are written with. */
export interface FillTools {
  facts: AtrsFacts
  /** A fact of the register; nothing where it is empty. */
  known: (words: string | null | undefined, source?: string) => ToldAnswer | null
  /** The answer to a question of the evidence. */
  answer: (requirement: string, field: string, label?: string) => ToldAnswer | null
  /** A part of the public record. */
  told: (words: string | undefined) => ToldAnswer | null
  /** What the supplier's model card states under these headings. */
  stated: (...headings: readonly string[]) => ToldAnswer | null
}
