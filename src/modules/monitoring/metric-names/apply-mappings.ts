import { measureKind } from '../measures.js'
import type { AttributeValue, DataPoint } from '../otlp/data-points.js'
import { ATTRIBUTE, said } from '../otlp/point-place.js'
import type { NameMapping } from './name-roles.js'

type Decided = Pick<NameMapping, 'kind' | 'name' | 'role' | 'measure' | 'threshold'>

/** Points that are named as we name them. */
export interface MeantPoints {
  points: readonly DataPoint[]
  /** Attributes that are groups. */
  groups: readonly string[]
}

/**
 * Points with their names replaced by what somebody decided that these stand for, without those that
 * stand for nothing. What a point already says by an attribute of ours stays.
 */
export const applyMappings = (
  points: readonly DataPoint[],
  mappings: readonly Decided[],
): MeantPoints => {
  const attributes = mappings.filter(({ kind }) => kind === 'attribute')
  const metrics = new Map(
    mappings.filter(({ kind }) => kind === 'metric').map((one) => [one.name, one]),
  )
  const kept = points.filter(({ metric }) => metrics.get(metric)?.role !== 'ignored')
  return {
    points: kept.map((point) => {
      const metric = metrics.get(point.metric)
      const told = attributes.reduce(withAttribute, point)
      return metric ? withMeasure(told, metric) : told
    }),
    groups: attributes.filter(({ role }) => role === 'group').map(({ name }) => name),
  }
}

/** By what a point can say its threshold; the first two by value (Seismometer does). */
const THRESHOLDS = ['threshold', 'key', ATTRIBUTE.threshold] as const

const withAttribute = (point: DataPoint, { name, role }: Decided): DataPoint => {
  const value = said(point, name)
  if (value === undefined) return point
  const own = new Map(point.own)
  own.delete(name)
  const without = { ...point, own }
  if (role === 'group') own.set(name, value)
  else if (role === 'threshold') return saying(without, THRESHOLDS, 'threshold', value)
  else if (isOurs(role)) return saying(without, [ATTRIBUTE[role]], ATTRIBUTE[role], value)
  return without
}

const isOurs = (role: NameMapping['role']): role is keyof typeof ATTRIBUTE & NameMapping['role'] =>
  role in ATTRIBUTE && role !== 'measure'

const withMeasure = (point: DataPoint, { role, measure, threshold }: Decided): DataPoint => {
  const isOwn = measureKind(measure)?.kind === 'typed'
  const name = role === 'measure' ? (isOwn ? threshold : measure) : role
  const named = saying(point, [ATTRIBUTE.measure], ATTRIBUTE.measure, name)
  if (threshold === '' || isOwn) return named
  return saying(named, THRESHOLDS, ATTRIBUTE.threshold, threshold)
}

/** The point saying something more, unless it says as much by one of these names already. */
const saying = (
  point: DataPoint,
  names: readonly string[],
  as: string,
  value: AttributeValue,
): DataPoint =>
  names.some((name) => said(point, name) !== undefined)
    ? point
    : { ...point, own: new Map([...point.own, [as, value]]) }
