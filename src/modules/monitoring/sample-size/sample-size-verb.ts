import { verb, type VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { keptName } from '../control-charts/chart-kinds.js'
import { textOf } from '../control-charts/options.js'
import { answerSize, type SizeAnswer, weeksWords } from './answer-size.js'
import { SIZE_QUESTIONS, sizeQuestion } from './questions.js'
import { SIZE_INPUTS, type SizeInput } from './size-inputs.js'

const NAMES = Object.keys(SIZE_QUESTIONS).join(', ')

const flagOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const INPUTS: readonly SizeInput[] = Object.values(SIZE_INPUTS)

const wordsOf = (answer: SizeAnswer): string => {
  const lines = answer.details.map(({ what, value }) => `  ${what}: ${value}`)
  const weeks = weeksWords(answer)
  return [
    answer.sentence,
    ...(weeks ? [weeks] : []),
    ...lines,
    `Counted are ${answer.counted}.`,
    `Method: ${answer.method} Source: ${answer.source}.`,
    'It assumes:',
    ...answer.assumptions.map((one) => `  ${one}`),
  ].join('\n')
}

const run = async ({ options }: VerbContext): Promise<{ json: unknown; text: string }> => {
  const name = textOf(options, 'question') ?? ''
  const question = sizeQuestion(name)
  if (!question) throw new Invalid(`The question is one of ${NAMES}, not “${name}”.`)
  const given = INPUTS.filter((input) => textOf(options, input.name) !== undefined)
  const strange = given.find((input) => !question.inputs.some((one) => one === input.name))
  if (strange) {
    const used = question.inputs.map(flagOf).join(', ')
    throw new Invalid(`${name} does not use ${flagOf(strange.name)}. It uses ${used}.`)
  }
  const typed = question.inputs.map((input) => {
    const { usual }: SizeInput = SIZE_INPUTS[input]
    return [input, textOf(options, keptName(input)) ?? usual] as const
  })
  const answered = answerSize(question, Object.fromEntries(typed))
  if ('problems' in answered) {
    throw new Invalid(
      answered.problems.map(({ field, message }) => ({
        message: `${flagOf(field ?? '')}: ${message}`,
      })),
    )
  }
  return { json: { question: name, ...answered.answer }, text: wordsOf(answered.answer) }
}

const described = ({ hint, usual }: SizeInput): string =>
  usual === undefined ? hint : `${hint}; ${usual} unless said`

/** `wardround sample-size`: how many cases an evaluation needs; reads and stores nothing. */
export const sampleSizeVerb = verb({
  noun: 'sample-size',
  summary: 'Say how many cases an evaluation or a period needs, with method and assumptions',
  needs: 'nothing',
  arguments: [{ name: 'question', description: `what is to be known: ${NAMES}` }],
  options: INPUTS.map((input) => ({
    flags: `${flagOf(input.name)} <${input.kind}>`,
    description: `${input.label.charAt(0).toLowerCase()}${input.label.slice(1)}. ${described(input)}`,
  })),
  examples: [
    'wardround sample-size share --expected 90% --within 3% --per-week 40',
    'wardround sample-size pass-mark --expected 90% --pass-mark 80%',
    'wardround sample-size two-groups --expected 80% --other 70%',
    'wardround sample-size sensitivity --sensitivity 90% --specificity 80% --prevalence 10%',
    'wardround sample-size auroc-width --auroc 0.8 --prevalence 5% --width 0.1',
    'wardround sample-size auroc-chance --auroc 0.7 --prevalence 20% --power 90%',
    'wardround sample-size validation --prevalence 10% --auroc 0.8',
    'wardround sample-size fall --expected 86% --cases 23',
  ],
  run,
})
