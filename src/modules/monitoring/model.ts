import { z } from 'zod'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import type { DriftBasis } from './drift/drift-basis.js'
import { blankIsNothing, optionalFigure, whole } from './input-parts.js'
import type { Direction } from './measures.js'
import type { SIGNAL_STATES } from './signals/signal-states.js'

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
  /** What the deployment hopes for, beside the pass mark; null for none. */
  target: number | null
  unit: string
  /** What is done on a signal of this measure; empty where what the plan says is enough. */
  onSignal: string
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
export type Source = 'edge' | 'browser' | 'rows' | 'typed' | 'otlp'

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
  /** Of observed to expected the events that the scores expected; of the expected calibration error what chance alone makes of it. */
  expected: number | null
  n: number
  events: number | null
  nonEvents: number | null
  method: string
  reason: string | null
  /** What a figure of drift was held against; null for others and where it was not kept. */
  reference: DriftBasis | null
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

export type SignalState = (typeof SIGNAL_STATES)[number]
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
  /** What held when it became a concern, where that was in a later period than it was raised in. */
  concernSentence: string | null
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

/** What switching row-level intake on takes: the controller's decision in words. */
export const switchOnIntakeInput = z.object({
  deploymentId: z.string().max(40),
  controllerName: boundedText('the name of the controller', 200),
  reason: freeText('the reason', 2000),
  processorAgreement: freeText('the processor agreement', 500),
  retentionDays: whole('the retention period in days', 1, 1500),
})

const optionalCount = (label: string) =>
  z.preprocess((value) => blankIsNothing(value) ?? null, whole(label, 0, 1_000_000_000).nullable())

/** What entering a figure takes; which parts are needed goes by its kind (entered-figure.ts). */
export const enterFigureInput = z.object({
  deploymentId: z.string().max(40),
  name: z.string({ error: 'Choose the figure.' }).min(1, 'Choose the figure.').max(60),
  from: z.iso.date('Enter the first day of the period as a day, month and year.'),
  value: optionalFigure('the figure').default(null),
  numerator: optionalCount('how many there were').default(null),
  denominator: optionalCount('of how many').default(null),
  n: optionalCount('how many it is taken over').default(null),
  sd: optionalFigure('the standard deviation').default(null),
  low: optionalFigure('the lower end').default(null),
  high: optionalFigure('the upper end').default(null),
  /** Empty for the only version that ran in the period. */
  version: z.string().trim().max(120).default(''),
})
