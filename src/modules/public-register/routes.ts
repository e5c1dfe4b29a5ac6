import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import {
  MAY_PUBLISH,
  MAY_WRITE,
  publishRecordInput,
  retractRecordInput,
  writeRecordInput,
} from './model.js'
import { publishRecord } from './publish-record.js'
import { retractRecord } from './retract-record.js'
import { listRecords } from './show-record.js'
import { writeRecord } from './write-record.js'

const about = { tag: 'Public register', params: z.object({ id: z.string().max(60) }) }

const listed = z.object({
  id: z.string(),
  deploymentId: z.string(),
  draft: z.record(z.string(), z.string()),
  published: z.number().nullable(),
  revision: z.number(),
})

/** The REST operations about public records. */
export const publicRegisterRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/public-records',
    summary: 'Public records of your organisation: the draft, and which revision is published',
    tag: about.tag,
    allow: ['signed-in'],
    scope: 'public:read',
    query: z.object({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).optional(),
    }),
    answer: z.object({ items: z.array(listed), next: z.string().nullable() }),
    handle: async ({ read }, { query }) => {
      const { rows, next } = await read(listRecords, query)
      const items = rows.map((one) => ({
        id: one.id,
        deploymentId: one.deploymentId,
        draft: one.draft,
        published: one.publishedNumber,
        revision: one.revision,
      }))
      return { items, next }
    },
  }),
  route({
    method: 'put',
    path: '/deployments/{id}/public-record',
    summary:
      'Write the draft of a public record; carries the revision that was read, 0 for the first',
    ...about,
    allow: MAY_WRITE,
    scope: 'public:write',
    body: writeRecordInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), deploymentId: z.string(), revision: z.number() }),
    handle: ({ run }, { params, body }) => run(writeRecord, { ...body, deploymentId: params.id }),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/public-record/publish',
    summary: 'Publish the draft, in the name of a person',
    ...about,
    allow: MAY_PUBLISH,
    scope: 'public:write',
    body: publishRecordInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), deploymentId: z.string(), published: z.number() }),
    handle: ({ run }, { params, body }) => run(publishRecord, { ...body, deploymentId: params.id }),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/public-record/retract',
    summary: 'Take a published record down',
    ...about,
    allow: MAY_PUBLISH,
    scope: 'public:write',
    body: retractRecordInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), deploymentId: z.string() }),
    handle: ({ run }, { params, body }) => run(retractRecord, { ...body, deploymentId: params.id }),
  }),
]
