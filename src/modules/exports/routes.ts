import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/describe.js'
import type { showAtrsOn } from './atrs/show-atrs.js'
import { atrsJson } from './atrs/write-record.js'
import { MAY_TAKE_OUT, reasonField } from './model.js'
import { noteExport } from './note-export.js'

const atrsAnswer = z.object({
  standard: z.string(),
  made_on: z.string(),
  made_by: z.string(),
  framework_version: z.string(),
  summary: z.object({
    publishing_body: z.string(),
    tool_name: z.string(),
    title: z.string(),
    url: z.null(),
    published: z.null(),
    description: z.string().nullable(),
    listed_organisations: z.array(z.string()),
  }),
  metadata: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
  fields: z.array(
    z.object({
      number: z.string(),
      section: z.string(),
      name: z.string(),
      label: z.string(),
      value: z.string().nullable(),
      sources: z.array(z.string()),
    }),
  ),
})

/** The REST operations that take records out. */
export const exportRoutes = (showAtrs: ReturnType<typeof showAtrsOn>): readonly AnyRoute[] => [
  route({
    method: 'post',
    path: '/deployments/{id}/exports/atrs-record',
    summary:
      'The transparency record (ATRS) of a deployment of your own; the reason stands in its history',
    tag: 'Exports',
    allow: MAY_TAKE_OUT,
    scope: 'exports:read',
    params: z.object({ id: z.string().max(60) }),
    body: z.object({ reason: reasonField }),
    answer: atrsAnswer,
    handle: async ({ run, read }, { params: { id: deploymentId }, body: { reason } }) => {
      const about = { of: 'deployment', deploymentId, what: 'atrs-record', reason }
      const note = await run(noteExport, about)
      const { record, deployment, organisation } = await read(showAtrs, { deploymentId })
      const title = { organisationName: organisation.name, toolName: deployment.product.name }
      return atrsJson(record, title, note)
    },
  }),
]
