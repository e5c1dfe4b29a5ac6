import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { answerAlert } from './answer-alert.js'
import { listAlerts, listAlertsInput } from './list-alerts.js'
import { listConcerns, listConcernsInput } from './list-concerns.js'
import { answerAlertInput, MAY_ANSWER, raiseConcernInput } from './model.js'
import { raiseConcern } from './raise-concern.js'
import { NOT_A_NATIONAL_ALERT } from './words.js'

const raisedAnswer = z.object({
  id: z.string(),
  reference: z.string(),
  acknowledgeBy: z.string(),
  triageBy: z.string(),
})

const listedConcern = z.object({
  id: z.string(),
  reference: z.string(),
  deploymentId: z.string().nullable(),
  about: z.string(),
  whatHappened: z.string(),
  harm: z.string(),
  origin: z.string(),
  state: z.string(),
  severity: z.string().nullable(),
  kind: z.string().nullable(),
  raisedAt: z.iso.datetime(),
  triageBy: z.string(),
  alertId: z.string().nullable(),
})

const listedAlert = z.object({
  id: z.string(),
  heading: z.string(),
  notice: z.string(),
  issuedBy: z.string(),
  issuedByRole: z.string(),
  severity: z.string(),
  kind: z.string(),
  product: z.object({ id: z.string(), name: z.string() }),
  version: z.object({ id: z.string(), name: z.string() }),
  useCase: z.string(),
  contactRole: z.string(),
  issuedAt: z.iso.datetime(),
  stoodDown: z.boolean(),
  ownState: z.string().nullable(),
})

/** The REST operations about concerns and alerts. */
export const concernRoutes: readonly AnyRoute[] = [
  route({
    method: 'post',
    path: '/concerns',
    summary: 'Raise a concern with your organisation: reported, not established until triaged',
    tag: 'Concerns',
    allow: ['signed-in'],
    scope: 'concerns:write',
    body: raiseConcernInput,
    answer: raisedAnswer,
    status: 201,
    handle: ({ run }, { body }) => run(raiseConcern, body),
  }),
  route({
    method: 'get',
    path: '/concerns',
    summary: 'The concerns of your organisation, newest first',
    tag: 'Concerns',
    allow: ['signed-in'],
    scope: 'concerns:read',
    query: listConcernsInput,
    answer: z.object({ rows: z.array(listedConcern), next: z.string().nullable() }),
    handle: async ({ read }, { query }) => {
      const page = await read(listConcerns, query)
      const rows = page.rows.map((one) => ({
        id: one.id,
        reference: one.reference,
        deploymentId: one.deploymentId,
        about: one.toolName,
        whatHappened: one.whatHappened,
        harm: one.harm,
        origin: one.origin,
        state: one.state,
        severity: one.severity,
        kind: one.kind,
        raisedAt: one.raisedAt.toISOString(),
        triageBy: one.triageBy,
        alertId: one.alertId,
      }))
      return { rows, next: page.next }
    },
  }),
  route({
    method: 'get',
    path: '/alerts',
    summary: 'The alerts your organisation issued or was sent, and those of its partners',
    tag: 'Alerts',
    allow: ['signed-in'],
    scope: 'alerts:read',
    query: listAlertsInput,
    answer: z.object({ rows: z.array(listedAlert), next: z.string().nullable() }),
    handle: async ({ read }, { query }) => {
      const page = await read(listAlerts, query)
      const rows = page.rows.map((one) => ({
        id: one.id,
        heading: `Issued by ${one.issuedByName}. ${NOT_A_NATIONAL_ALERT}.`,
        notice: one.notice,
        issuedBy: one.issuedByName,
        issuedByRole: one.issuedByRole,
        severity: one.severity,
        kind: one.kind,
        product: { id: one.product.id, name: one.product.name },
        version: one.version,
        useCase: one.useCase,
        contactRole: one.contactRole,
        issuedAt: one.issuedAt.toISOString(),
        stoodDown: one.stoodDownAt !== null,
        ownState: one.ownState,
      }))
      return { rows, next: page.next }
    },
  }),
  route({
    method: 'post',
    path: '/alerts/{id}/answers',
    summary: 'Acknowledge an alert, or say whether action is required or complete',
    tag: 'Alerts',
    allow: MAY_ANSWER,
    scope: 'alerts:write',
    params: z.object({ id: z.string().max(60) }),
    body: answerAlertInput.omit({ alertId: true }),
    answer: z.object({ alertId: z.string(), answer: z.string(), recipients: z.array(z.string()) }),
    status: 201,
    handle: ({ run }, { params, body }) => run(answerAlert, { ...body, alertId: params.id }),
  }),
]
