import { Invalid } from '#kernel/errors.js'
import type { VersionRun } from '../deployment-facts.js'
import { enteredFigure, type EnteredParts } from '../entered/entered-figure.js'
import type { MonitoringPlan } from '../model.js'
import type { EnteredFigure } from '../entered/store-entered-figure.js'
import { FEWEST_ROWS, type SummaryFigure } from '../summary/summary-format.js'
import { confusionFigures } from './confusion-figures.js'
import type { DataPoint } from './data-points.js'
import { findMeasure, type FoundMeasure } from './find-measure.js'
import {
  ATTRIBUTE,
  placeOf,
  said,
  unknownAttributes,
  unknownReason,
  type PointPlace,
  type Reading,
} from './point-place.js'

/** A figure that points came to. */
export type MappedFigure = Pick<EnteredFigure, 'measure' | 'figure'> & PointPlace

/** A point that was not taken, and why. */
export interface Rejected {
  metric: string
  reason: string
  /** The attribute that nobody has said anything about, where that is the reason. */
  attribute?: string
}

/** What the points of one deployment came to: figures, and why others were not taken. */
export interface Mapped {
  figures: readonly MappedFigure[]
  accepted: number
  rejected: readonly Rejected[]
}

/** A point with its place in the deployment. */
export interface PlacedPoint {
  point: DataPoint
  place: PointPlace
}

/** What identifies a figure among those of one export. */
export const keyOf = (
  { window, version, site, group }: PointPlace,
  ...more: readonly string[]
): string => JSON.stringify([window.from, version.name, site, group?.by, group?.value, ...more])

/**
 * The figures that data points of one deployment come to. Four counts at one threshold (tp, fp, tn,
 * fn) give the rates of that threshold with their intervals, and win over the same rates sent as they
 * are; of two points of one figure the last stands.
 */
export const mapPoints = (
  points: readonly DataPoint[],
  plan: MonitoringPlan,
  runs: readonly VersionRun[],
  reading: Reading,
): Mapped => {
  const rejected: Rejected[] = []
  const refuse = (point: DataPoint, reason: string): void => {
    const { metric } = point
    const [attribute] = unknownAttributes(point, reading)
    const isUnknown = attribute !== undefined && reason === unknownReason(attribute)
    rejected.push({ metric, reason, ...(isUnknown ? { attribute } : {}) })
  }
  const placed = points.flatMap((point): PlacedPoint[] => {
    const place = tryPlace(point, plan, runs, reading)
    if (typeof place !== 'string') return [{ point, place }]
    refuse(point, place)
    return []
  })
  const counted = confusionFigures(placed, plan)
  for (const { point, reason } of counted.rejected) refuse(point, reason)
  const figures = new Map<string, MappedFigure>()
  for (const { point, place } of counted.others) {
    const found = findMeasure(point, plan)
    const figure = typeof found === 'string' ? found : figureOf(point, place, found, counted.keys)
    if (typeof figure === 'string') refuse(point, figure)
    else if (figure !== null && typeof found !== 'string') {
      const { measure } = found
      figures.set(keyOf(place, measure.measure, measure.threshold), { ...place, measure, figure })
    }
  }
  return {
    figures: [...counted.figures, ...figures.values()],
    accepted: points.length - rejected.length,
    rejected,
  }
}

const tryPlace = (...given: Parameters<typeof placeOf>): PointPlace | string => {
  if (given[0].reading.kind === 'unusable') return given[0].reading.reason
  try {
    return placeOf(...given)
  } catch (thrown) {
    if (thrown instanceof Invalid) return thrown.problems[0]?.message ?? thrown.message
    throw thrown
  }
}

/** The figure of a point; null where counts gave it already; or why there is none. */
const figureOf = (
  point: DataPoint,
  place: PointPlace,
  { measure, kind }: FoundMeasure,
  counted: ReadonlySet<string>,
): SummaryFigure | null | string => {
  if (counted.has(keyOf(place, measure.measure, measure.threshold))) return null
  const done = enteredFigure(kind, partsOf(point))
  if ('problem' in done) {
    const { field, message } = done.problem
    return field === 'value' ? message : `${message} Send it as ${ATTRIBUTE[field]}.`
  }
  if (place.group && done.figure.n < FEWEST_ROWS)
    return `a group of fewer than ${FEWEST_ROWS} is not taken`
  return done.figure
}

const partsOf = (point: DataPoint): EnteredParts => {
  const { reading } = point
  const number = (name: string): number | null => {
    const value = said(point, name)
    const read = value === undefined ? Number.NaN : Number(value)
    return Number.isFinite(read) ? read : null
  }
  const histogram = reading.kind === 'histogram' ? reading : null
  const value = reading.kind === 'number' ? reading.value : null
  const summed = reading.kind === 'number' && reading.since ? reading.value : null
  return {
    value: histogram ? histogram.sum / histogram.count : value,
    numerator: number(ATTRIBUTE.numerator) ?? summed,
    denominator: number(ATTRIBUTE.denominator) ?? number(ATTRIBUTE.n),
    n: histogram ? histogram.count : (number(ATTRIBUTE.n) ?? number(ATTRIBUTE.denominator)),
    sd: number(ATTRIBUTE.sd),
    low: number(ATTRIBUTE.low),
    high: number(ATTRIBUTE.high),
  }
}
