import { z } from 'zod'
import { fileNameText, freeText, type IdentifiableKind } from '#kernel/identifiable-data.js'
import type { Allow } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { OpensTo } from './opens-to.js'
import type { NotScannedBecause } from './pdf/search-pages.js'

/** Whom evidence is about (field.md section 4). */
export const SUBJECT_SCOPES = ['supplier', 'product_version', 'adopter', 'deployment'] as const
export type SubjectScope = (typeof SUBJECT_SCOPES)[number]

/** What evidence is about: an organisation, a version or a deployment. */
export interface Subject {
  readonly scope: SubjectScope
  readonly subjectId: string
}

/** Where an answer or document is kept: by whom, about what, for which requirement or part of it. */
export interface Kept extends Subject {
  readonly organisationId: string
  readonly requirementId: string
  /** Empty for the whole of a requirement. */
  readonly part: string
}

/** A person, the role they acted in, and the London date. */
export interface Signature {
  readonly personId: string
  /** A deputy's says for whom. */
  readonly personName: string
  readonly role: Role
  readonly on: CalendarDate
  /** Whom a deputy stood in for; left out or null for whoever signed for themselves. */
  readonly onBehalfOf?: { readonly personId: string; readonly personName: string } | null
}

/** The answer to one field of a requirement; null is not answered. */
export type AnswerValue = string | number | boolean | readonly string[] | null

/** Reliance on evidence that another organisation has assessed. */
export interface AcceptanceFact {
  readonly organisationName: string
  readonly version: string | null
  readonly signature: Signature
  readonly until: CalendarDate | null
}

/** What is on file for one requirement of one deployment, as gates are assessed on it. */
export interface AnswerState {
  readonly requirementId: string
  /** What tells this edition from every other: the id of what was signed, else the draft's; null for nothing. */
  readonly edition: string | null
  /** Values by field id; a field that is absent, null or empty is not answered. */
  readonly answers: {
    readonly values: Readonly<Record<string, AnswerValue>>
    readonly answeredOn: CalendarDate
  } | null
  readonly document: { readonly title: string; readonly addedOn: CalendarDate } | null
  /** Somebody's statement that it does not apply, with the reason. */
  readonly notApplicable: { readonly reason: string; readonly signature: Signature } | null
  readonly signature: Signature | null
  /** Last day in date; null leaves it to the requirement's number of months. */
  readonly inDateUntil: CalendarDate | null
  /** What put it under review, such as `version 2.3`. */
  readonly underReview: { readonly since: string } | null
  readonly acceptance: AcceptanceFact | null
  /** Where the requirement has parts, what is on file for each; the rest is then of all of them. */
  readonly parts?: readonly { readonly part: string; readonly state: AnswerState }[]
}

/** What is being written: one for each subject and requirement, or part of one. */
export interface Draft extends Kept {
  id: string
  values: Readonly<Record<string, AnswerValue>>
  fieldsNotApplicable: Readonly<Record<string, string>>
  notApplicableReason: string | null
  answeredOn: CalendarDate
  changedBy: string
  changedByName: string
  changedAt: Date
  revision: number
  /** The organisation whose signed answer it was copied from as a start; null for one's own words. */
  startedFrom: string | null
}

/** What was signed, as it was signed. */
export interface SignedAnswer extends Kept {
  id: string
  draftRevision: number
  values: Readonly<Record<string, AnswerValue>>
  fieldsNotApplicable: Readonly<Record<string, string>>
  notApplicableReason: string | null
  answeredOn: CalendarDate
  documents: readonly SignedDocument[]
  versionId: string | null
  versionName: string | null
  frameworkVersion: string
  /** SHA-256 of the requirement as it was asked; null for what was signed before it was kept. */
  requirementDigest: string | null
  /** SHA-256 of the form and the words that asked it in detail; null before it was kept. */
  detailDigest: string | null
  signature: Signature
  signedAt: Date
  inDateUntil: CalendarDate | null
  reviewSince: string | null
  supersededAt: Date | null
  /** Who beside its organisation may open it. */
  opensTo: OpensTo
  /** Ids of the organisations that may, where they are named. */
  opensToNamed: readonly string[]
  withdrawnAt: Date | null
  withdrawnByName: string | null
  withdrawnReason: string | null
}

/** A document as it stood beside an answer when that was signed. */
export interface SignedDocument {
  id: string
  title: string
  addedOn: CalendarDate
  digest: string | null
  address: string | null
}

/** A file kept here by its digest, or a link to one that is kept elsewhere. */
export interface EvidenceDocument extends Kept {
  id: string
  kind: 'file' | 'link'
  title: string
  fileName: string | null
  mediaType: string | null
  /** Bytes. */
  size: number | null
  /** SHA-256, 64 hexadecimal characters. */
  digest: string | null
  address: string | null
  scan: 'scanned' | 'not-scanned' | 'not-stored-here'
  /** Why its words were not searched, or not all; null where they were, and before this was kept. */
  notScannedBecause: NotScannedBecause | null
  addedOn: CalendarDate
  addedByName: string
  withdrawnAt: Date | null
  withdrawnByName: string | null
  withdrawnReason: string | null
  /** Since when it is closed, and what kinds of identifying text closed it; null for one that is open. */
  closed: { readonly at: Date; readonly because: readonly IdentifiableKind[] } | null
}

/** Who may begin to answer at all; each requirement says which of them may answer it. */
export const MAY_ANSWER: Allow = [
  'deployment-owner',
  'administrator',
  'technical-lead',
  'clinical-safety-officer',
  'information-governance-lead',
  'analyst',
  'executive-sponsor',
  'supplier-contact',
]

/** What can be followed: the file that a supplier keeps on a version or on the company. */
export const followedInput = z.object({
  scope: z.enum(['supplier', 'product_version'], { error: 'Say what to follow.' }),
  subjectId: z.string().max(60),
})

/** Most bytes a document may have. */
export const LARGEST_DOCUMENT = 20 * 1024 * 1024

const id = z.string().max(60)

/**
 * What an answer is about. A deployment names the subject by the requirement's own scope; otherwise the
 * subject is named itself. `part` is left out for a requirement without parts.
 */
export const aboutInput = {
  deploymentId: id.optional(),
  scope: z.enum(SUBJECT_SCOPES).optional(),
  subjectId: id.optional(),
  requirementId: z.string().max(20),
  part: z.string().max(40).default(''),
}

/** What names the file that is read: a deployment of one's own, or a subject. */
export const fileInput = {
  deploymentId: aboutInput.deploymentId,
  scope: aboutInput.scope,
  subjectId: aboutInput.subjectId,
}

const givenValue = z.union([
  z.string().max(8000, 'Make this answer 8,000 characters or fewer.'),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(50),
  z.null(),
])

/** What saving a draft takes; `revision` is the edition that was seen, 0 when there was none. */
export const saveAnswerInput = z.object({
  ...aboutInput,
  revision: z.coerce.number({ error: 'Load the page again.' }).int().min(0),
  answers: z.record(z.string().max(60), givenValue).default({}),
  /** Reasons by field id, for fields that do not apply. */
  fieldsNotApplicable: z
    .record(z.string().max(60), freeText('why this does not apply', 1000, 0))
    .default({}),
  /** Why the whole requirement does not apply here; empty when it does. */
  notApplicableReason: freeText('why this does not apply', 2000, 0).default(''),
})

/** What signing takes: the edition of the draft that was read. */
export const signAnswerInput = z.object({
  ...aboutInput,
  revision: z.coerce.number({ error: 'Load the page again.' }).int().min(1),
})

const title = freeText('a title', 200)

/** Where a file is to be attached and what it is called, before it is looked at. */
export const mayAttachInput = z.object({ ...aboutInput, title, fileName: fileNameText() })

/** What adding a link takes. */
export const addLinkInput = z.object({
  ...aboutInput,
  title,
  address: z
    .string({ error: 'Enter the address.' })
    .trim()
    .max(2000)
    .pipe(z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' })),
})
