import { at } from './at.js'
import { sumOver } from './compensated-sum.js'
import { gammaTails } from './incomplete-gamma.js'

/** Counts of events, each over so much exposure. */
export interface CountedOver {
  readonly events: number
  readonly exposure: number
}

/** Whether several counts share one rate. */
export interface RateHomogeneity {
  readonly statistic: number
  readonly df: number
  readonly p: number
}

/**
 * The dispersion test of Poisson counts: what they differ beyond one common rate. Counts without
 * exposure are left out; null where fewer than two remain or nothing happened at all. Source: Fisher 1925.
 */
export function rateHomogeneity(counts: readonly CountedOver[]): RateHomogeneity | null {
  const sound = counts.filter(({ exposure }) => exposure > 0)
  const events = sumOver(sound.length, (i) => sound[i]?.events ?? 0)
  const exposure = sumOver(sound.length, (i) => sound[i]?.exposure ?? 0)
  if (sound.length < 2 || events === 0) return null
  const expected = sound.map((one) => (events * one.exposure) / exposure)
  const statistic = sumOver(
    sound.length,
    (i) => ((sound[i]?.events ?? 0) - at(expected, i)) ** 2 / at(expected, i),
  )
  const df = sound.length - 1
  return { statistic, df, p: gammaTails(df / 2, statistic / 2)[1] }
}
