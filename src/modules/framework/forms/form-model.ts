import type { Choice, Source, SourceMark } from '../model.js'

/** What kind of answer a question of a guided form takes. */
export const QUESTION_KINDS = [
  'text',
  'long-text',
  'yes-no',
  'choice',
  'many',
  'date',
  'number',
  'file-or-link',
  'declaration',
] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** What a text has to be, where its question says so. */
export const TEXTS_HELD = ['email', 'telephone'] as const
export type TextHeld = (typeof TEXTS_HELD)[number]

/** A rule over the answers of a form, as data. A question that is not asked is never answered so. */
export type FormRule =
  | { readonly question: string; readonly is: string }
  | { readonly attached: string }
  | { readonly all: readonly FormRule[] }
  | { readonly any: readonly FormRule[] }
  | { readonly not: FormRule }

/** One of the answers to choose from; `describe` asks for words beside it. */
export interface FormChoice extends Choice {
  readonly describe: boolean
}

/** What an answer leads to: it passes, it fails, or somebody who knows the subject has to read it. */
export type PassOutcome = 'passes' | 'fails' | 'refers'

/** One line of how an answer is judged; the first whose `when` holds counts, the last has none. */
export interface PassRule {
  readonly when: FormRule | null
  readonly outcome: PassOutcome
  readonly because: string | null
}

/** One question of a guided form. */
export interface FormQuestion {
  /** As its source numbers it, such as `C1.2.4`; ours where it has no source. */
  readonly code: string
  readonly asks: string
  readonly why: string
  readonly example: string | null
  readonly kind: QuestionKind
  /** Checked when it is typed; what was answered before stays. Null is any words. */
  readonly holds: TextHeld | null
  readonly required: boolean
  readonly choices: readonly FormChoice[]
  /** Null is always asked. */
  readonly askedWhen: FormRule | null
  /** Whether somebody may say, with a reason, that it does not apply. */
  readonly mayNotApply: boolean
  /** Empty where nothing is judged. */
  readonly judge: readonly PassRule[]
}

/** Questions that are answered together, on one page. */
export interface FormSection {
  readonly id: string
  readonly name: string
  readonly line: string
  /** Whether its answers are background, assessed (pass or fail) or scored by a reader. */
  readonly counts: 'background' | 'assessed' | 'scored'
  /** Whether the answers of another form like it may be carried over as a start. */
  readonly shared: boolean
  /** Said only where it differs from the form's sources. */
  readonly mark: SourceMark | null
  readonly questions: readonly FormQuestion[]
}

/** How a field of the requirement's answer is filled from the form, when the form is finished. */
export type FormFill = { readonly field: string } & (
  | { readonly answers: readonly string[] }
  | { readonly value: string | boolean }
  | { readonly from: 'finished-on' | 'open-points' }
)

/** A guided form: one file of `framework/forms/`, named by the requirement it answers. */
export interface GuidedForm {
  readonly id: string
  readonly name: string
  /** The edition of its source, or ours. */
  readonly version: string
  readonly line: string
  /** Where the official wording is read; null where the questions are ours. */
  readonly wordingAt: string | null
  readonly sections: readonly FormSection[]
  readonly fills: readonly FormFill[]
  readonly sources: readonly Source[]
}

/** The kinds that have choices of their own in the file. */
export const KINDS_WITH_CHOICES: readonly QuestionKind[] = ['choice', 'many', 'file-or-link']

/** The choice of a file-or-link question that needs something attached. */
export const PROVIDED = 'provided'

const FIXED: Readonly<Partial<Record<QuestionKind, readonly FormChoice[]>>> = {
  'yes-no': [
    { id: 'yes', label: 'Yes', describe: false },
    { id: 'no', label: 'No', describe: false },
  ],
  declaration: [
    { id: 'confirmed', label: 'Confirmed', describe: false },
    { id: 'cannot-confirm', label: 'Cannot confirm', describe: false },
  ],
}

/** What can be chosen in a question; empty where words, a date or a number are typed. */
export const choicesOf = (question: FormQuestion): readonly FormChoice[] =>
  FIXED[question.kind] ?? question.choices

/** The questions of a form, in order. */
export const questionsOf = (form: Pick<GuidedForm, 'sections'>): readonly FormQuestion[] =>
  form.sections.flatMap((section) => section.questions)
