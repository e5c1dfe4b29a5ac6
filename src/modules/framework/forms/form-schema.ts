import { z } from 'zod'
import { mark, sourceSchema, text } from '../schema-parts.js'
import { KINDS_WITH_CHOICES, QUESTION_KINDS, TEXTS_HELD, type FormRule } from './form-model.js'

const word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens')
const choiceId = z
  .string('must be an id in quotes')
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case words or a number')
const code = z
  .string('must be a code in quotes, such as "C1.2"')
  .regex(/^[A-Z]{0,3}\d+(\.\d+)*$/, 'must be a code such as C1.2.4 or 3.1')

/** A rule over the answers of a form: question and is, attached, all, any, not. */
const formRuleSchema: z.ZodType<FormRule> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ question: code, is: text }),
      z.strictObject({ attached: code }),
      z.strictObject({ all: z.array(formRuleSchema).min(1) }),
      z.strictObject({ any: z.array(formRuleSchema).min(1) }),
      z.strictObject({ not: formRuleSchema }),
    ],
    'must be { question, is }, { attached }, { all }, { any } or { not }',
  ),
)
const optionalRule = formRuleSchema.nullable().default(null)

const passRuleSchema = z
  .strictObject({
    when: optionalRule,
    outcome: z.enum(['passes', 'fails', 'refers'], 'must be passes, fails or refers'),
    because: text.nullable().default(null),
  })
  .refine((rule) => rule.outcome === 'passes' || rule.because !== null, {
    message: 'must say because, unless it passes',
  })

const questionSchema = z
  .strictObject({
    code,
    asks: text,
    why: text,
    example: text.nullable().default(null),
    kind: z.enum(QUESTION_KINDS, `must be a kind of answer: ${QUESTION_KINDS.join(', ')}`),
    holds: z
      .enum(TEXTS_HELD, `must be ${TEXTS_HELD.join(' or ')}`)
      .nullable()
      .default(null),
    required: z.boolean('must be true or false').default(true),
    choices: z
      .array(z.strictObject({ id: choiceId, label: text, describe: z.boolean().default(false) }))
      .default([]),
    askedWhen: optionalRule,
    mayNotApply: z.boolean().default(false),
    judge: z.array(passRuleSchema).default([]),
  })
  .refine((one) => KINDS_WITH_CHOICES.includes(one.kind) === one.choices.length > 0, {
    message: 'must have choices if it is a choice, many or file-or-link, and none otherwise',
  })
  .refine((one) => one.holds === null || one.kind === 'text', {
    message: 'holds goes with the kind text',
  })

const sectionSchema = z.strictObject({
  id: word,
  name: text,
  line: text,
  counts: z.enum(['background', 'assessed', 'scored'], 'must be background, assessed or scored'),
  shared: z.boolean().default(false),
  mark: mark.nullable().default(null),
  questions: z.array(questionSchema).min(1, 'must ask something'),
})

const fillSchema = z.union(
  [
    z.strictObject({ field: word, answers: z.array(code).min(1) }),
    z.strictObject({ field: word, value: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: word, from: z.enum(['finished-on', 'open-points']) }),
  ],
  'must be a field with answers, a value, or from: finished-on or open-points',
)

/** One file of `framework/forms/`. */
export const formSchema = z.strictObject({
  id: word,
  name: text,
  version: text,
  line: text,
  wordingAt: z
    .url({ protocol: /^https$/, error: 'must be a web address' })
    .nullable()
    .default(null),
  sections: z.array(sectionSchema).min(1, 'must have a section'),
  fills: z.array(fillSchema).min(1, 'must fill something of its requirement'),
  sources: z.array(sourceSchema).min(1, 'must have at least one source'),
})
