import {
  choicesOf,
  PROVIDED,
  type FormQuestion,
  type FormRule,
  type FormSection,
  type GuidedForm,
} from './form-model.js'
import { allHold, anyHolds, opposite, type Outcome, type Truth } from '../truth.js'

/** What was answered to one question. */
export interface GivenAnswer {
  /** A choice's id, several, words, a date `YYYY-MM-DD` or a number; null is not answered. */
  readonly value: string | readonly string[] | number | null
  /** Words beside a choice; empty where there are none. */
  readonly words: string
  /** Why the question does not apply; null when nobody says so. */
  readonly notApplicableReason: string | null
  /** How many files and links are attached. */
  readonly attachments: number
}

/** Answers by the code of their question. */
export type GivenAnswers = Readonly<Record<string, GivenAnswer | undefined>>

/**
 * Where a question stands: answered, said not to apply, missing (it is required, or its answer lacks
 * something), left empty (it is optional), not asked, or waiting for an earlier answer.
 */
export type QuestionState =
  | 'answered'
  | 'not-applicable'
  | 'missing'
  | 'left-empty'
  | 'not-asked'
  | 'waiting'

/** One question of a form with where it stands and why. */
export interface RoutedQuestion {
  readonly section: FormSection
  readonly question: FormQuestion
  readonly state: QuestionState
  /** Null where nothing is answered, and where the question is not asked: an answer kept aside does not count. */
  readonly answer: GivenAnswer | null
  /** Why it is or is not asked; empty where it always is. */
  readonly because: readonly string[]
  /** What is still wanted, as sentences. */
  readonly wants: readonly string[]
}

/** Every question of a form, in order: asked or not, answered or missing, and why. */
export const askedQuestions = (
  form: Pick<GuidedForm, 'sections'>,
  answers: GivenAnswers,
): RoutedQuestion[] => {
  const routed = new Map<string, RoutedQuestion>()
  for (const section of form.sections)
    for (const question of section.questions)
      routed.set(question.code, route(section, question, answers[question.code], routed))
  return [...routed.values()]
}

/** Whether a rule holds of answers that were routed. */
export const evaluateFormRule = (
  rule: FormRule,
  routed: ReadonlyMap<string, RoutedQuestion>,
): Outcome => {
  if ('question' in rule) return isAnswered(rule, routed.get(rule.question))
  if ('attached' in rule) {
    const has = (routed.get(rule.attached)?.answer?.attachments ?? 0) > 0
    const because = `${has ? 'Something' : 'Nothing'} is attached to ${rule.attached}.`
    return { truth: has ? 'true' : 'false', because: [because] }
  }
  if ('not' in rule) return opposite(evaluateFormRule(rule.not, routed))
  const parts = 'all' in rule ? rule.all : rule.any
  const outcomes = parts.map((part) => evaluateFormRule(part, routed))
  return 'all' in rule ? allHold(outcomes) : anyHolds(outcomes)
}

const isAnswered = (
  rule: { question: string; is: string },
  asked: RoutedQuestion | undefined,
): Outcome => {
  if (asked === undefined || asked.state === 'not-asked')
    return { truth: 'false', because: [`${rule.question} is not asked.`] }
  if (asked.state === 'waiting') return { truth: 'unknown', because: asked.because }
  if (asked.state === 'not-applicable')
    return { truth: 'false', because: [`${rule.question} is said not to apply.`] }
  const value = asked.answer?.value ?? null
  if (value === null)
    return { truth: 'unknown', because: [`${rule.question} is not answered yet.`] }
  const label = choicesOf(asked.question).find((one) => one.id === value)?.label ?? String(value)
  const truth: Truth = value === rule.is ? 'true' : 'false'
  return { truth, because: [`${rule.question} is answered ${label}.`] }
}

const route = (
  section: FormSection,
  question: FormQuestion,
  given: GivenAnswer | undefined,
  earlier: ReadonlyMap<string, RoutedQuestion>,
): RoutedQuestion => {
  const asked: Outcome =
    question.askedWhen === null
      ? { truth: 'true', because: [] }
      : evaluateFormRule(question.askedWhen, earlier)
  const common = { section, question, because: asked.because, wants: [], answer: null }
  if (asked.truth === 'false') return { ...common, state: 'not-asked' }
  if (asked.truth === 'unknown') return { ...common, state: 'waiting' }
  const answer = given ?? NOTHING
  if (question.mayNotApply && answer.notApplicableReason !== null && answer.value === null)
    return { ...common, state: 'not-applicable', answer }
  if (isEmpty(answer))
    return question.required
      ? { ...common, state: 'missing', wants: ['It is not answered.'] }
      : { ...common, state: 'left-empty' }
  const wants = lacking(question, answer)
  return { ...common, state: wants.length > 0 ? 'missing' : 'answered', answer, wants }
}

const NOTHING: GivenAnswer = { value: null, words: '', notApplicableReason: null, attachments: 0 }

const isEmpty = ({ value, attachments }: GivenAnswer): boolean =>
  (value === null && attachments === 0) || (Array.isArray(value) && value.length === 0)

/** What an answer that was begun still lacks. */
const lacking = (question: FormQuestion, { value, words, attachments }: GivenAnswer): string[] => {
  if (value === null) return ['Something is attached, and it is not answered.']
  const chosen = [value].flat()
  const describes = choicesOf(question).some((one) => one.describe && chosen.includes(one.id))
  const provided = question.kind === 'file-or-link' && chosen.includes(PROVIDED)
  return [
    ...(describes && words === '' ? ['It needs words beside the choice.'] : []),
    ...(provided && attachments === 0 ? ['It needs a file or a link attached.'] : []),
  ]
}

/** How far a form is. */
export interface FormProgress {
  /** Questions that are asked, answered or not. */
  readonly asked: number
  /** Answered, or said not to apply with a reason. */
  readonly answered: number
  /** Codes of what is required and not there. */
  readonly missing: readonly string[]
  /** Codes of what cannot be told before an earlier answer. */
  readonly waiting: readonly string[]
  readonly notAsked: number
}

/** Counts questions by where they stand. Optional questions left empty count as asked. */
export const progressOf = (routed: readonly RoutedQuestion[]): FormProgress => {
  const count = (...states: QuestionState[]) => routed.filter((one) => states.includes(one.state))
  const codes = (state: QuestionState) => count(state).map((one) => one.question.code)
  return {
    asked: count('answered', 'not-applicable', 'missing', 'left-empty').length,
    answered: count('answered', 'not-applicable').length,
    missing: codes('missing'),
    waiting: codes('waiting'),
    notAsked: count('not-asked').length,
  }
}
