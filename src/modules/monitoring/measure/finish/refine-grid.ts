import { auroc } from '#statistics/auroc.js'
import { type GridPlan, ScoreGrid } from '../tally/score-grid.js'
import type { SampledScores } from '../tally/score-sample.js'
import { MOST_OF_ERROR, randomOrder } from './binning-error.js'
import { type GroupScores, ScoreMerger } from './group-scores.js'
import { type Group, groupsOf, withOutcome } from './group-table.js'
import type { Reading } from './measure-groups.js'
import type { Measured } from './measured.js'
import type { Metrics } from './metric.js'
import { splitBin } from './split-bin.js'

/** The error aimed at is half of the most there may be. */
const AIM = (MOST_OF_ERROR / 2) ** 2
const MOST_PARTS = 1024
/** The most bins of all, and of all groups together: 16 bytes each. */
const [MOST_BINS, MOST_COUNTS] = [1 << 16, 1 << 24]

/** Whether bins are too coarse for the AUROC of these metrics. */
export const isCoarse = ({ auroc }: Metrics): boolean =>
  typeof auroc === 'object' &&
  auroc !== null &&
  'binning_error' in auroc &&
  auroc.binning_error?.needs_exact === true

function coarseGroups({ parts, request }: Reading, measured: Measured): readonly Group[] {
  const whole = isCoarse(measured.overall) ? groupsOf(parts, null, request) : []
  if (!measured.groups.some(({ metrics }) => isCoarse(metrics))) return whole
  const groups = request.breakdowns.flatMap((columns) => groupsOf(parts, columns, request))
  return [...whole, ...groups.filter((_, i) => isCoarse(measured.groups[i]?.metrics ?? {}))]
}

/**
 * Into how many parts each bin must go for this group. s parts of equal counts divide the variance of
 * a bin's random order by s²; parts in proportion to the cube root of the variances reach the aim
 * with the fewest (Lagrange).
 */
function askParts(scores: GroupScores, grid: ScoreGrid, parts: Float64Array): void {
  const { counts, bins } = scores
  const { se } = auroc(counts)
  if (bins === null || se === null) return
  const aim = AIM * (se * counts.eventTotal * counts.nonEventTotal) ** 2
  const roots = Array.from(bins, (bin, i) =>
    grid.isSingle(bin)
      ? 0
      : Math.cbrt(randomOrder(counts.events[i] as number, counts.nonEvents[i] as number)),
  )
  const factor = Math.sqrt(roots.reduce((sum, root) => sum + root, 0) / aim)
  roots.forEach((root, i) => {
    if (root === 0) return
    const bin = bins[i] as number
    const asked = Math.min(MOST_PARTS, Math.ceil(root * factor))
    parts[bin] = Math.max(parts[bin] as number, asked)
  })
}

/** All sampled scores by bin, ascending, equal ones added up. */
function samplesByBin({ parts }: Reading, grid: ScoreGrid): ReadonlyMap<number, SampledScores> {
  const weights = new Map<number, number>()
  for (const { breakdowns } of parts) {
    for (const { scores } of breakdowns) {
      scores?.sample.scores.forEach((score, i) => {
        weights.set(score, (weights.get(score) ?? 0) + (scores.sample.weights[i] ?? 0))
      })
    }
  }
  const sorted = Float64Array.from(weights.keys()).sort()
  const byBin = new Map<number, number[]>()
  for (const score of sorted) {
    const bin = grid.binOf(score)
    const inside = byBin.get(bin) ?? []
    inside.push(score)
    byBin.set(bin, inside)
  }
  const sampled = (scores: number[]): SampledScores => ({
    scores: Float64Array.from(scores),
    weights: Float64Array.from(scores, (score) => weights.get(score) ?? 0),
  })
  return new Map([...byBin].map(([bin, scores]) => [bin, sampled(scores)]))
}

/** How many bins may be added: as many as memory allows for all groups, and as are worth their time. */
function roomFor({ parts }: Reading, bins: number): number {
  const cells = parts.map(({ breakdowns }) => breakdowns.reduce((sum, { size }) => sum + size, 0))
  return Math.min(MOST_BINS, MOST_COUNTS / Math.max(1, ...cells)) - bins
}

const NOTHING: SampledScores = { scores: new Float64Array(0), weights: new Float64Array(0) }

/**
 * A grid for reading again, with narrower bins where they were too coarse for a group's AUROC; null
 * when no group needs it, or no memory is left for it.
 */
export function refineGrid(reading: Reading, measured: Measured): GridPlan | null {
  const { plan } = reading
  const groups = coarseGroups(reading, measured)
  if (groups.length === 0) return null
  const grid = new ScoreGrid(plan)
  const merger = new ScoreMerger(plan, grid)
  const parts = new Float64Array(grid.bins)
  for (const { cells } of groups) askParts(merger.merge(withOutcome(cells)), grid, parts)
  // Each part has an edge from its even division and up to two from the sample.
  const wanted = 3 * parts.reduce((sum, count) => sum + Math.max(0, count - 1), 0)
  const share = Math.min(1, roomFor(reading, grid.bins) / wanted)
  if (!(share > 0)) return null
  const samples = samplesByBin(reading, grid)
  const finer = Array.from(parts, (count, bin) => {
    const [from = 0, to = Infinity] = [grid.edges[bin], grid.edges[bin + 1]]
    const wide = { from, to, parts: 1 + Math.floor(Math.max(0, count - 1) * share) }
    return splitBin(wide, samples.get(bin) ?? NOTHING, plan.kind)
  }).flat()
  return finer.length === 0 ? null : { ...plan, finer: [...(plan.finer ?? []), ...finer] }
}
