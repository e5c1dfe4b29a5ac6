import { findIdentifiable } from '#kernel/identifiable-data.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { VersionRun } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import { windowOf, type Window } from '../periods.js'
import { versionOf, type NamedVersion } from '../versions.js'
import type { AttributeValue, DataPoint } from './data-points.js'

/** Names of attributes that say what a point is of. */
export const ATTRIBUTE = {
  deployment: 'wardround.deployment',
  measure: 'wardround.measure',
  threshold: 'wardround.threshold',
  from: 'wardround.from',
  version: 'wardround.version',
  site: 'wardround.site',
  n: 'wardround.n',
  numerator: 'wardround.numerator',
  denominator: 'wardround.denominator',
  sd: 'wardround.sd',
  low: 'wardround.low',
  high: 'wardround.high',
} as const

/** What is said about attributes of points: which are groups, which say nothing. */
export interface Reading {
  groups: readonly string[]
  ignore: readonly string[]
  /** In London; a period that begins later is refused. */
  today: CalendarDate
}

/** Attributes that Seismometer puts on points beside cohorts; none is of a group. */
const KNOWN = new Set<string>([...Object.values(ATTRIBUTE), 'threshold', 'key', 'target', 'score'])

/** The part of a deployment that a point is of. */
export interface PointPlace {
  window: Window
  version: NamedVersion
  site: string
  group: { by: string; value: string } | null
}

/** What is said of a point under a name: by itself, else by its scope or resource. */
export const said = ({ own, around }: DataPoint, name: string): AttributeValue | undefined =>
  own.get(name) ?? around.get(name)

const textOf = (value: AttributeValue | undefined): string => String(value ?? '').trim()

const MOST = 120

/** Where a point belongs, or why that cannot be told. Throws Invalid for a version that never ran. */
export const placeOf = (
  point: DataPoint,
  plan: Pick<MonitoringPlan, 'period'>,
  runs: readonly VersionRun[],
  reading: Reading,
): PointPlace | string => {
  const window = windowAt(point, plan, reading.today)
  if (typeof window === 'string') return window
  const group = groupOf(point, reading)
  if (typeof group === 'string') return group
  const site = textOf(said(point, ATTRIBUTE.site))
  const version = textOf(said(point, ATTRIBUTE.version))
  const labels = [site, version, group?.by ?? '', group?.value ?? '']
  if (labels.some((label) => label.length > MOST))
    return `a site, version or group has more than ${MOST} characters`
  if (labels.some((label) => /\p{Cc}/u.test(label)))
    return 'a site, version or group has characters that are no text'
  if (labels.some((label) => findIdentifiable(label, 'strict').length > 0))
    return 'a label looks like an NHS number, an e-mail address, a telephone number or a postcode'
  return { window, version: versionOf(version || null, window, runs), site, group }
}

const windowAt = (
  point: DataPoint,
  { period }: Pick<MonitoringPlan, 'period'>,
  today: CalendarDate,
): Window | string => {
  const from = textOf(said(point, ATTRIBUTE.from))
  if (from !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(from))
    return `${ATTRIBUTE.from} is no date such as 2026-01-05`
  if (from === '' && point.at === null) return `it has neither a time nor ${ATTRIBUTE.from}`
  const window = windowOf(from || londonDate(point.at ?? new Date(0)), period)
  if (window.from > today) return 'its period has not begun'
  const counts = 'since' in point.reading && point.reading.since
  const startsBefore = point.startedAt === null || londonDate(point.startedAt) < window.from
  return counts && startsBefore
    ? 'it counts from before the period began: begin anew with each period'
    : window
}

/** Attributes of a point that nobody has said anything about. */
export const unknownAttributes = (
  { own }: DataPoint,
  { groups, ignore }: Pick<Reading, 'groups' | 'ignore'>,
): string[] =>
  [...own.keys()].filter(
    (name) => !KNOWN.has(name) && !groups.includes(name) && !ignore.includes(name),
  )

/** Why a point with such an attribute is not taken. */
export const unknownReason = (attribute: string): string =>
  `the attribute “${attribute.slice(0, 60)}” is not known: decide what it stands for on the page about metrics, or name it in the address under groups or ignore`

const groupOf = (point: DataPoint, reading: Reading): PointPlace['group'] | string => {
  const [unknown] = unknownAttributes(point, reading)
  if (unknown !== undefined) return unknownReason(unknown)
  const { own } = point
  const [by, second] = [...own.keys()].filter((name) => reading.groups.includes(name))
  if (by === undefined) return null
  if (second !== undefined) return 'it is of two groups at once, and crossed groups are not taken'
  return { by, value: textOf(own.get(by)) }
}
