import { z } from 'zod'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import { blankIsNothing, figure, optionalFigure, whole } from '../input-parts.js'
import { measureKind } from '../measures.js'
import { CONCERN_RULES, RULES } from '../model.js'
import { readPercentMarks } from '../percent-signs.js'
import { measureProblems, MOST_MEASURES } from './plan-rules.js'

const measureFields = z
  .object({
    measure: z
      .string({ error: 'Choose a measure.' })
      .max(40, 'Choose a measure.')
      .refine((id) => measureKind(id) !== undefined, 'Choose a measure that is in the catalogue.'),
    threshold: freeText('the threshold', 60, 0).default(''),
    direction: z.enum(['increase', 'decrease', 'neutral'], { error: 'Say which way is better.' }),
    passMark: optionalFigure('the pass mark'),
    target: optionalFigure('the target').default(null),
    unit: boundedText('the unit', 40, 0).default(''),
    onSignal: freeText('what to do on a signal', 500, 0).default(''),
  })
  .superRefine((given, context) => {
    for (const { field, message } of measureProblems(given)) {
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })

const measureInput = z.preprocess(readPercentMarks, measureFields)

/** What fixing a plan takes. `replaces` is the plan the person saw, empty for the first. */
export const fixPlanInput = z.object({
  deploymentId: z.string().max(40),
  replaces: z.string().max(40).default(''),
  period: z.enum(['day', 'week', 'month'], { error: 'Choose how often figures come.' }),
  startsOn: z.iso.date('Enter the day monitoring starts as a day, month and year.'),
  followUpDays: whole('the days of follow-up', 0, 1100),
  graceDays: whole('the days of grace', 0, 400),
  minimumEvents: whole('the fewest events', 8, 100_000),
  limitsAfter: z.preprocess(
    (value) => blankIsNothing(value) ?? null,
    z
      .union([
        z.null(),
        z.coerce
          .number()
          .int()
          .min(12, 'Fix the limits on 12 to 200 periods.')
          .max(200, 'Fix the limits on 12 to 200 periods.'),
      ])
      .default(null),
  ),
  ownerId: z.preprocess(
    blankIsNothing,
    z.string({ error: 'Choose who looks at the signals.' }).max(40),
  ),
  rules: z
    .preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z.array(z.enum(RULES)).min(1, 'Choose at least one rule.'),
    )
    .default([...RULES]),
  concernRule: z.enum(CONCERN_RULES).default('two-periods-or-past-limit'),
  onSignal: freeText('what to do on a signal', 2000),
  stopRule: freeText('when to stop', 2000),
  thresholds: z
    .array(
      z.object({
        name: freeText('the name of the threshold', 60),
        value: figure('the threshold'),
      }),
    )
    .max(10, 'Name up to 10 thresholds.')
    .default([]),
  measures: z
    .array(measureInput)
    .min(1, 'Choose at least one measure; three to six are usual.')
    .max(MOST_MEASURES, `Choose up to ${MOST_MEASURES} measures; three to six are usual.`),
})
