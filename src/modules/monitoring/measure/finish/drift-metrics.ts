import type { ScoreCounts } from '#statistics/count-scores.js'
import {
  countedBetween,
  countedDecileEdges,
  countedDistance,
  type CountedSample,
} from '#statistics/counted-drift.js'
import { distributionDistance } from '#statistics/distribution-distance.js'
import { equalEdges } from '#statistics/drift-bins.js'
import { ksAsymptoticTail, ksExactTail } from '#statistics/kolmogorov-smirnov.js'
import { populationStability, stabilityByChance } from '#statistics/population-stability.js'
import type { DriftFigures, DriftFigure } from './metric.js'

/** Scores of a reference window, with what every comparison with it needs. */
export interface DriftReference {
  readonly sample: CountedSample
  /** Inner edges of its deciles; none when it is empty. */
  readonly deciles: readonly number[]
  readonly decileCounts: readonly number[]
  readonly widthCounts: readonly number[]
  readonly probabilities: boolean
}

const WIDTH_EDGES = equalEdges(20)

/** Up to so many pairs of rows the chance of a distance is also counted exactly. */
const EXACT_PAIRS = 2_000_000

const OF_ROWS = [
  'psi_decile_floor1e-4',
  'psi_decile_half_smooth',
  'psi_decile_chi2_ref_95',
  'js_distance_base2_decile',
  'ks_stat',
  'ks_p_asymp',
  'ks_p_exact',
  'wasserstein',
] as const
const OF_WIDTHS = [
  'psi_width20_floor1e-4',
  'js_distance_base2_width20',
  'js_divergence_base2_width20',
  'hellinger_width20',
] as const

/** All rows of these counts, whatever their outcome. */
export function sampleOf({ scores, events, nonEvents, ...totals }: ScoreCounts): CountedSample {
  const counts = new Float64Array(scores.length)
  for (let i = 0; i < counts.length; i += 1)
    counts[i] = (events[i] as number) + (nonEvents[i] as number)
  return { values: scores, counts, total: totals.eventTotal + totals.nonEventTotal }
}

/**
 * Prepares a reference once for all groups. `snap` moves an edge to that of a bin where scores are
 * binned, so that both sides are counted exactly between the same edges.
 */
export function driftReference(
  sample: CountedSample,
  probabilities: boolean,
  snap: (edge: number) => number,
): DriftReference {
  const edges = sample.total > 0 ? countedDecileEdges(sample) : []
  const deciles = [...new Set(edges.map(snap))]
  return {
    sample,
    deciles,
    decileCounts: countedBetween(sample, deciles),
    widthCounts: probabilities ? countedBetween(sample, WIDTH_EDGES) : [],
    probabilities,
  }
}

const nothing = (
  names: readonly string[],
  reason: string,
): readonly (readonly [string, DriftFigure])[] =>
  names.flatMap((name) => [
    [name, null],
    [`${name}_reason`, reason],
  ])

function widthFigures(reference: DriftReference, current: CountedSample): DriftFigures {
  if (!reference.probabilities) return Object.fromEntries(nothing(OF_WIDTHS, 'not_probability'))
  const before = reference.widthCounts
  const now = countedBetween(current, WIDTH_EDGES)
  const distance = distributionDistance(before, now)
  return {
    width20_counts_ref: before,
    width20_counts_cur: now,
    'psi_width20_floor1e-4': populationStability(before, now),
    js_distance_base2_width20: distance.jensenShannonDistance,
    js_divergence_base2_width20: distance.jensenShannonDivergence,
    hellinger_width20: distance.hellinger,
  }
}

function decileFigures(reference: DriftReference, current: CountedSample): DriftFigures {
  const before = reference.decileCounts
  const now = countedBetween(current, reference.deciles)
  const chance = stabilityByChance(reference.sample.total, current.total, before.length)
  return {
    decile_edges: reference.deciles,
    decile_counts_ref: before,
    decile_counts_cur: now,
    'psi_decile_floor1e-4': populationStability(before, now),
    psi_decile_half_smooth: populationStability(before, now, 'half-added'),
    psi_decile_chi2_ref_95: chance,
    js_distance_base2_decile: distributionDistance(before, now).jensenShannonDistance,
  }
}

function distanceFigures(
  { sample }: DriftReference,
  current: CountedSample,
  exact: boolean,
): DriftFigures {
  const { largest = 0, area = 0 } = countedDistance(sample, current) ?? {}
  const counted = exact && sample.total * current.total <= EXACT_PAIRS
  const chance: DriftFigures = counted
    ? { ks_p_exact: ksExactTail(sample.total, current.total, largest) }
    : Object.fromEntries(nothing(['ks_p_exact'], exact ? 'too_many_rows' : 'needs_exact'))
  return {
    ks_stat: largest,
    ks_p_asymp: ksAsymptoticTail(sample.total, current.total, largest),
    ...chance,
    wasserstein: area,
  }
}

/**
 * How the scores of a group differ from those of the reference, rows without an outcome included.
 * Source: the functions of `src/statistics` that it names; empty bins count as a share of 1e-4.
 */
export function driftMetrics(
  reference: DriftReference,
  current: CountedSample,
  exact: boolean,
): DriftFigures {
  const sizes = { n_ref: reference.sample.total, n_cur: current.total }
  if (sizes.n_ref === 0 || sizes.n_cur === 0) {
    const reason = sizes.n_ref === 0 ? 'no_reference_rows' : 'no_rows'
    return { ...sizes, ...Object.fromEntries(nothing([...OF_ROWS, ...OF_WIDTHS], reason)) }
  }
  return {
    ...sizes,
    ...decileFigures(reference, current),
    ...widthFigures(reference, current),
    ...distanceFigures(reference, current, exact),
  }
}
