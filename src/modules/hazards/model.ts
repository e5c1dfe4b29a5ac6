import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import {
  HARMS,
  NEEDS,
  STARTERS,
  type Level,
  type Need,
  type RiskMatrix,
} from './clinical-safety-data.js'

/** How likely and how severe; the risk is looked up, never multiplied. */
export interface Score {
  likelihood: Level
  severity: Level
}

/** What brings a risk down, and where it stands. */
export interface Control {
  kind: ControlKind
  words: string
  /** Where it can be seen to be done: a document, a test, a link. */
  evidence: string
  who: string
  due: CalendarDate | null
  done: CalendarDate | null
}

export const CONTROL_KINDS = ['design', 'test', 'training', 'process'] as const
export type ControlKind = (typeof CONTROL_KINDS)[number]

/** Whether an entry of the log counts. */
export const ENTRIES = ['logged', 'awaiting-triage', 'deprecated'] as const
export type Entry = (typeof ENTRIES)[number]

export const STATES = ['open', 'transferred', 'closed'] as const
export type HazardState = (typeof STATES)[number]

export const ORIGINS = ['own', 'supplier', 'group', 'copied', 'imported'] as const
export type Origin = (typeof ORIGINS)[number]

/** The fields of words of a hazard (field.md 8.2), in the order they are asked. */
export const WORD_FIELDS = [
  'description',
  'causes',
  'effect',
  'hazard',
  'harm',
  'existingControls',
] as const
export type WordField = (typeof WORD_FIELDS)[number]

/** The two plain answers that a severity was taken from. */
export interface HarmAnswer {
  harm: string
  people: 'one' | 'many'
}

/** Everything a hazard says; each change of it is a revision of its own. */
export interface HazardContent extends Record<WordField, string> {
  name: string
  kind: string
  controls: readonly Control[]
  initial: Score | null
  residual: Score | null
  /** How the severities were settled, where the two questions were answered. */
  initialHarm: HarmAnswer | null
  residualHarm: HarmAnswer | null
  /** Why a risk that is undesirable is tolerated. */
  toleratedBecause: string
  /** A trust's own 1 to 25 score; it stands beside and is never converted. */
  corporateScore: number | null
  ownerId: string | null
  ownerName: string
  entry: Entry
  state: HazardState
  stateReason: string
  transferredTo: string
  concerns: readonly { id: string; reference: string }[]
}

/** A hazard as its supplier, its group or another site states it. */
export interface SourceStatement
  extends
    Record<WordField, string>,
    Pick<HazardContent, 'name' | 'kind' | 'controls' | 'initial' | 'residual'> {
  organisationName: string
  versionName: string | null
  revision: number
  /** The source withdrew it. */
  withdrawn: boolean
  /** Who accepted it there, at that revision; only of a group's own review. */
  acceptances: readonly {
    role: AcceptingRole
    name: string
    personId: string
    risk: Level
    on: CalendarDate
  }[]
}

export type AcceptingRole = 'clinical-safety-officer' | 'executive-sponsor'

/** A hazard of a log. */
export interface Hazard extends HazardContent {
  id: string
  organisationId: string
  logId: string
  /** Within its log, such as H-12. */
  reference: string
  origin: Origin
  lineage: string
  source: SourceStatement | null
  /** What put it under review, such as `version 2.3`; null when nothing did. */
  reviewSince: string | null
  reviewedOn: CalendarDate | null
  reviewedByName: string | null
  /** Looked up in the organisation's matrix; null while it is not scored. */
  initialRisk: Level | null
  residualRisk: Level | null
  revision: number
  changedAt: Date
  changedByName: string
}

/** A log of hazards: of one deployment, or of one version by its supplier. */
export interface HazardLog {
  id: string
  organisationId: string
  deploymentId: string | null
  versionId: string | null
  /** Partners may copy it as a starting point. */
  offered: boolean
  /** Its last review covers the practices of the group. */
  coversGroup: boolean
  reviewedOn: CalendarDate | null
  reviewedByName: string | null
  reviewNote: string
  caseTexts: Readonly<Record<string, string>>
  revision: number
}

/** A revision of a hazard, as it stood. */
export interface HazardRevision {
  revision: number
  what: string
  note: string
  content: HazardContent
  at: Date
  byName: string
}

/** A person's acceptance of a hazard as it stood. */
export interface Acceptance {
  hazardRevision: number
  risk: Level
  role: AcceptingRole
  personId: string
  personName: string
  reason: string
  on: CalendarDate
}

/** The criteria by which an organisation accepts risk. */
export interface Criteria {
  /** Null for the published ones. */
  id: string | null
  matrix: RiskMatrix
  /** What each risk from 1 to 5 asks for. */
  needs: readonly Need[]
  note: string
  signedByName: string | null
  signedOn: CalendarDate | null
}

/** Who reads a log of their organisation. */
export const MAY_READ: Allow = [
  'clinical-safety-officer',
  'deployment-owner',
  'executive-sponsor',
  'technical-lead',
  'information-governance-lead',
  'administrator',
  'analyst',
  'supplier-contact',
  'auditor',
]

/** Who adds hazards and changes their words and controls. */
export const MAY_WRITE: Allow = [
  'clinical-safety-officer',
  'deployment-owner',
  'technical-lead',
  'supplier-contact',
]

/** Who scores, reviews and signs. */
export const MAY_SCORE: Allow = ['clinical-safety-officer']

/** Who accepts a residual risk. */
export const MAY_ACCEPT: Allow = ['clinical-safety-officer', 'executive-sponsor']

const id = z.string().max(60)
const revision = z.coerce.number({ error: 'Load the page again.' }).int().positive()

/** Which log: of a deployment, or of a version of one's own product. */
export const logOf = z.union(
  [
    z.object({ deploymentId: id.min(1), versionId: z.undefined().optional() }),
    z.object({ versionId: id.min(1), deploymentId: z.undefined().optional() }),
  ],
  { error: 'Say which deployment or which version this is about.' },
)
export type LogOf = z.output<typeof logOf>

const MOST_WORDS = 4000
const words = (label: string) => freeText(label, MOST_WORDS, 0).default('')
const KINDS = [...STARTERS.map((one) => one.id), 'other']

const wordFields = {
  name: freeText('a name for the hazard', 200),
  kind: z
    .string()
    .default('other')
    .refine((kind) => KINDS.includes(kind), 'Choose a kind from the list.'),
  description: words('the description'),
  causes: words('the causes'),
  effect: words('the effect on care'),
  hazard: words('what could go wrong'),
  harm: words('the harm'),
  existingControls: words('the controls there are already'),
}

const optionalDate = z
  .union([z.literal(''), z.iso.date('Enter a real date, such as 27 3 2027.')])
  .nullish()
  .transform((value) => value || null)

/** A control as given. */
export const controlInput = z.object({
  kind: z.enum(CONTROL_KINDS, { error: 'Choose what kind of control it is.' }),
  words: freeText('what the control is', 2000),
  evidence: freeText('where it can be seen', 500, 0).default(''),
  who: boundedText('who sees to it', 200, 0).default(''),
  due: optionalDate,
  done: optionalDate,
})

const levelOr = (message: string) =>
  z.coerce
    .number(message)
    .int(message)
    .min(1, message)
    .max(5, message) as unknown as z.ZodType<Level>
const level = levelOr('Choose a risk from 1 to 5.')

/** A score as given. */
export const scoreInput = z.object({
  likelihood: levelOr('Choose how likely it is.'),
  severity: levelOr('Answer the two questions, or choose a severity.'),
})

/** What adding a hazard takes. */
export const addHazardInput = z.object({
  log: logOf,
  ...wordFields,
  entry: z.enum(ENTRIES).default('logged'),
})

const corporateScore = z
  .union([
    z.literal(''),
    z.coerce
      .number('Enter a whole number from 1 to 25.')
      .int('Enter a whole number from 1 to 25.')
      .min(1, 'Enter a whole number from 1 to 25.')
      .max(25, 'Enter a whole number from 1 to 25.'),
  ])
  .nullish()
  .transform((value) => (value === '' || value === undefined ? null : value))

/** What editing the words of a hazard takes. */
export const editHazardInput = z.object({
  id,
  revision,
  ...wordFields,
  ownerId: id.optional(),
  corporateScore,
  /** References of concerns, parted by commas or spaces. */
  concerns: z
    .string()
    .max(500)
    .default('')
    .transform((text) => text.split(/[\s,;]+/).filter((one) => one.length > 0)),
})

const harmAnswer = z
  .object({
    harm: z
      .string()
      .refine((harm) => HARMS.some((one) => one.id === harm), 'Choose the worst harm.'),
    people: z.enum(['one', 'many'], { error: 'Choose one person or more.' }),
  })
  .nullish()
  .transform((value) => value ?? null)

/** What scoring takes; a severity may come with the two answers it was taken from. */
export const scoreHazardInput = z.object({
  id,
  revision,
  initial: scoreInput.nullable(),
  residual: scoreInput.nullable(),
  initialHarm: harmAnswer,
  residualHarm: harmAnswer,
  toleratedBecause: freeText('why this risk is tolerated', 2000, 0).default(''),
})

/** What setting the controls takes: all of them, in order. */
export const setControlsInput = z.object({
  id,
  revision,
  controls: z.array(controlInput).max(40, 'A hazard takes 40 controls or fewer.'),
})

/** What changing the state takes. */
export const changeStateInput = z
  .object({
    id,
    revision,
    entry: z.enum(ENTRIES, { error: 'Choose whether the entry counts.' }),
    state: z.enum(STATES, { error: 'Choose the state.' }),
    reason: freeText('the reason', 2000, 0).default(''),
    transferredTo: freeText('who takes it over', 200, 0).default(''),
  })
  .superRefine((given, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (given.state === 'transferred' && !given.transferredTo)
      problem('transferredTo', 'Enter who takes it over.')
    if ((given.state !== 'open' || given.entry === 'deprecated') && !given.reason)
      problem('reason', 'Enter the reason.')
  })

/** What accepting a residual risk takes. */
export const acceptHazardInput = z.object({
  id,
  revision,
  reason: freeText('why you accept it', 2000, 0).default(''),
})

/** What reviewing a log takes: the hazards confirmed as they stand, by id and revision. */
export const reviewLogInput = z.object({
  log: logOf,
  confirmed: z.array(z.object({ id, revision })).max(2000),
  note: freeText('what the review came to', 2000),
  coversGroup: z.boolean().default(false),
})

/** What setting an organisation's own criteria takes. */
export const setCriteriaInput = z.object({
  matrix: z.array(z.array(level).length(5)).length(5),
  needs: z.array(z.enum(NEEDS)).length(5),
  note: freeText('where these criteria were agreed', 2000),
})

/** What a list of hazards can be narrowed and sorted by. */
export const listHazardsInput = z.object({
  log: logOf,
  search: z.string().trim().max(200).optional(),
  state: z.enum(STATES).or(z.literal('')).optional(),
  entry: z.enum(ENTRIES).or(z.literal('')).optional(),
  /** A residual risk, `none` for not scored, `review` for those under review. */
  risk: z.enum(['1', '2', '3', '4', '5', 'none', 'review', '']).optional(),
  sort: z.enum(['risk', 'name', 'reference', '']).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
