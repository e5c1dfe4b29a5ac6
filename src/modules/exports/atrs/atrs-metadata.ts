import type { DeploymentStage } from '#modules/deployments/index.js'
import type { ProductKind } from '#modules/products/index.js'
import { ATRS_VERSION } from './atrs-fields.js'

/**
 * The values that GOV.UK's publishing system accepts for a record, as it spells them. Source: Government
 * Digital Service, specialist-publisher, schema of algorithmic transparency records (read 2026-11-29).
 */
export const ATRS_VALUES = {
  phase: ['pre-deployment', 'beta-pilot', 'production', 'retired'],
  organisation_type: [
    'ministerial-department',
    'non-ministerial-department',
    'agency-or-public-body',
    'local-authority',
    'devolved-administration',
    'high-profile-group',
    'public-corporation',
  ],
  function: [
    'general-public-services',
    'defence',
    'public-order-and-safety',
    'economic-affairs',
    'environmental-protection',
    'housing-and-community-amenities',
    'health',
    'recreation-culture-and-religion',
    'education',
    'social-protection',
    'regulation',
  ],
  capability: [
    'computer-vision',
    'computer-audition',
    'computer-linguistics',
    'robotics',
    'forecasting',
    'discovery',
    'planning',
    'creation',
    'analysis',
    'management',
    'other',
  ],
  region: [
    'uk',
    'northern-ireland',
    'scotland',
    'wales',
    'england',
    'london',
    'north-east',
    'north-west',
    'yorkshire-and-the-humber',
    'east-midlands',
    'west-midlands',
    'south-east',
    'east-of-england',
    'south-west',
  ],
} as const

type ValueOf<Name extends keyof typeof ATRS_VALUES> = (typeof ATRS_VALUES)[Name][number]

/** What the publishing system asks beside the record itself; null and empty lists are not answered. */
export interface AtrsMetadata {
  /** Chosen from the publishing system's own list, on which NHS trusts do not stand: left to a person. */
  organisation: null
  organisation_type: readonly ValueOf<'organisation_type'>[]
  function: readonly ValueOf<'function'>[]
  capability: readonly ValueOf<'capability'>[]
  task: string | null
  phase: ValueOf<'phase'>
  region: readonly ValueOf<'region'>[]
  /** Null: the day it is published is not known before. */
  date_published: null
  atrs_version: string
  other_tags: null
}

/** The phase of a stage; a deployment that ceased is retired wherever it was. */
export const phaseOf = (stage: DeploymentStage, state: string): ValueOf<'phase'> => {
  if (state === 'ceased' || stage === 'cease') return 'retired'
  if (stage === 'assess') return 'pre-deployment'
  return stage === 'pilot' ? 'beta-pilot' : 'production'
}

const CAPABILITIES: Readonly<Record<ProductKind, readonly ValueOf<'capability'>[]>> = {
  'not-said': [],
  imaging: ['computer-vision'],
  triage: ['analysis'],
  'ambient-scribe': ['computer-audition', 'computer-linguistics', 'creation'],
  administration: ['management'],
  'language-model': ['computer-linguistics'],
  prediction: ['forecasting'],
  other: ['other'],
}

// NHS regions that are one region of England; the Midlands, and the North East and Yorkshire, are two.
const REGIONS: Readonly<Record<string, ValueOf<'region'>>> = {
  Y56: 'london',
  Y58: 'south-west',
  Y59: 'south-east',
  Y61: 'east-of-england',
  Y62: 'north-west',
}

/** The metadata of a deployment, as far as the register knows it; a person checks it before it is sent. */
export const atrsMetadata = (facts: {
  stage: DeploymentStage
  state: string
  productKind: string
  regionCode: string | null
  task: string
}): AtrsMetadata => {
  const region = REGIONS[facts.regionCode ?? '']
  return {
    organisation: null,
    organisation_type: ['agency-or-public-body'],
    function: ['health'],
    capability: CAPABILITIES[facts.productKind as ProductKind] ?? [],
    task: facts.task || null,
    phase: phaseOf(facts.stage, facts.state),
    region: region ? ['england', region] : ['england'],
    date_published: null,
    atrs_version: ATRS_VERSION,
    other_tags: null,
  }
}
