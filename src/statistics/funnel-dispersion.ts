import { at } from './at.js'
import { sumOver } from './compensated-sum.js'
import { type7Quantile } from './type-7-quantile.js'

/** How far groups differ beyond chance: `phi` 1 is chance alone, `tau2` is variance between groups. */
export interface FunnelDispersion {
  readonly phi: number
  readonly tau2: number
}

/**
 * Scores with their lowest and highest tenth drawn in to the 10th and 90th percentile (type 7).
 * Source: Spiegelhalter 2005, section 4.
 */
export function winsorise(zs: readonly number[]): readonly number[] {
  const [low, high] = [type7Quantile(zs, 0.1), type7Quantile(zs, 0.9)]
  return zs.map((z) => Math.min(Math.max(z, low), high))
}

function midRanks(zs: readonly number[]): readonly number[] {
  return zs.map((z) => {
    const below = zs.filter((other) => other < z).length
    const equal = zs.filter((other) => other === z).length
    return below + (equal + 1) / 2
  })
}

/**
 * Scores with their lowest and highest tenth left out (null), by rank as the SHMI does it: groups
 * of floor(10 rank / (n + 1)) 0 and 9 go. Source: NHS Digital, SHMI methodology; FunnelPlotR 0.6.0.
 */
export function truncate(zs: readonly number[]): readonly (number | null)[] {
  const ranks = midRanks(zs)
  return zs.map((z, i) => {
    const tenth = Math.floor((at(ranks, i) * 10) / (zs.length + 1))
    return tenth === 0 || tenth >= 9 ? null : z
  })
}

/**
 * Over-dispersion of trimmed scores with the standard error of each: phi is their mean square and
 * tau2 the additive variance by moments, 0 where groups differ no more than by chance. Source:
 * Spiegelhalter 2005 doi:10.1002/sim.1970; DerSimonian & Laird 1986.
 */
export function funnelDispersion(
  trimmed: readonly { readonly z: number; readonly s: number }[],
): FunnelDispersion {
  const n = trimmed.length
  const total = (of: (z: number, s: number) => number): number =>
    sumOver(n, (i) => of(trimmed[i]?.z ?? NaN, trimmed[i]?.s ?? NaN))
  const phi = total((z) => z * z) / n
  const weights = total((_, s) => 1 / s ** 2)
  const weightsSquared = total((_, s) => 1 / s ** 4)
  const excess = n * phi - (n - 1)
  const tau2 = excess <= 0 ? 0 : excess / (weights - weightsSquared / weights)
  return { phi, tau2 }
}
