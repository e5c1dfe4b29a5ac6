import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import { revisionField } from '#modules/opportunities/index.js'

/** Who decides in the end; the words of ATRS 3.4, human decisions and review. */
export const WHO_DECIDES = ['not-answered', 'person', 'person-checks', 'tool'] as const

/** Who decides, as the public reads it. */
export const WHO_DECIDES_WORDS: Readonly<Record<(typeof WHO_DECIDES)[number], string>> = {
  'not-answered': 'Not answered',
  person: 'Yes. A person decides; the tool only gives them information',
  'person-checks': 'The tool suggests, and a person checks it before anything happens',
  tool: 'No. The tool acts without a person deciding each time',
}

/** Whether somebody can say no to it. */
export const CAN_REFUSE = ['not-answered', 'yes', 'sometimes', 'no'] as const

/** Whether you can say no, as the public reads it. */
export const CAN_REFUSE_WORDS: Readonly<Record<(typeof CAN_REFUSE)[number], string>> = {
  'not-answered': 'Not answered',
  yes: 'Yes',
  sometimes: 'Sometimes',
  no: 'No',
}

const words = (label: string) => freeText(label, 2000, 0).default('')

/** What the public reads of a deployment. Anything may be empty in a draft. */
export const publicContent = z.object({
  name: freeText('the name of the tool', 200, 0).default(''),
  madeBy: boundedText('who makes it', 200, 0).default(''),
  /** Named only where somebody chose to. */
  version: boundedText('the version', 80, 0).default(''),
  what: words('what it does'),
  why: words('why it is used'),
  where: words('where it is used'),
  whoChecks: words('who checks it'),
  decides: z.enum(WHO_DECIDES, { error: 'Say whether a person decides.' }).default('not-answered'),
  decidesHow: words('how it is decided'),
  canRefuse: z
    .enum(CAN_REFUSE, { error: 'Say whether people can say no.' })
    .default('not-answered'),
  afterRefusal: words('what happens when somebody says no'),
  howToAsk: words('how to ask, object or raise a concern'),
  contact: boundedText('whom to contact', 300, 0).default(''),
})

/** What the public reads of a deployment. */
export type PublicContent = z.output<typeof publicContent>

/** The parts of the words that may stay empty. */
export const OPTIONAL_PARTS: readonly (keyof PublicContent)[] = [
  'madeBy',
  'version',
  'where',
  'decidesHow',
]

/** The record of a deployment as its organisation sees it. */
export interface PublicRecord {
  id: string
  organisationId: string
  deploymentId: string
  draft: PublicContent
  draftedByName: string
  draftedAt: Date
  publishedNumber: number | null
  revision: number
}

/** What was published, and when it was taken down or replaced. */
export interface PublishedRevision {
  number: number
  content: PublicContent
  publishedByName: string
  publishedAt: Date
  withdrawnAt: Date | null
  withdrawnByName: string | null
  withdrawnReason: string | null
}

/** How a tool stands now, as the public reads it. */
export type PublicStatus =
  | 'considered'
  | 'tried-out'
  | 'in-use'
  | 'not-in-use-now'
  | 'no-longer-used'

/** A published record, as anybody may read it. */
export interface PublicTool {
  id: string
  organisation: { id: string; name: string; odsCode: string | null; isExample: boolean }
  content: PublicContent
  /** How often it was published. */
  revision: number
  publishedAt: Date
  status: PublicStatus
  ceasedOn: CalendarDate | null
}

/** An organisation with something published, and which of it was looked for. */
export interface PublicOrganisation {
  id: string
  name: string
  odsCode: string | null
  tools: readonly { id: string; name: string }[]
}

/** Who writes the draft. */
export const MAY_WRITE: Allow = [
  'deployment-owner',
  'administrator',
  'executive-sponsor',
  'information-governance-lead',
  'clinical-safety-officer',
  'technical-lead',
]

/** Who publishes and takes down; only one of them, by name, ever does. */
export const MAY_PUBLISH: Allow = ['deployment-owner', 'administrator', 'executive-sponsor']

const id = z.string().max(60)

/** What writing the draft takes; the revision is that of the record which was read, 0 for the first. */
export const writeRecordInput = publicContent.extend({
  deploymentId: id,
  revision: z.coerce.number({ error: 'Load the page again.' }).int().min(0),
})

/** What publishing takes. */
export const publishRecordInput = z.object({
  deploymentId: id,
  revision: revisionField,
  /** Needed from an API key, which has no name to answer with. */
  decidedBy: boundedText('the name of the person who decided to publish', 200, 0).default(''),
})

/** What taking down takes. */
export const retractRecordInput = z.object({
  deploymentId: id,
  reason: freeText('the reason', 1000),
})
