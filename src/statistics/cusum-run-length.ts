import { cusumWeight } from './risk-adjusted-cusum.js'
import { addTo, bandedMatrix, solveBanded } from './solve-banded.js'

/** A risk and the share of cases that have it; shares sum to 1. */
export interface RiskShare {
  readonly risk: number
  readonly share: number
}

export interface RunLengthOptions {
  /** Odds ratio the chart looks for. */
  readonly oddsRatio: number
  readonly h: number
  /** Odds ratio that is true meanwhile: 1 (default) is in control. */
  readonly trueOddsRatio?: number
}

interface Move {
  readonly by: number
  readonly chance: number
}

const STATES_PER_UNIT = 250

function movesOf(mix: readonly RiskShare[], oddsRatio: number, truly: number): readonly Move[] {
  return mix.flatMap(({ risk, share }) => {
    const chance = (truly * risk) / (1 - risk + truly * risk)
    return [
      { by: cusumWeight({ risk, event: true }, oddsRatio), chance: share * chance },
      { by: cusumWeight({ risk, event: false }, oddsRatio), chance: share * (1 - chance) },
    ]
  })
}

/**
 * Average number of cases to the first signal of the risk-adjusted CUSUM begun at 0, for a mix of
 * risks, by a Markov chain over 250 states a unit; a move between two states is shared between
 * them. Source: Steiner 2000; Knoth, Wittenberg & Gan 2019, doi:10.1002/sim.8104.
 */
export function cusumRunLength(mix: readonly RiskShare[], options: RunLengthOptions): number {
  const { oddsRatio, h, trueOddsRatio = 1 } = options
  const last = Math.max(1, Math.ceil(h * STATES_PER_UNIT))
  const step = h / last
  const moves = movesOf(mix, oddsRatio, trueOddsRatio)
  const reach = (sign: number): number =>
    Math.ceil(Math.max(0, ...moves.map(({ by }) => sign * by)) / step) + 1
  const matrix = bandedMatrix(last + 1, reach(-1), reach(1))
  for (let state = 0; state <= last; state += 1) {
    addTo(matrix, state, state, 1)
    for (const { by, chance } of moves) {
      const place = Math.max(0, state + by / step)
      if (place > last + 1e-9) continue
      const low = Math.min(Math.floor(place), last)
      const share = Math.max(0, place - low)
      addTo(matrix, state, low, -chance * (1 - share))
      if (low < last) addTo(matrix, state, low + 1, -chance * share)
    }
  }
  return solveBanded(matrix, new Float64Array(last + 1).fill(1))[0] ?? NaN
}
