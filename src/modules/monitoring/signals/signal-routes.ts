import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import {
  acknowledgeSignal,
  actOnSignal,
  ANSWERERS,
  closeSignal,
  explainSignal,
} from './answer-signal.js'
import { listSignals, listSignalsInput } from './list-signals.js'
import type { MonitoringPlan, Signal } from '../model.js'
import { showPlan, showSignal } from '../show-data.js'

const signalFields = {
  id: z.string(),
  rule: z.string(),
  way: z.enum(['wrong', 'right', 'changed', 'missing']),
  measure: z.string(),
  threshold: z.string(),
  site: z.string(),
  window_from: z.string(),
  window_to: z.string(),
  sentence: z.string(),
  state: z.string(),
  owner: z.string(),
  due: z.string(),
  raised_at: z.iso.datetime(),
  became_concern_at: z.iso.datetime().nullable(),
  /** Send it with an answer: an answer to a signal that changed meanwhile is refused. */
  revision: z.int(),
}
const listedSignal = z.object(signalFields)

const oneSignal = z.object({
  ...signalFields,
  point_ids: z.array(z.string()),
  answers: z.array(
    z.object({
      state: z.string(),
      words: z.string().nullable(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
})

const planAnswer = z.object({
  id: z.string(),
  period: z.enum(['day', 'week', 'month']),
  starts_on: z.string(),
  follow_up_days: z.int(),
  grace_days: z.int(),
  minimum_events: z.int(),
  limits_after: z.int().nullable(),
  owner: z.string(),
  rules: z.array(z.string()),
  concern_rule: z.string(),
  on_signal: z.string(),
  stop_rule: z.string(),
  fixed_by: z.string(),
  fixed_at: z.iso.datetime(),
  measures: z.array(
    z.object({
      measure: z.string(),
      threshold: z.string(),
      direction: z.string(),
      pass_mark: z.number().nullable(),
      target: z.number().nullable(),
      unit: z.string(),
      on_signal: z.string(),
    }),
  ),
  thresholds: z.array(z.object({ name: z.string(), value: z.number() })),
})

const ANSWERS = {
  acknowledged: acknowledgeSignal,
  explained: explainSignal,
  'acted-on': actOnSignal,
  closed: closeSignal,
} as const

const ofDeployment = z.object({ id: z.string().max(40) })
const ofSignal = ofDeployment.extend({ signal: z.string().max(40) })
const common = { tag: 'Monitoring', allow: ['signed-in'], scope: 'monitoring:read' } as const

/** The REST operations about signals, and the plan whose rules raise them. */
export const signalRoutes: readonly AnyRoute[] = [
  route({
    ...common,
    method: 'get',
    path: '/deployments/{id}/plan',
    summary:
      'The monitoring plan that holds for a deployment of your organisation; null before one is fixed',
    params: ofDeployment,
    answer: z.object({ plan: planAnswer.nullable() }),
    handle: async ({ read }, { params }) => {
      const { plan } = await read(showPlan, { deploymentId: params.id })
      return { plan: plan && asPlan(plan) }
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/deployments/{id}/signals',
    summary:
      'The signals of a deployment of your organisation, newest first; state=open for those that wait',
    params: ofDeployment,
    query: listSignalsInput,
    answer: z.object({ signals: z.array(listedSignal), next: z.string().nullable() }),
    handle: async ({ read }, { params, query }) => {
      const { rows, next } = await read(listSignals, { ...query, deploymentId: params.id })
      return { signals: rows.map(asSignal), next }
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/deployments/{id}/signals/{signal}',
    summary: 'A signal: the rule, the points it stands on, and every answer to it',
    params: ofSignal,
    answer: oneSignal,
    handle: async ({ read }, { params }) => {
      const shown = await read(showSignal, { deploymentId: params.id, signalId: params.signal })
      return {
        ...asSignal(shown.signal),
        point_ids: [...shown.signal.pointIds],
        answers: shown.answers.map(({ state, words, byName, at }) => ({
          state,
          words,
          by: byName,
          at: at.toISOString(),
        })),
      }
    },
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/signals/{signal}/answers',
    summary:
      'Answer a signal: acknowledged, explained, acted on or closed; carries the revision that was read',
    allow: ANSWERERS,
    scope: 'monitoring:write',
    params: ofSignal,
    body: z.object({
      revision: z.int(),
      state: z.enum(
        ['acknowledged', 'explained', 'acted-on', 'closed'],
        'Answer with acknowledged, explained, acted-on or closed.',
      ),
      words: z.string().max(4000).optional(),
    }),
    answer: z.object({ id: z.string(), state: z.string() }),
    status: 201,
    handle: async ({ run }, { params, body: { state, ...said } }) => {
      const of = { deploymentId: params.id, signalId: params.signal }
      const done = await run(ANSWERS[state], { ...said, ...of })
      return { id: done.id, state: done.state }
    },
  }),
]

const asSignal = (one: Signal) => ({
  id: one.id,
  rule: one.rule,
  way: one.way,
  measure: one.measure,
  threshold: one.threshold,
  site: one.site,
  window_from: one.windowFrom,
  window_to: one.windowTo,
  sentence: one.sentence,
  state: one.state,
  owner: one.ownerName,
  due: one.due,
  raised_at: one.raisedAt.toISOString(),
  became_concern_at: one.becameConcernAt?.toISOString() ?? null,
  revision: one.revision,
})

const asPlan = (plan: MonitoringPlan) => ({
  id: plan.id,
  period: plan.period,
  starts_on: plan.startsOn,
  follow_up_days: plan.followUpDays,
  grace_days: plan.graceDays,
  minimum_events: plan.minimumEvents,
  limits_after: plan.limitsAfter,
  owner: plan.ownerName,
  rules: [...plan.rules],
  concern_rule: plan.concernRule,
  on_signal: plan.onSignal,
  stop_rule: plan.stopRule,
  fixed_by: plan.fixedByName,
  fixed_at: plan.fixedAt.toISOString(),
  measures: plan.measures.map((one) => ({
    measure: one.measure,
    threshold: one.threshold,
    direction: one.direction,
    pass_mark: one.passMark,
    target: one.target,
    unit: one.unit,
    on_signal: one.onSignal,
  })),
  thresholds: plan.thresholds.map(({ name, value }) => ({ name, value })),
})
