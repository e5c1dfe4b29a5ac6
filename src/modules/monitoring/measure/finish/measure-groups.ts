import { confusionAt } from '#statistics/confusion.js'
import type { MeasureRequest } from '../request.js'
import { excludedOf, STATUSES } from '../row-status.js'
import type { ScannedPart } from '../scan/scan-job.js'
import { type GridPlan, ScoreGrid } from '../tally/score-grid.js'
import { calibrationMetrics } from './calibration-metrics.js'
import { driftMetrics, type DriftReference, driftReference, sampleOf } from './drift-metrics.js'
import { discriminationMetrics } from './discrimination-metrics.js'
import { type GroupScores, ScoreMerger } from './group-scores.js'
import { emptyGroup, type Group, groupsOf, SIDE, withOutcome } from './group-table.js'
import type { Measured, MeasuredGroup } from './measured.js'
import type { Entries, Metrics } from './metric.js'
import { thresholdMetrics } from './threshold-metrics.js'

/** All that was read, and how. Plain data: it is sent to workers. */
export interface Reading {
  readonly parts: readonly ScannedPart[]
  readonly request: MeasureRequest
  readonly plan: GridPlan
}

/** A share of the groups: each `of`-th one, beginning with number `share`. */
export interface FinishJob extends Reading {
  readonly share: number
  readonly of: number
}

interface Finishing {
  readonly request: MeasureRequest
  readonly probabilities: boolean
  readonly grid: ScoreGrid
  readonly merger: ScoreMerger
  /** Null where none was asked for. */
  readonly reference: DriftReference | null
}

const confusionOf = ([tn = 0, fn = 0, fp = 0, tp = 0]: readonly number[]) => ({ tp, fp, tn, fn })

type Cells = Group['cells']

/** The cells of rows in the reference window, and of the others, whatever their outcome. */
const inReference = (cells: Cells): Cells => cells.filter(({ side }) => side >= SIDE.reference)
const outside = (cells: Cells): Cells => cells.filter(({ side }) => side < SIDE.reference)

const referenceOf = (
  { counts, moments }: GroupScores,
  grid: ScoreGrid,
  probabilities: boolean,
): DriftReference => {
  const snap = (edge: number): number => (moments ? grid.nearestEdge(edge) : edge)
  return driftReference(sampleOf(counts), probabilities, snap)
}

function driftOf(scores: GroupScores, { request, reference }: Finishing): Entries {
  if (!reference) return []
  return [['drift', driftMetrics(reference, sampleOf(scores.counts), request.exact)]]
}

function metricsOf(group: Group, scores: GroupScores, finishing: Finishing): Metrics {
  const { request, probabilities } = finishing
  const tables = request.thresholds.map((threshold) =>
    thresholdMetrics(confusionAt(scores.counts, threshold), threshold, request.exact),
  )
  const logged = request.prediction
    ? thresholdMetrics(confusionOf(group.decided), null, request.exact)
    : null
  const [first = logged ?? []] = tables
  const several: Entries =
    tables.length > 1 ? [['thresholds', tables.map((table) => Object.fromEntries(table))]] : []
  const decision: Entries = logged ? [['decision', [Object.fromEntries(logged)]]] : []
  return Object.fromEntries([
    ...discriminationMetrics(scores, finishing.grid),
    ...calibrationMetrics(scores, probabilities),
    ...first,
    ...several,
    ...decision,
  ])
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

function measuredGroup(
  group: Group,
  columns: readonly string[],
  finishing: Finishing,
): MeasuredGroup {
  const { merger } = finishing
  const known = withOutcome(group.cells)
  const scores = merger.merge(known)
  const all = known.length === group.cells.length ? scores : merger.merge(group.cells)
  return {
    by: Object.fromEntries(columns.map((column, i) => [column, group.labels[i] ?? null])),
    rows: total(group.kinds),
    used: group.kinds[0] ?? 0,
    excluded: excludedOf(group.kinds),
    metrics: {
      ...metricsOf(group, scores, finishing),
      ...Object.fromEntries(driftOf(all, finishing)),
    },
  }
}

function statusesOf(parts: readonly ScannedPart[]): number[] {
  return Array.from({ length: STATUSES }, (_, status) =>
    total(parts.map((part) => part.statuses[status] ?? 0)),
  )
}

function finishingOf({ parts, request, plan }: Reading): Finishing & { readonly whole: Group } {
  const grid = new ScoreGrid(plan)
  const merger = new ScoreMerger(plan, grid)
  const probabilities = plan.kind === 'logit'
  const [whole = emptyGroup([])] = groupsOf(parts, null, request)
  const reference = request.reference
    ? referenceOf(merger.merge(inReference(whole.cells)), grid, probabilities)
    : null
  return { request, probabilities, grid, merger, reference, whole }
}

/** The counts and figures of all rows together. */
export function measureWhole(reading: Reading): Omit<Measured, 'groups'> {
  const statuses = statusesOf(reading.parts)
  const { whole, ...finishing } = finishingOf(reading)
  const { merger } = finishing
  return {
    rows: total(statuses),
    used: statuses[0] ?? 0,
    excluded: excludedOf(statuses),
    overall: {
      ...metricsOf(whole, merger.merge(withOutcome(whole.cells)), finishing),
      ...Object.fromEntries(driftOf(merger.merge(outside(whole.cells)), finishing)),
    },
  }
}

/** Puts together what all readers tallied of a share of the groups and computes every figure. */
export function measureShare({ share, of, ...reading }: FinishJob): readonly MeasuredGroup[] {
  const { parts, request } = reading
  const finishing = finishingOf(reading)
  return request.breakdowns
    .flatMap((columns) => groupsOf(parts, columns, request).map((group) => ({ group, columns })))
    .filter((_, i) => i % of === share)
    .map(({ group, columns }) => measuredGroup(group, columns, finishing))
}
