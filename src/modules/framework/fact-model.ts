/** The facts of a deployment that rules may use. */
export const FACT_IDS = [
  'clinical',
  'realCare',
  'medicalDevice',
  'personalData',
  'patientFacing',
  'generative',
  'ambientScribe',
  'imaging',
  'decidesAboutPerson',
  'hosting',
  'underCharter',
  'connectsToClinicalSystems',
  'internetFacing',
  'beyondDirectCare',
  'centralBody',
  'deviceClass',
  'highRiskLeft',
  'organisationType',
  'stage',
] as const
export type FactId = (typeof FACT_IDS)[number]

/** What is known of a deployment; a fact that is absent or null has not been answered. */
export type DeploymentFacts = Readonly<Partial<Record<FactId, boolean | string | null>>>

/** A rule over facts, as data. */
export type Expression =
  | 'always'
  | { readonly fact: FactId; readonly equals: boolean | string }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }

interface AnyFact {
  readonly id: FactId
  readonly question: string
  readonly help: string | null
  /** The answer it is derived from; null for a fact that is asked of the deployment, or kept of it. */
  readonly from: { readonly requirement: string; readonly field: string } | null
}

/** A fact with the question that asks for it and the words that say its value. */
export type FactDefinition =
  | (AnyFact & { readonly kind: 'yes-no'; readonly yes: string; readonly no: string })
  | (AnyFact & { readonly kind: 'choice'; readonly choices: readonly Choice[] })

export interface Choice {
  readonly id: string
  readonly label: string
}
