import { z } from 'zod'
import { boundedText, fileNameText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import {
  lookedAtFile,
  MAY_ANSWER,
  SUBJECT_SCOPES,
  type Subject,
  type SubjectScope,
} from '#modules/evidence/index.js'
import type { FormJudgement } from '#modules/framework/index.js'

/** Whom a form is about, as evidence writes it. */
export const FORM_SCOPES = SUBJECT_SCOPES
export type FormScope = SubjectScope

/** What a form is about: an organisation, a version or a deployment. */
export type FormSubject = Subject

/** One organisation's form about one subject. */
export interface FilledForm extends FormSubject {
  readonly id: string
  readonly organisationId: string
  readonly formId: string
  readonly formVersion: string
  readonly startedAt: Date
  readonly startedByName: string
  readonly changedAt: Date
  readonly changedByName: string
  /** Goes up with every change. */
  readonly revision: number
  /** The revision that became the last edition; null before the first. */
  readonly finishedRevision: number | null
}

/** What somebody says to one question. */
export interface AnswerWords {
  readonly value: string | readonly string[] | number | null
  readonly words: string
  readonly notApplicableReason: string | null
}

/** An answer as it was given: each change of it is a revision beside the earlier ones. */
export interface StoredAnswer extends AnswerWords {
  readonly code: string
  readonly revision: number
  readonly answeredAt: Date
  readonly answeredByName: string
}

/** A form as it was finished. */
export interface FormEdition {
  readonly number: number
  readonly outcome: Exclude<FormJudgement['outcome'], 'incomplete'>
  /** SHA-256 of the whole form in words, 64 hexadecimal characters. */
  readonly digest: string
  readonly documentId: string
  readonly formVersion: string
  readonly frameworkVersion: string
  readonly finishedOn: CalendarDate
  readonly finishedByName: string
}

/** Somebody who has a section open. */
export interface Answering {
  readonly personId: string
  readonly personName: string
  readonly sectionId: string
  readonly seenAt: Date
}

/** Who may answer forms at all; each requirement says which of them may answer its form. */
export const MAY_ANSWER_FORMS = MAY_ANSWER

/** Somebody counts as answering until so many minutes after they were last seen. */
export const ANSWERING_MINUTES = 15

const id = z.string().max(60)
const code = z.string().max(20)
const revision = z.coerce.number({ error: 'Load the page again.' }).int().min(0)

/** What starting a form takes; `copyFrom` is another form of one's own whose shared sections are carried over. */
export const startFormInput = z.object({
  form: id,
  scope: z.enum(FORM_SCOPES, 'Say what the form is about.'),
  subjectId: id,
  copyFrom: id.nullable().default(null),
})

const MOST_ANSWERS = 100

/** What saving takes: answers by code, each with the revision that was seen (0 for none). */
export const saveAnswersInput = z.object({
  id,
  answers: z
    .record(
      code,
      z.object({
        revision,
        value: z
          .union([z.string().max(8000), z.array(z.string().max(60)).max(50), z.number(), z.null()])
          .default(null),
        words: z.string().max(8000).default(''),
        notApplicableReason: z.string().max(8000).nullable().default(null),
      }),
    )
    .refine((answers) => Object.keys(answers).length <= MOST_ANSWERS, {
      message: 'Save at most 100 answers at once.',
    }),
})

/** What finishing takes: the revision that was read. */
export const finishFormInput = z.object({ id, revision })

/** What noting that somebody is answering takes. */
export const noteAnsweringInput = z.object({ id, section: id })

const title = freeText('a title', 200)

/** Where a file is to be attached and what it is called, before it is looked at. */
export const mayAttachInput = z.object({ id, code, title, fileName: fileNameText() })

/** What attaching a file that was looked at takes. */
export const attachFileInput = z.object({
  id,
  code,
  title,
  file: lookedAtFile,
})

/** What attaching a link takes. */
export const attachLinkInput = z.object({
  id,
  code,
  title,
  address: boundedText('the address', 2000),
})

/** What taking off an attachment takes. */
export const takeOffInput = z.object({
  id,
  code,
  documentId: id,
  reason: freeText('the reason', 1000),
})
