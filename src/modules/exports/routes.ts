import { z } from 'zod'
import type { FileStore } from '#files/file-store.js'
import type { Download } from '#kernel/declare/page.js'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import type { showAtrsOn } from './atrs/show-atrs.js'
import { formatOf, formatQuery, otherAnswersOf, reportFile } from './answer-format.js'
import { atrsCsvFile, atrsJson, atrsReport } from './atrs/write-record.js'
import { takeOutFile } from './file/take-out-file.js'
import { MAY_TAKE_OUT, monthField, ORGANISATION_EXPORTS, reasonField } from './model.js'
import { noteExport } from './note-export.js'
import { paperOf } from './papers/make-paper.js'

const ATRS_FORMATS = ['json', 'html', 'csv', 'pdf'] as const
const PAPER_FORMATS = ['json', 'html', 'pdf'] as const

const atrsAnswer = z.object({
  standard: z.string(),
  made_on: z.string(),
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

const paperAnswer = z.object({
  title: z.string(),
  edition: z.string(),
  sections: z
    .array(
      z.object({
        heading: z.string(),
        blocks: z
          .array(
            z.discriminatedUnion('kind', [
              z.object({ kind: z.literal('text'), text: z.string() }),
              z.object({
                kind: z.literal('table'),
                caption: z.string(),
                headings: z.array(z.string()).readonly(),
                rows: z.array(z.array(z.string()).readonly()).readonly(),
              }),
            ]),
          )
          .readonly(),
      }),
    )
    .readonly(),
})

/** The REST operations that take records out. */
export const exportRoutes = (
  showAtrs: ReturnType<typeof showAtrsOn>,
  files: FileStore,
): readonly AnyRoute[] => [
  route({
    method: 'post',
    path: '/deployments/{id}/exports/atrs-record',
    summary:
      'The transparency record (ATRS) of a deployment of your own, as JSON, page, PDF or CSV; the reason stands in its history',
    tag: 'Exports',
    allow: MAY_TAKE_OUT,
    scope: 'exports:read',
    params: z.object({ id: z.string().max(60) }),
    query: formatQuery(ATRS_FORMATS),
    body: z.object({ reason: reasonField }),
    answer: atrsAnswer,
    otherAnswers: otherAnswersOf(ATRS_FORMATS),
    handle: async ({ run, read, request }, { params, query, body: { reason } }) => {
      const format = formatOf(ATRS_FORMATS, query.format, request.headers.get('accept'))
      const { id: deploymentId } = params
      const about = { of: 'deployment', deploymentId, what: 'atrs-record', reason }
      const note = await run(noteExport, about)
      const { record, deployment, organisation } = await read(showAtrs, { deploymentId })
      const title = { organisationName: organisation.name, toolName: deployment.product.name }
      if (format === 'json') return atrsJson(record, title, note)
      if (format === 'csv') return atrsCsvFile(record, note)
      return reportFile(atrsReport(record, title, note), format)
    },
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/exports/deployment-file',
    summary:
      'The whole file of a deployment of your own as one archive (ZIP); the reason stands in its history',
    tag: 'Exports',
    allow: MAY_TAKE_OUT,
    scope: 'exports:read',
    params: z.object({ id: z.string().max(60) }),
    body: z.object({ reason: reasonField }),
    answer: z.custom<Download>(),
    fileAnswer: {
      contentType: 'application/zip',
      description: 'The archive; manifest.json and SHA256SUMS in it list every file.',
    },
    handle: (context, { params: { id: deploymentId }, body: { reason } }) =>
      takeOutFile(context, files, { deploymentId, reason }),
  }),
  route({
    method: 'post',
    path: '/exports/{paper}',
    summary:
      'Freedom of information answers, or a paper for the board, of your own organisation, as JSON, page or PDF; the reason stands in its history',
    tag: 'Exports',
    allow: MAY_TAKE_OUT,
    scope: 'exports:read',
    params: z.object({ paper: z.enum(ORGANISATION_EXPORTS) }),
    query: formatQuery(PAPER_FORMATS),
    body: z.object({ reason: reasonField, month: monthField }),
    answer: paperAnswer,
    otherAnswers: otherAnswersOf(PAPER_FORMATS),
    handle: async (doors, { params: { paper: what }, query, body }) => {
      const format = formatOf(PAPER_FORMATS, query.format, doors.request.headers.get('accept'))
      const report = await paperOf(doors, { what, ...body })
      return format === 'json' ? report : reportFile(report, format)
    },
  }),
]
