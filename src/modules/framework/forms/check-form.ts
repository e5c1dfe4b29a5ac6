import { circlesIn } from '../find-circles.js'
import { repeated } from '../repeated.js'
import { askedQuestions, type GivenAnswers } from './asked-questions.js'
import {
  choicesOf,
  PROVIDED,
  questionsOf,
  type FormQuestion,
  type FormRule,
  type GuidedForm,
} from './form-model.js'
import { codesIn } from './rules-in-words.js'

/** More combinations of answers than this are not tried to find a way to a question. */
const MOST_COMBINATIONS = 20_000

/** What is wrong within one form, as sentences; empty when all fits. */
export const formProblems = (form: GuidedForm): string[] => {
  const questions = questionsOf(form)
  const codes = questions.map((one) => one.code)
  const circles = circlesIn(new Map(questions.map((one) => [one.code, routingOf(one)])))
  const own = questions.flatMap((one) => questionProblems(one, questions))
  const broken = circles.length > 0 || own.length > 0
  return [
    ...repeated(form.sections.map((one) => one.id)).map(
      (id) => `the section ${id} stands there twice.`,
    ),
    ...repeated(codes).map((code) => `the question ${code} stands there twice.`),
    ...circles.map((circle) => `its routing goes in a circle: ${circle.join(' waits for ')}.`),
    ...own,
    ...(broken ? [] : unreachable(questions)),
  ].map((sentence) => `Form ${form.id}: ${sentence}`)
}

const routingOf = (question: FormQuestion): string[] =>
  question.askedWhen === null ? [] : codesIn(question.askedWhen)

const questionProblems = (question: FormQuestion, questions: readonly FormQuestion[]): string[] => {
  const place = questions.indexOf(question)
  const where = question.code
  const rules = question.judge.flatMap((one) => (one.when === null ? [] : [one.when]))
  return [
    ...routingOf(question)
      .filter((code) => questions.findIndex((one) => one.code === code) >= place)
      .map((code) => `${where} is routed on ${code}, which does not come before it.`),
    ...routingProblems(question, questions),
    ...rules.flatMap((rule) => ruleProblems(rule, questions)).map((one) => `${where} ${one}`),
    ...choiceProblems(question),
    ...(question.judge.length > 0 && question.judge.at(-1)?.when !== null
      ? [`the last line of judge of ${where} must have no condition.`]
      : []),
  ]
}

const choiceProblems = (question: FormQuestion): string[] => [
  ...repeated(question.choices.map((one) => one.id)).map(
    (id) => `${question.code} has the choice ${id} twice.`,
  ),
  ...(question.kind === 'file-or-link' && !question.choices.some((one) => one.id === PROVIDED)
    ? [`${question.code} asks for a file or link and has no choice ${PROVIDED}.`]
    : []),
]

/** Routing looks at required questions with one answer of a list, and never at what is attached. */
const routingProblems = (question: FormQuestion, questions: readonly FormQuestion[]): string[] => {
  if (question.askedWhen === null) return []
  const onto = questions.filter((one) => routingOf(question).includes(one.code))
  return [
    ...ruleProblems(question.askedWhen, questions),
    ...(looksAtAttachments(question.askedWhen)
      ? ['is routed on what is attached; route it on an answer.']
      : []),
    ...onto
      .filter((one) => !one.required || one.kind === 'many')
      .map((one) => `is routed on ${one.code}, which is optional or takes several answers.`),
  ].map((sentence) => `${question.code} ${sentence}`)
}

const looksAtAttachments = (rule: FormRule): boolean => {
  if ('question' in rule) return false
  if ('attached' in rule) return true
  if ('not' in rule) return looksAtAttachments(rule.not)
  return ('all' in rule ? rule.all : rule.any).some(looksAtAttachments)
}

const ruleProblems = (rule: FormRule, questions: readonly FormQuestion[]): string[] => {
  if ('not' in rule) return ruleProblems(rule.not, questions)
  if ('all' in rule) return rule.all.flatMap((one) => ruleProblems(one, questions))
  if ('any' in rule) return rule.any.flatMap((one) => ruleProblems(one, questions))
  const code = 'question' in rule ? rule.question : rule.attached
  const asked = questions.find((one) => one.code === code)
  if (asked === undefined) return [`names the question ${code}, which the form does not have.`]
  if ('attached' in rule || choicesOf(asked).some((choice) => choice.id === rule.is)) return []
  return [`names the answer ${rule.is}, which ${code} never has.`]
}

/** Questions that no answers to earlier ones lead to, tried out by all combinations of them. */
const unreachable = (questions: readonly FormQuestion[]): string[] =>
  questions.flatMap((question) => {
    const before = needed(question, questions)
    const size = before.reduce((all, one) => all * choicesOf(one).length, 1)
    if (size > MOST_COMBINATIONS)
      return [`${question.code} waits for more combinations of answers than can be tried.`]
    const reached = combinations(before).some((answers) => isAsked(question, before, answers))
    return reached ? [] : [`${question.code} is never asked, whatever is answered before it.`]
  })

/** The questions a question waits for, and those these wait for, in order. */
const needed = (question: FormQuestion, questions: readonly FormQuestion[]): FormQuestion[] => {
  const found = new Set<string>()
  const walk = (one: FormQuestion): void => {
    for (const code of routingOf(one)) {
      const next = questions.find((other) => other.code === code)
      if (next === undefined || found.has(code)) continue
      found.add(code)
      walk(next)
    }
  }
  walk(question)
  return questions.filter((one) => found.has(one.code))
}

const combinations = (questions: readonly FormQuestion[]): GivenAnswers[] =>
  questions.reduce<GivenAnswers[]>(
    (all, question) =>
      all.flatMap((answers) =>
        choicesOf(question).map((choice) => ({ ...answers, [question.code]: chosen(choice.id) })),
      ),
    [{}],
  )

const chosen = (value: string) => ({
  value,
  words: 'words',
  notApplicableReason: null,
  attachments: 1,
})

const isAsked = (
  question: FormQuestion,
  before: readonly FormQuestion[],
  answers: GivenAnswers,
): boolean => {
  const section = {
    id: 'tried',
    name: 'Tried',
    line: 'Tried',
    counts: 'background',
    shared: false,
    mark: null,
    questions: [...before, question],
  } as const
  const state = askedQuestions({ sections: [section] }, answers).at(-1)?.state
  return state !== 'not-asked' && state !== 'waiting'
}
