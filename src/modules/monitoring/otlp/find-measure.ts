import { AS_DECIDED, measureKind, measureName, type MeasureKind } from '../measures.js'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import type { DataPoint } from './data-points.js'
import { ATTRIBUTE, said } from './point-place.js'

/** A measure of the plan that a metric is of. */
export interface FoundMeasure {
  measure: PlanMeasure
  kind: MeasureKind
}

/** Names by which other tools call what we compute (Seismometer writes them with underscores). */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  auroc: ['auc', 'roc-auc'],
  sensitivity: ['recall', 'tpr'],
  specificity: ['tnr'],
  ppv: ['precision'],
  flag_rate: ['flagged'],
  oe: ['observed-to-expected'],
}

/** A name as it is compared: small letters and digits with hyphens between. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** What a point is called: as it says, else by its metric. */
export const calledOf = (point: DataPoint): string =>
  String(said(point, ATTRIBUTE.measure) ?? point.metric)

/** The measure of the plan that a point is of, or why there is none. */
export const findMeasure = (
  point: DataPoint,
  plan: Pick<MonitoringPlan, 'measures' | 'thresholds'>,
): FoundMeasure | string => {
  const name = slugOf(calledOf(point))
  const called = plan.measures.flatMap((measure) => {
    const kind = measureKind(measure.measure)
    return kind && namesOf(measure, kind).includes(name) ? [{ measure, kind }] : []
  })
  if (called.length === 0) return 'the plan does not watch it'
  const threshold = thresholdOf(point, plan)
  const found = called.filter(
    ({ measure, kind }) =>
      !['threshold', 'named'].includes(kind.kind) ||
      threshold === null ||
      measure.threshold === threshold,
  )
  const [only, second] = found
  if (only && !second) return only
  if (only) return `the plan watches it at several thresholds: name one in ${ATTRIBUTE.threshold}`
  return 'the plan does not watch it at this threshold'
}

const namesOf = ({ measure, threshold }: PlanMeasure, { id, kind, name }: MeasureKind): string[] =>
  kind === 'typed'
    ? [slugOf(measureName(measure, threshold))]
    : [slugOf(id), slugOf(name), ...(ALIASES[id] ?? [])]

/** The threshold a point is at: by name as said, or by its value or name; null where nothing is said. */
export const thresholdOf = (
  point: DataPoint,
  { thresholds }: Pick<MonitoringPlan, 'thresholds'>,
): string | null => {
  const name = said(point, ATTRIBUTE.threshold)
  if (name !== undefined) return String(name)
  const given = point.own.get('threshold') ?? point.own.get('key')
  if (given === undefined) return null
  if (given === AS_DECIDED) return AS_DECIDED
  const value = Number(given)
  const found = thresholds.find((one) => one.value === value || one.name === given)
  return found?.name ?? `value ${String(given)}`
}
