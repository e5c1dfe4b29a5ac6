import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { mapMetricName } from './map-name.js'
import { ATTRIBUTE_ROLES, MAY_MAP, METRIC_ROLES, NAME_KINDS } from './name-roles.js'
import { showMetricNames } from './show-names.js'
import { unmapMetricName } from './unmap-name.js'

const params = z.object({ id: z.string().max(40) })
const kind = z.enum(NAME_KINDS)
const role = z.enum([...METRIC_ROLES, ...ATTRIBUTE_ROLES])
const revision = z.int().min(0).meta({ description: 'Of the decision it replaces; 0 for none.' })
const decided = z.object({ revision: z.int() })

const mapping = z.object({
  kind,
  name: z.string(),
  role,
  measure: z.string(),
  threshold: z.string(),
  revision: z.int(),
  removed: z.boolean(),
  decided_by: z.string(),
  decided_at: z.string(),
})

const noted = z.object({
  kind,
  name: z.string(),
  points: z.int(),
  not_taken: z.int(),
  reason: z.string(),
  last_seen_at: z.string(),
})

const common = { path: '/deployments/{id}/metric-names', tag: 'Monitoring', params } as const

/** The REST operations about the names in metrics of other tools. */
export const nameRoutes: readonly AnyRoute[] = [
  route({
    ...common,
    method: 'get',
    summary: 'Names in metrics that came in of late, and what each was decided to stand for',
    allow: ['signed-in'],
    scope: 'monitoring:read',
    answer: z.object({ mappings: z.array(mapping), names: z.array(noted) }),
    handle: async ({ read }, { params: { id: deploymentId } }) => {
      const shown = await read(showMetricNames, { deploymentId })
      return {
        mappings: [...shown.mappings, ...shown.removed].map(
          ({ decidedByName, decidedAt, ...one }) => ({
            ...one,
            decided_by: decidedByName,
            decided_at: decidedAt.toISOString(),
          }),
        ),
        names: shown.names.map(({ notTaken, lastSeenAt, ...one }) => ({
          ...one,
          not_taken: notTaken,
          last_seen_at: lastSeenAt.toISOString(),
        })),
      }
    },
  }),
  route({
    ...common,
    method: 'put',
    summary: 'Decide what a name in metrics stands for, from the next export on',
    allow: MAY_MAP,
    scope: 'monitoring:write',
    body: z.object({
      kind,
      name: z.string().max(200),
      role,
      measure: z.string().max(40).optional(),
      threshold: z.string().max(60).optional(),
      revision,
    }),
    answer: decided,
    handle: ({ run }, { params: { id: deploymentId }, body }) =>
      run(mapMetricName, { ...body, deploymentId }),
  }),
  route({
    ...common,
    method: 'delete',
    summary: 'Take back what was decided about a name: it stands for itself again',
    allow: MAY_MAP,
    scope: 'monitoring:write',
    body: z.object({ kind, name: z.string().max(200), revision }),
    answer: decided,
    handle: ({ run }, { params: { id: deploymentId }, body }) =>
      run(unmapMetricName, { ...body, deploymentId }),
  }),
]
