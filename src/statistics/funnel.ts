import { sumOver } from './compensated-sum.js'
import {
  type FunnelDispersion,
  funnelDispersion,
  truncate,
  winsorise,
} from './funnel-dispersion.js'
import { chanceLimits, dispersedLimits, type FunnelKind } from './funnel-limits.js'

export const FUNNEL_METHODS = {
  proportion: 'funnel-proportion-arcsine-winsorised/1',
  ratio: 'funnel-ratio-log-truncated/1',
} as const

/** Fewest groups for which over-dispersion is estimated. */
export const FEWEST_FOR_DISPERSION = 5

/** Events of one group among its total (proportion), or observed beside expected (ratio). */
export interface FunnelInput {
  readonly group: string
  readonly numerator: number
  readonly denominator: number
}

export interface FunnelOptions {
  readonly kind: FunnelKind
  /** Centre line; unless given the pooled proportion, or 1 for a ratio. */
  readonly target?: number | null
  /** Expected numbers to two decimals first, as the SHMI does. Default true for a ratio. */
  readonly roundExpected?: boolean
}

/** Why something of a funnel is null. */
export type FunnelReason = 'no_groups' | 'fewer_than_five_groups' | 'no_spread_left' | 'no_events'

/** A group in the funnel, its names those of FunnelPlotR; 99 stands for 99.8%. */
export interface FunnelGroup extends FunnelInput {
  readonly rr: number
  readonly Y: number | null
  readonly Uzscore: number | null
  readonly Wuzscore: number | null
  readonly LCL95: number
  readonly UCL95: number
  readonly LCL99: number
  readonly UCL99: number
  readonly OD95LCL: number | null
  readonly OD95UCL: number | null
  readonly OD99LCL: number | null
  readonly OD99UCL: number | null
  /** 1 outside the 99.8% limits that hold: the over-dispersed ones where tau2 is above 0. */
  readonly outlier: 0 | 1
  /** z in standard errors that include tau2. */
  readonly od_z: number | null
  /** Present where the scores are null. */
  readonly reason?: FunnelReason
}

export interface FunnelChart {
  readonly method: string
  readonly kind: FunnelKind
  readonly target: number | null
  readonly phi: number | null
  readonly tau2: number | null
  /** Which limits flag an outlier. */
  readonly outlier_limits: 'over_dispersed' | 'chance'
  readonly groups: readonly FunnelGroup[]
  /** Present where target, phi or tau2 is null. */
  readonly reason?: FunnelReason
}

interface Scored extends FunnelInput {
  readonly rr: number
  readonly y: number | null
  readonly s: number
  readonly z: number | null
}

/** To two decimals, except what would become 0. */
const roundTo2 = (value: number): number => Math.round(value * 100) / 100 || value

function checked(input: FunnelInput, kind: FunnelKind): FunnelInput {
  const { group, numerator, denominator } = input
  const tooMany = kind === 'proportion' && numerator > denominator
  if (!(numerator >= 0) || !(denominator > 0) || tooMany || !Number.isFinite(denominator)) {
    throw new RangeError(`${group} has ${numerator} of ${denominator}`)
  }
  return { group, numerator, denominator }
}

function targetOf(groups: readonly FunnelInput[], options: FunnelOptions): number | null {
  const { kind, target } = options
  if (typeof target === 'number') {
    const sound = kind === 'proportion' ? target >= 0 && target <= 1 : target > 0
    if (!sound || target === Infinity) throw new RangeError(`${target} cannot be the target`)
    return target
  }
  if (kind === 'ratio') return 1
  if (groups.length === 0) return null
  const events = sumOver(groups.length, (i) => groups[i]?.numerator ?? NaN)
  return events / sumOver(groups.length, (i) => groups[i]?.denominator ?? NaN)
}

/** Scores take the rounded expected number, the ratio itself the number as given. */
function score(input: FunnelInput, round: boolean, kind: FunnelKind, target: number): Scored {
  const { numerator } = input
  const denominator = round ? roundTo2(input.denominator) : input.denominator
  const group = { ...input, denominator, rr: numerator / input.denominator }
  if (kind === 'proportion') {
    const s = 1 / (2 * Math.sqrt(denominator))
    const y = Math.asin(Math.sqrt(numerator / denominator))
    return { ...group, y, s, z: (y - Math.asin(Math.sqrt(target))) / s }
  }
  const s = 1 / Math.sqrt(denominator)
  if (numerator === 0) return { ...group, y: null, s, z: null }
  const y = Math.log(numerator / denominator)
  return { ...group, y, s, z: (y - Math.log(target)) / s }
}

/** Trimmed scores in the order of the groups; null where a score is left out or not there. */
function trim(scored: readonly Scored[], kind: FunnelKind): readonly (number | null)[] {
  const zs = scored.flatMap(({ z }) => z ?? [])
  if (zs.length === 0) return scored.map(() => null)
  const trimmed = (kind === 'proportion' ? winsorise(zs) : truncate(zs))[Symbol.iterator]()
  return scored.map(({ z }) => (z === null ? null : (trimmed.next().value ?? null)))
}

function dispersionOf(
  scored: readonly Scored[],
  trimmed: readonly (number | null)[],
): FunnelDispersion | FunnelReason {
  if (scored.length < FEWEST_FOR_DISPERSION) return 'fewer_than_five_groups'
  const kept = scored.flatMap(({ s }, i) => {
    const z = trimmed[i]
    return typeof z === 'number' ? [{ z, s }] : []
  })
  return kept.length < 2 ? 'no_spread_left' : funnelDispersion(kept)
}

function drawn(
  { y, z, s, ...group }: Scored,
  trimmed: number | null,
  kind: FunnelKind,
  target: number,
  tau2: number | null,
): FunnelGroup {
  const { rr } = group
  const [LCL95, UCL95] = chanceLimits(kind, group.denominator, target, 95)
  const [LCL99, UCL99] = chanceLimits(kind, group.denominator, target, 99)
  const dispersed = (level: 95 | 99): readonly [number | null, number | null] =>
    tau2 === null ? [null, null] : dispersedLimits(kind, group.denominator, target, tau2, level)
  const [OD95LCL, OD95UCL] = dispersed(95)
  const [OD99LCL, OD99UCL] = dispersed(99)
  const [low, high] = tau2 ? [OD99LCL ?? LCL99, OD99UCL ?? UCL99] : [LCL99, UCL99]
  return {
    ...group,
    Y: y,
    Uzscore: z,
    Wuzscore: trimmed,
    LCL95,
    UCL95,
    LCL99,
    UCL99,
    OD95LCL,
    OD95UCL,
    OD99LCL,
    OD99UCL,
    outlier: rr < low || rr > high ? 1 : 0,
    od_z: z === null || tau2 === null ? null : (z * s) / Math.sqrt(s * s + tau2),
    ...(z === null ? { reason: 'no_events' as const } : {}),
  }
}

/**
 * A funnel of groups around a target: limits of chance, over-dispersion (winsorised scores for
 * proportions, truncated for ratios), limits that allow for it, and who lies outside. A ratio
 * without events has no log and no score. With fewer than five groups over-dispersion is not
 * estimated. Source: Spiegelhalter 2005, 2012; SHMI; as FunnelPlotR 0.6.0, whose CQC variant is
 * left out because its limits are not squared back (its issue 33).
 * @throws RangeError for a denominator of 0, a negative number, more events than total, or a target
 * that no group could have.
 */
export function funnel(inputs: readonly FunnelInput[], options: FunnelOptions): FunnelChart {
  const { kind, roundExpected = kind === 'ratio' } = options
  const groups = inputs.map((input) => checked(input, kind))
  const chart = { method: FUNNEL_METHODS[kind], kind }
  const target = targetOf(groups, options)
  if (target === null || groups.length === 0) {
    const nothing = { phi: null, tau2: null, outlier_limits: 'chance' as const, groups: [] }
    return { ...chart, target, ...nothing, reason: 'no_groups' }
  }
  const scored = groups.map((group) => score(group, roundExpected, kind, target))
  const trimmed = trim(scored, kind)
  const dispersion = dispersionOf(scored, trimmed)
  const { phi, tau2 } = typeof dispersion === 'string' ? { phi: null, tau2: null } : dispersion
  return {
    ...chart,
    target,
    phi,
    tau2,
    outlier_limits: tau2 ? 'over_dispersed' : 'chance',
    groups: scored.map((group, i) => drawn(group, trimmed[i] ?? null, kind, target, tau2)),
    ...(typeof dispersion === 'string' ? { reason: dispersion } : {}),
  }
}
