import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { listOpportunities, listOpportunitiesInput } from './list-opportunities.js'
import { MAY_PUT_FORWARD, putForwardInput, type Opportunity } from './model.js'
import { putForwardOpportunity } from './put-forward-opportunity.js'
import { showOpportunity } from './show-opportunity.js'

const answer = z.object({
  id: z.string(),
  title: z.string(),
  problem: z.string(),
  worth: z.string(),
  is_clinical: z.string(),
  organisation: z.object({ id: z.string(), name: z.string() }),
  state: z.string(),
  state_reason: z.string().nullable(),
  deployment_id: z.string().nullable(),
  put_forward_at: z.string(),
  revision: z.number(),
})

const toAnswer = (one: Opportunity): z.output<typeof answer> => ({
  id: one.id,
  title: one.title,
  problem: one.problem,
  worth: one.worth,
  is_clinical: one.isClinical,
  organisation: { id: one.organisationId, name: one.organisationName },
  state: one.state,
  state_reason: one.stateReason,
  deployment_id: one.deploymentId,
  put_forward_at: one.putForwardAt.toISOString(),
  revision: one.revision,
})

/** The REST operations about opportunities. */
export const opportunityRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/opportunities',
    summary: 'Opportunities of the organisation and those partners share, a page at a time',
    tag: 'Opportunities',
    allow: ['signed-in'],
    scope: 'opportunities:read',
    query: listOpportunitiesInput.extend({
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).optional(),
    }),
    answer: z.object({
      items: z.array(answer),
      previous: z.string().nullable(),
      next: z.string().nullable(),
    }),
    handle: async ({ read }, { query }) => {
      const { rows, previous, next } = await read(listOpportunities, query)
      return { items: rows.map(toAnswer), previous, next }
    },
  }),
  route({
    method: 'get',
    path: '/opportunities/{id}',
    summary: 'An opportunity',
    tag: 'Opportunities',
    allow: ['signed-in'],
    scope: 'opportunities:read',
    params: z.object({ id: z.string().max(60) }),
    answer,
    handle: async ({ read }, { params }) =>
      toAnswer((await read(showOpportunity, params)).opportunity),
  }),
  route({
    method: 'post',
    path: '/opportunities',
    summary: 'Put forward an opportunity; an API key names its owner',
    tag: 'Opportunities',
    allow: MAY_PUT_FORWARD,
    scope: 'opportunities:write',
    body: putForwardInput,
    answer: z.object({ id: z.string(), title: z.string() }),
    status: 201,
    handle: ({ run }, { body }) => run(putForwardOpportunity, body),
  }),
]
