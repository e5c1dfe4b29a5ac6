import { z } from 'zod'
import { route, type AnyRoute, type RouteContext } from '#kernel/declare/route.js'
import { Invalid } from '#kernel/errors.js'
import { MOST_BYTES } from './intake/read-batch.js'
import { parseSummary } from './summary/summary-schema.js'
import { enterFigures } from './entered/enter-figures.js'
import { listPoints } from './points/list-points.js'
import { nameRoutes } from './metric-names/name-routes.js'
import { metricsRoute } from './otlp/metrics-route.js'
import { signalRoutes } from './signals/signal-routes.js'
import { SENDERS, takeSummary } from './received/take-summary.js'
import type { TakeEvents } from './intake/take-events.js'

const params = z.object({ id: z.string().max(40) })

const batchAnswer = z.object({
  accepted: z.int(),
  duplicate: z.int(),
  rejected: z.array(
    z.object({
      index: z.int(),
      event_id: z.string().nullable(),
      code: z.string(),
      message: z.string(),
    }),
  ),
})

const summaryAnswer = z.object({
  added: z.int(),
  superseded: z.int(),
  unchanged: z.int(),
  windows: z.array(z.object({ from: z.string(), to: z.string() })),
  signals: z.array(z.object({ id: z.string(), sentence: z.string() })),
})

const pointAnswer = z.object({
  id: z.string(),
  measure: z.string(),
  threshold: z.string(),
  window_from: z.string(),
  window_to: z.string(),
  version: z.string(),
  site: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  expected: z.number().nullable(),
  n: z.int(),
  events: z.int().nullable(),
  method: z.string(),
  reason: z.string().nullable(),
  reference: z
    .object({
      kind: z.enum(['chosen', 'gate', 'earliest']),
      from: z.string(),
      to: z.string(),
      version: z.string(),
      periods: z.int(),
    })
    .nullable(),
  source: z.string(),
  dated_by_sender: z.boolean(),
  state: z.enum(['immature', 'mature', 'final']),
  computed_at: z.string(),
})

const rows = (what: string) => ({
  contentTypes: ['application/x-ndjson', 'application/json'],
  description: `${what} As NDJSON, one object a line, or a JSON array; at most 10,000 events.`,
  largest: MOST_BYTES,
})

const textOf = async ({ request }: RouteContext): Promise<string> => {
  const bytes = await request.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Invalid('The body is not UTF-8 text.')
  }
}

// A request with an idempotency key is answered on its own: the key belongs to it alone.
const senderOf = ({ request, actor }: RouteContext): string =>
  `${actor.id} ${request.headers.get('idempotency-key') ?? ''}`

const summaryOf = async (context: RouteContext): Promise<unknown> => {
  const text = await textOf(context)
  const parsed = parseSummary(jsonOf(text))
  if ('summary' in parsed) return parsed.summary
  throw new Invalid(parsed.problems.map((message) => ({ message })))
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Invalid('The body is not valid JSON.')
  }
}

/** The REST operations about monitoring. */
export const monitoringRoutes = (takeEvents: TakeEvents): readonly AnyRoute[] => [
  ...nameRoutes,
  ...signalRoutes,
  route({
    method: 'post',
    path: '/deployments/{id}/predictions',
    summary: 'Send predictions, where row-level intake is switched on',
    tag: 'Monitoring',
    allow: SENDERS,
    scope: 'telemetry:write',
    params,
    rawBody: rows('{event_id, prediction_id, at, score, decision?, version?, site?, groups?}.'),
    answer: batchAnswer,
    handle: async (context, given) =>
      mutable(
        await takeEvents(context, {
          deploymentId: given.params.id,
          kind: 'predictions',
          body: Buffer.from(await context.request.arrayBuffer()),
          sender: senderOf(context),
        }),
      ),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/outcomes',
    summary: 'Send outcomes, where row-level intake is switched on',
    tag: 'Monitoring',
    allow: SENDERS,
    scope: 'telemetry:write',
    params,
    rawBody: rows('{event_id, prediction_id, known_at, outcome: 0 or 1}.'),
    answer: batchAnswer,
    handle: async (context, given) =>
      mutable(
        await takeEvents(context, {
          deploymentId: given.params.id,
          kind: 'outcomes',
          body: Buffer.from(await context.request.arrayBuffer()),
          sender: senderOf(context),
        }),
      ),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/summaries',
    summary: 'Send a summary made by wardround summarise',
    tag: 'Monitoring',
    allow: SENDERS,
    scope: 'monitoring:write',
    params,
    rawBody: {
      contentTypes: ['application/json'],
      description: 'A summary: docs/reference/summary-format.md.',
      largest: MOST_BYTES,
    },
    answer: summaryAnswer,
    handle: async (context, given) => {
      const summary = await summaryOf(context)
      const taken = await context.run(takeSummary, {
        deploymentId: given.params.id,
        source: 'edge',
        summary,
      })
      return {
        added: taken.added,
        superseded: taken.superseded,
        unchanged: taken.unchanged,
        windows: [...taken.windows],
        signals: [...taken.signals],
      }
    },
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/figures',
    summary:
      'Send figures or counts of measures that the plan takes so, such as minutes waited; all or none',
    tag: 'Monitoring',
    allow: SENDERS,
    scope: 'monitoring:write',
    params,
    body: z.object({
      figures: z
        .array(
          z.object({
            name: z.string().max(60),
            from: z.string().max(10),
            value: z.number().nullable().optional(),
            numerator: z.int().nullable().optional(),
            denominator: z.int().nullable().optional(),
            n: z.int().nullable().optional(),
            sd: z.number().nullable().optional(),
            low: z.number().nullable().optional(),
            high: z.number().nullable().optional(),
            /** Needed only where more than one version ran in the period. */
            version: z.string().max(120).optional(),
          }),
        )
        .max(500),
    }),
    answer: z.object({
      added: z.int(),
      superseded: z.int(),
      unchanged: z.int(),
      signals: z.array(z.object({ id: z.string(), sentence: z.string() })),
    }),
    handle: async (context, { params: { id }, body }) => {
      const done = await context.run(enterFigures, { deploymentId: id, figures: body.figures })
      return { ...done, signals: [...done.signals] }
    },
  }),
  metricsRoute,
  route({
    method: 'get',
    path: '/deployments/{id}/points',
    summary: 'The current figures of a deployment of your organisation, newest windows first',
    tag: 'Monitoring',
    allow: ['signed-in'],
    scope: 'monitoring:read',
    params,
    query: z.object({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
      measure: z.string().max(40).optional(),
    }),
    answer: z.object({ points: z.array(pointAnswer), next: z.string().nullable() }),
    handle: ({ read }, given) =>
      read(listPoints, { deploymentId: given.params.id, ...given.query }),
  }),
]

const mutable = (answer: Awaited<ReturnType<TakeEvents>>) => ({
  ...answer,
  rejected: [...answer.rejected],
})
