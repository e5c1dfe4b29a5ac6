import { nextUp } from '../tally/next-up.js'
import type { GridPlan } from '../tally/score-grid.js'
import type { SampledScores } from '../tally/score-sample.js'

/** A bin to divide: from <= score < to. */
export interface WideBin {
  readonly from: number
  readonly to: number
  readonly parts: number
}

const logit = (p: number): number => Math.log(p) - Math.log1p(-p)
const [LOWEST, HIGHEST] = [1e-300, 1 - 2 ** -53]

/** Inner edges of equal parts of a bin, equal in the logit where scores are probabilities. */
function evenEdges({ from, to, parts }: WideBin, kind: GridPlan['kind']): readonly number[] {
  const [low, high] =
    kind === 'logit' ? [logit(Math.max(from, LOWEST)), logit(Math.min(to, HIGHEST))] : [from, to]
  return Array.from({ length: parts - 1 }, (_, i) => {
    const edge = low + ((i + 1) / parts) * (high - low)
    return kind === 'logit' ? 1 / (1 + Math.exp(-edge)) : edge
  })
}

/** Where so many equal scores of a sample stand in one bin, they get a bin of their own. */
const TIED = 3

/**
 * Edges that part the sampled scores of a bin, ascending, into parts of nearly equal weight; a score
 * of much weight is parted from both sides.
 */
function sampledEdges({ scores, weights }: SampledScores, parts: number): readonly number[] {
  const each = weights.reduce((sum, weight) => sum + weight, 0) / parts
  const edges: number[] = []
  let held = 0
  for (const [i, score] of scores.entries()) {
    const weight = weights[i] as number
    const tied = weight >= Math.max(TIED, each / 2)
    if (tied) edges.push(score)
    held += weight
    if (!tied && held < each) continue
    edges.push(nextUp(score))
    held = 0
  }
  return edges
}

/** The inner edges by which a bin is divided: evenly, and by the sampled scores in it, ascending. */
export function splitBin(
  bin: WideBin,
  inside: SampledScores,
  kind: GridPlan['kind'],
): readonly number[] {
  if (bin.parts < 2) return []
  const edges = [...evenEdges(bin, kind), ...sampledEdges(inside, bin.parts)]
  return edges.filter((edge) => edge > bin.from && edge < bin.to)
}
