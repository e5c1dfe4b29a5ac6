import { z } from 'zod'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import { measureKind, MEASURES, type Direction } from './measures.js'

/** A day, a week from Monday, or a month, in London. */
export type Period = 'day' | 'week' | 'month'

/** Rules a plan may switch on. */
export const RULES = ['special-cause', 'interval-beyond-pass-mark', 'missing-data'] as const
export type PlanRule = (typeof RULES)[number]

/** When a signal becomes a concern without anybody deciding it. */
export const CONCERN_RULES = ['two-periods-or-past-limit', 'interval-at-once'] as const
export type ConcernRule = (typeof CONCERN_RULES)[number]

/** One measure a plan watches. */
export interface PlanMeasure {
  id: string
  measure: string
  /** Name of the plan's threshold, or of the figure typed in; empty for measures of the score. */
  threshold: string
  direction: Direction
  passMark: number | null
  unit: string
}

/** The plan that holds for a deployment: what is watched, how, by whom, and what follows. */
export interface MonitoringPlan {
  id: string
  deploymentId: string
  organisationId: string
  period: Period
  startsOn: CalendarDate
  followUpDays: number
  graceDays: number
  minimumEvents: number
  limitsAfter: number | null
  ownerId: string
  ownerName: string
  rules: readonly PlanRule[]
  concernRule: ConcernRule
  onSignal: string
  stopRule: string
  fixedBy: string
  fixedByName: string
  fixedAt: Date
  measures: readonly PlanMeasure[]
  thresholds: readonly { name: string; value: number }[]
}

/** How far a point is: outcomes still come in, they may still be corrected, or nothing changes any more. */
export type PointState = 'immature' | 'mature' | 'final'

/** The way figures came in. */
export type Source = 'edge' | 'browser' | 'rows' | 'typed'

/** One figure of one window, as stored. */
export interface Point {
  id: string
  deploymentId: string
  source: Source
  measure: string
  threshold: string
  windowFrom: CalendarDate
  windowTo: CalendarDate
  versionId: string | null
  versionName: string
  site: string
  groupBy: string
  groupValue: string
  value: number | null
  low: number | null
  high: number | null
  se: number | null
  numerator: number | null
  denominator: number | null
  n: number
  events: number | null
  nonEvents: number | null
  method: string
  reason: string | null
  datedBySender: boolean
  maturesOn: CalendarDate
  finalOn: CalendarDate
  computedAt: Date
}

/** What a gate reads: the newest mature figure of one measure at one site, and its pass mark. */
export interface GatePoint {
  measure: string
  measureName: string
  site: string
  value: number | null
  low: number | null
  high: number | null
  passMark: number | null
  better: 'higher' | 'lower'
  n: number
  events: number | null
  state: PointState
  windowFrom: CalendarDate
  windowTo: CalendarDate
  versionId: string | null
  versionName: string
}

export type SignalState = 'new' | 'acknowledged' | 'explained' | 'acted-on' | 'closed'
export type SignalWay = 'wrong' | 'right' | 'changed' | 'missing'

/** A rule that fired on stored points, and what was done about it. */
export interface Signal {
  id: string
  deploymentId: string
  organisationId: string
  rule: string
  way: SignalWay
  measure: string
  threshold: string
  site: string
  versionId: string | null
  windowFrom: CalendarDate
  windowTo: CalendarDate
  pointIds: readonly string[]
  sentence: string
  becameConcernAt: Date | null
  ownerId: string
  ownerName: string
  due: CalendarDate
  state: SignalState
  raisedAt: Date
  answer: string | null
  answeredByName: string | null
  answeredAt: Date | null
  revision: number
}

/** The decision of a controller to let rows in. */
export interface IntakeSwitch {
  id: string
  controllerName: string
  reason: string
  processorAgreement: string
  retentionDays: number
  switchedOnByName: string
  switchedOnAt: Date
}

const blankIsNothing = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/** A whole number from a form or from JSON, with a message that names it. */
const whole = (label: string, least: number, most: number) => {
  const message = `Enter ${label} as a whole number from ${least} to ${most}.`
  return z.preprocess(
    blankIsNothing,
    z.coerce.number({ error: message }).int(message).min(least, message).max(most, message),
  )
}

const figure = (label: string) =>
  z.preprocess(
    blankIsNothing,
    z.coerce.number({ error: `Enter ${label} as a number, such as 0.85.` }),
  )

const optionalFigure = (label: string) =>
  z.preprocess(
    (value) => blankIsNothing(value) ?? null,
    z.coerce.number({ error: `Enter ${label} as a number, such as 0.85.` }).nullable(),
  )

const measureInput = z
  .object({
    measure: z.enum(
      MEASURES.map((measure) => measure.id),
      { error: 'Choose a measure.' },
    ),
    threshold: freeText('the threshold', 60, 0).default(''),
    direction: z.enum(['increase', 'decrease'], { error: 'Say which way is better.' }),
    passMark: optionalFigure('the pass mark'),
    unit: boundedText('the unit', 40, 0).default(''),
  })
  .superRefine(({ measure, threshold }, context) => {
    const kind = measureKind(measure)?.kind
    const wrong = (kind === 'score' && threshold !== '') || (kind !== 'score' && threshold === '')
    if (!wrong) return
    const message =
      kind === 'score'
        ? 'This measure does not use a threshold. Leave the threshold empty.'
        : kind === 'typed'
          ? 'Name the figure that is typed in.'
          : 'Name the threshold this measure uses.'
    context.addIssue({ code: 'custom', path: ['threshold'], message })
  })

/** Fewest and most measures of a plan (issue 2: three to six). */
export const MEASURES_IN_A_PLAN = [3, 6] as const

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
    .min(MEASURES_IN_A_PLAN[0], 'Choose three to six measures.')
    .max(MEASURES_IN_A_PLAN[1], 'Choose three to six measures.'),
})

/** What switching row-level intake on takes: the controller's decision in words. */
export const switchOnIntakeInput = z.object({
  deploymentId: z.string().max(40),
  controllerName: boundedText('the name of the controller', 200),
  reason: freeText('the reason', 2000),
  processorAgreement: freeText('the processor agreement', 500),
  retentionDays: whole('the retention period in days', 1, 1500),
})

/** What entering a figure by hand takes. */
export const enterFigureInput = z.object({
  deploymentId: z.string().max(40),
  name: z.string({ error: 'Choose the figure.' }).min(1, 'Choose the figure.').max(60),
  from: z.iso.date('Enter the first day of the period as a day, month and year.'),
  value: figure('the figure'),
  n: whole('how many it is taken over', 1, 1_000_000_000),
  low: optionalFigure('the lower end'),
  high: optionalFigure('the upper end'),
})
