import {
  evaluateFormRule,
  progressOf,
  type FormProgress,
  type RoutedQuestion,
} from './asked-questions.js'
import type { PassOutcome } from './form-model.js'

/** How one answer is judged, and why. */
export interface JudgedQuestion {
  readonly code: string
  readonly outcome: PassOutcome
  readonly because: string
}

/**
 * How a form is judged: `incomplete` while something is missing and nothing fails, `fails` when any
 * answer fails, `refers` when somebody who knows the subject has to read some, `passes` when every
 * rule passes, `not-judged` when the form has no rules.
 */
export interface FormJudgement {
  readonly complete: boolean
  readonly outcome: PassOutcome | 'incomplete' | 'not-judged'
  readonly passes: readonly JudgedQuestion[]
  readonly fails: readonly JudgedQuestion[]
  readonly refers: readonly JudgedQuestion[]
  readonly progress: FormProgress
}

/** Holds the answers of a form against its rules. It never says that a product is safe or compliant. */
export const judgeForm = (routed: readonly RoutedQuestion[]): FormJudgement => {
  const byCode = new Map(routed.map((one) => [one.question.code, one]))
  const judged = routed.flatMap((one) => judge(one, byCode))
  const having = (outcome: PassOutcome) => judged.filter((one) => one.outcome === outcome)
  const progress = progressOf(routed)
  const complete = progress.missing.length === 0 && progress.waiting.length === 0
  const [passes, fails, refers] = [having('passes'), having('fails'), having('refers')]
  return {
    complete,
    outcome: overall(complete, fails.length, refers.length, passes.length),
    passes,
    fails,
    refers,
    progress,
  }
}

const overall = (
  complete: boolean,
  fails: number,
  refers: number,
  passes: number,
): FormJudgement['outcome'] => {
  if (fails > 0) return 'fails'
  if (!complete) return 'incomplete'
  if (refers > 0) return 'refers'
  return passes > 0 ? 'passes' : 'not-judged'
}

const judge = (
  { question, state, answer }: RoutedQuestion,
  byCode: ReadonlyMap<string, RoutedQuestion>,
): JudgedQuestion[] => {
  const { code } = question
  if (question.judge.length === 0) return []
  if (state === 'not-applicable')
    return [
      {
        code,
        outcome: 'refers',
        because: `Said not to apply: ${answer?.notApplicableReason ?? ''}`,
      },
    ]
  if (state !== 'answered') return []
  const rule = question.judge.find(
    ({ when }) => when === null || evaluateFormRule(when, byCode).truth === 'true',
  )
  return rule ? [{ code, outcome: rule.outcome, because: rule.because ?? 'By its rule.' }] : []
}
