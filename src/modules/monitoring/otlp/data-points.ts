import type { Attributes, ExportedMetric, ExportRequest } from './otlp-schema.js'

/** A value of an attribute as it was sent. */
export type AttributeValue = string | number | boolean

/** One data point with all that is said about it. */
export interface DataPoint {
  metric: string
  /** Of the point itself. */
  own: ReadonlyMap<string, AttributeValue>
  /** Of its scope and resource; those of the scope win. */
  around: ReadonlyMap<string, AttributeValue>
  reading: Reading
  startedAt: Date | null
  at: Date | null
}

/** What a point holds. `since` is true where it counts from its start, which then must be known. */
export type Reading =
  | { kind: 'number'; value: number; since: boolean }
  | { kind: 'histogram'; count: number; sum: number; since: true }
  | { kind: 'unusable'; reason: string }

/** Every data point of an export, in order. */
export const dataPointsOf = ({ resourceMetrics }: ExportRequest): DataPoint[] =>
  resourceMetrics.flatMap(({ resource, scopeMetrics }) =>
    scopeMetrics.flatMap(({ scope, metrics }) => {
      const around = new Map([
        ...attributesOf(resource?.attributes),
        ...attributesOf(scope?.attributes),
      ])
      return metrics.flatMap((metric) => pointsOf(metric, around))
    }),
  )

const attributesOf = (attributes: Attributes = []): [string, AttributeValue][] =>
  attributes.flatMap(({ key, value }) => {
    const given = value?.stringValue ?? value?.intValue ?? value?.doubleValue ?? value?.boolValue
    return given === undefined ? [] : [[key, given]]
  })

type Dated = { attributes: Attributes; startTimeUnixNano?: Nano; timeUnixNano?: Nano }
type Nano = string | number | undefined

const pointsOf = (metric: ExportedMetric, around: DataPoint['around']): DataPoint[] => {
  const point = (dated: Dated, reading: Reading): DataPoint => ({
    metric: metric.name,
    own: new Map(attributesOf(dated.attributes)),
    around,
    reading,
    startedAt: instantOf(dated.startTimeUnixNano),
    at: instantOf(dated.timeUnixNano),
  })
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric
  return [
    ...(gauge?.dataPoints ?? []).map((one) => point(one, numberOf(one, false))),
    ...(sum?.dataPoints ?? []).map((one) =>
      point(one, sum?.aggregationTemporality ? numberOf(one, true) : DELTA),
    ),
    ...(histogram?.dataPoints ?? []).map((one) =>
      point(one, histogram?.aggregationTemporality ? histogramOf(one) : DELTA),
    ),
    ...(exponentialHistogram?.dataPoints ?? []).map((one) => point(one, UNKNOWN)),
    ...(summary?.dataPoints ?? []).map((one) => point(one, UNKNOWN)),
  ]
}

const DELTA: Reading = {
  kind: 'unusable',
  reason:
    'it is a delta, and figures are never added together here: export with cumulative temporality, beginning anew with each period, or as a gauge',
}
const UNKNOWN: Reading = {
  kind: 'unusable',
  reason: 'only gauges, sums and histograms with fixed buckets are taken',
}

const numberOf = (one: { asDouble?: Value; asInt?: Value }, since: boolean): Reading => {
  const value = one.asDouble ?? one.asInt
  if (value === undefined || !Number.isFinite(value))
    return { kind: 'unusable', reason: 'it has no number' }
  return { kind: 'number', value, since }
}

type Value = number | undefined

const histogramOf = ({ count, sum }: { count?: Value; sum?: Value }): Reading => {
  if (count === undefined || sum === undefined || !Number.isFinite(sum) || count < 1)
    return { kind: 'unusable', reason: 'it has no count and sum' }
  return { kind: 'histogram', count, sum, since: true }
}

const NANOSECONDS = 1_000_000n

const instantOf = (nano: Nano): Date | null => {
  if (nano === undefined || BigInt(nano) === 0n) return null
  const instant = new Date(Number(BigInt(nano) / NANOSECONDS))
  return Number.isNaN(instant.getTime()) ? null : instant
}
