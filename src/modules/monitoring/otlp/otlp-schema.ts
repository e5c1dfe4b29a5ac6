import { z } from 'zod'

/** Most data points that one request may carry. */
export const MOST_POINTS = 1000

/** 64-bit integers come as text in the JSON encoding, and as numbers from some senders. */
const whole = z.union([z.string().regex(/^-?\d{1,19}$/), z.number()]).transform(Number)
const nanoseconds = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().min(0)])
const double = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]).transform(Number)

const attributes = z
  .array(
    z.object({
      key: z.string().max(200).default(''),
      value: z
        .object({
          stringValue: z.string().max(500).optional(),
          intValue: whole.optional(),
          doubleValue: double.optional(),
          boolValue: z.boolean().optional(),
        })
        .optional(),
    }),
  )
  .max(100)
  .default([])

const dated = {
  attributes,
  startTimeUnixNano: nanoseconds.optional(),
  timeUnixNano: nanoseconds.optional(),
}
const number = z.object({ ...dated, asDouble: double.optional(), asInt: whole.optional() })
const histogram = z.object({ ...dated, count: whole.optional(), sum: double.optional() })
const points = <Shape extends z.ZodType>(shape: Shape) =>
  z.array(shape).max(MOST_POINTS).default([])

/** Cumulative in the numbers of the protocol; 1 is delta. Names are taken too. */
const temporality = z
  .union([z.number(), z.string().max(60)])
  .optional()
  .transform((value) => value === 2 || value === 'AGGREGATION_TEMPORALITY_CUMULATIVE')

const metric = z.object({
  name: z.string().max(200).default(''),
  gauge: z.object({ dataPoints: points(number) }).optional(),
  sum: z.object({ dataPoints: points(number), aggregationTemporality: temporality }).optional(),
  histogram: z
    .object({ dataPoints: points(histogram), aggregationTemporality: temporality })
    .optional(),
  exponentialHistogram: z.object({ dataPoints: points(z.object(dated)) }).optional(),
  summary: z.object({ dataPoints: points(z.object(dated)) }).optional(),
})

/**
 * An export of metrics in the shape of the JSON encoding of OTLP, as far as it is read; fields that are
 * not known are passed over and empty ones may be left out, as the protocol asks (OpenTelemetry,
 * opentelemetry-proto 1).
 */
export const exportRequest = z.object({
  resourceMetrics: z
    .array(
      z.object({
        resource: z.object({ attributes }).optional(),
        scopeMetrics: z
          .array(
            z.object({
              scope: z.object({ attributes }).optional(),
              metrics: z.array(metric).max(MOST_POINTS).default([]),
            }),
          )
          .max(MOST_POINTS)
          .default([]),
      }),
    )
    .max(MOST_POINTS)
    .default([]),
})

export type ExportRequest = z.output<typeof exportRequest>
export type ExportedMetric = z.output<typeof metric>
export type Attributes = z.output<typeof attributes>
