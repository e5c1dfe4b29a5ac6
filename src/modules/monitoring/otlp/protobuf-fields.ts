/** One field of a message: its name in the JSON encoding, and what it holds. */
export interface Field {
  name: string
  kind: 'text' | 'flag' | 'int64' | 'enumeration' | 'fixed64' | 'sfixed64' | 'double' | Fields
  many: boolean
}

/** The fields of a message by their numbers. */
export type Fields = ReadonlyMap<number, Field>

const one = (name: string, kind: Field['kind']): Field => ({ name, kind, many: false })
const many = (name: string, kind: Fields): Field => ({ name, kind, many: true })

const message = (fields: Readonly<Record<number, Field>>): Fields =>
  new Map(Object.entries(fields).map(([number, field]) => [Number(number), field]))

const ANY_VALUE = message({
  1: one('stringValue', 'text'),
  2: one('boolValue', 'flag'),
  3: one('intValue', 'int64'),
  4: one('doubleValue', 'double'),
})
const KEY_VALUE = message({ 1: one('key', 'text'), 2: one('value', ANY_VALUE) })

const dated = (attributes: number): Record<number, Field> => ({
  [attributes]: many('attributes', KEY_VALUE),
  2: one('startTimeUnixNano', 'fixed64'),
  3: one('timeUnixNano', 'fixed64'),
})

const NUMBER_POINT = message({
  ...dated(7),
  4: one('asDouble', 'double'),
  6: one('asInt', 'sfixed64'),
})
const HISTOGRAM_POINT = message({
  ...dated(9),
  4: one('count', 'fixed64'),
  5: one('sum', 'double'),
})

const data = (point: Fields): Fields =>
  message({ 1: many('dataPoints', point), 2: one('aggregationTemporality', 'enumeration') })

const METRIC = message({
  1: one('name', 'text'),
  5: one('gauge', data(NUMBER_POINT)),
  7: one('sum', data(NUMBER_POINT)),
  9: one('histogram', data(HISTOGRAM_POINT)),
  10: one('exponentialHistogram', data(message(dated(1)))),
  11: one('summary', data(message(dated(7)))),
})

const SCOPE = message({ 3: many('attributes', KEY_VALUE) })
const SCOPE_METRICS = message({ 1: one('scope', SCOPE), 2: many('metrics', METRIC) })

const RESOURCE = message({ 1: many('attributes', KEY_VALUE) })
const RESOURCE_METRICS = message({
  1: one('resource', RESOURCE),
  2: many('scopeMetrics', SCOPE_METRICS),
})

/**
 * The fields of an export of metrics that are read. Numbers and kinds: OpenTelemetry,
 * opentelemetry-proto 1.x, collector/metrics/v1, metrics/v1, common/v1 and resource/v1. No message
 * here holds itself, so none is read deeper than this list goes.
 */
export const EXPORT_FIELDS = message({ 1: many('resourceMetrics', RESOURCE_METRICS) })
