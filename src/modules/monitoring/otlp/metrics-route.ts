import { z } from 'zod'
import { route } from '#kernel/declare/route.js'
import { MOST_BYTES } from '../intake/read-batch.js'
import { SENDERS } from '../received/take-summary.js'
import { exportBody, isProtobuf, PROTOBUF } from './export-body.js'
import { protobufAnswer } from './protobuf-answer.js'
import { refusedExport } from './refused-export.js'
import { takeExport } from './take-export.js'

/** Takes metrics at the address that the protocol asks for. */
export const metricsRoute = route({
  method: 'post',
  path: '/otlp/v1/metrics',
  summary: 'Take metrics that another monitoring tool exports by OTLP/HTTP, in JSON or protobuf',
  tag: 'Monitoring',
  allow: SENDERS,
  scope: 'monitoring:write',
  params: z.object({}),
  query: z.object({
    deployment: z.string().max(40).optional(),
    groups: z.string().max(500).optional(),
    ignore: z.string().max(1000).optional(),
  }),
  rawBody: {
    contentTypes: ['application/json', PROTOBUF],
    description:
      'ExportMetricsServiceRequest of OTLP in JSON or protobuf, gzip or plain, at most 1,000 data points: docs/how-to/send-metrics-by-otlp.md.',
    largest: MOST_BYTES,
  },
  answer: z.object({
    partialSuccess: z
      .object({ rejectedDataPoints: z.string(), errorMessage: z.string() })
      .exactOptional(),
  }),
  otherAnswers: [
    {
      contentType: PROTOBUF,
      description: 'ExportMetricsServiceResponse, where the export came in protobuf.',
    },
  ],
  refusal: refusedExport,
  handle: async (context, { query }) => {
    const answer = await takeExport(context, await exportBody(context.request), query)
    if (!isProtobuf(context.request)) return answer
    return { download: protobufAnswer(answer), type: PROTOBUF }
  },
})
