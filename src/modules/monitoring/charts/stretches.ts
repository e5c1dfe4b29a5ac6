import type { Point } from '../model.js'

/** A recorded decision that the limits of one chart start anew from a window on. */
export interface Rebase {
  id: string
  measure: string
  threshold: string
  site: string
  startsOn: string
  reason: string
  decidedByName: string
  decidedAt: Date
}

/** What people decided that bears on limits. */
export interface ChartHistory {
  /** The version that ran when the deployment last passed a gate, or was registered in use; null when not known. */
  gateVersion: string | null
  /** Decisions that hold, oldest first. */
  rebases: readonly Rebase[]
}

/** A part of a series with limits of its own, [from, to) as places, and what they rest on. */
export interface Stretch {
  from: number
  to: number
  /** Limits rest on the first so many points; null for all. */
  fixAfter: number | null
  /** The version whose points they rest on, where a later one follows. */
  version: string | null
  rebase: Rebase | null
}

/** Fewest points limits may be fixed on (NHS Making Data Count). */
const FEWEST = 12

type Watched = { measure: string; threshold: string }
type Rules = ChartHistory & { limitsAfter: number | null }

/**
 * The stretches of a series. A new one begins where somebody re-based the chart, and at the version
 * that passed the gate when points of earlier versions stand before it. Within a stretch the limits
 * stay those of its first version once another follows, so that a fall shows (statistics.md 8.7).
 */
export const stretchesOf = (
  series: readonly Point[],
  measure: Watched,
  rules: Rules,
): readonly Stretch[] => {
  const starts = new Map<number, Rebase | null>([[0, null]])
  const gate = gateStart(series, rules)
  if (gate > 0) starts.set(gate, null)
  for (const rebase of rules.rebases) {
    if (!isOf(rebase, measure, series[0]?.site ?? '')) continue
    const place = series.findIndex(({ windowFrom }) => windowFrom >= rebase.startsOn)
    if (place >= 0) starts.set(place, rebase)
  }
  const ordered = [...starts].toSorted(([a], [b]) => a - b)
  return ordered.map(([from, rebase], place): Stretch => {
    const to = ordered[place + 1]?.[0] ?? series.length
    return { from, to, rebase, ...basisOf(series.slice(from, to), rules) }
  })
}

const isOf = (rebase: Rebase, { measure, threshold }: Watched, site: string): boolean =>
  rebase.measure === measure && rebase.threshold === threshold && rebase.site === site

/** Where the version that passed the gate begins, when it has enough points of its own; or -1. */
const gateStart = (series: readonly Point[], { gateVersion }: Rules): number => {
  const place = series.findIndex(({ versionName }) => versionName === gateVersion)
  const own = series.filter(({ versionName }) => versionName === gateVersion).length
  return own >= FEWEST ? place : -1
}

const basisOf = (
  points: readonly Point[],
  { limitsAfter }: Rules,
): Pick<Stretch, 'fixAfter' | 'version'> => {
  const version = points[0]?.versionName ?? null
  const other = points.findIndex(({ versionName }) => versionName !== version)
  const agreed = limitsAfter !== null && points.length >= limitsAfter ? limitsAfter : null
  if (other < FEWEST) return { fixAfter: agreed, version: null }
  return { fixAfter: Math.min(agreed ?? other, other), version }
}
