import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { bernoulliCusum } from './bernoulli-cusum.js'
import { riskAdjustedCusumLimit } from './cusum-limit.js'
import { cusumRunLength } from './cusum-run-length.js'
import { ewma } from './ewma.js'
import { cusumWeight, riskAdjustedCusum, type RiskCase } from './risk-adjusted-cusum.js'
import { tabularCusum } from './tabular-cusum.js'
import { vlad } from './vlad.js'

/** The fields of every kind of case; each kind has those that its test reads. */
interface Case {
  readonly id: string
  readonly kind: string
  readonly source: { readonly site: string; readonly org_code: string }
  readonly odds_ratio: number
  readonly limit: number
  readonly n: number
  readonly cusum_reset_after_signal: {
    readonly values: readonly number[]
    readonly signal_index: number | readonly number[]
  }
  readonly first_weights: readonly number[]
  readonly vlad_final: number
  readonly vlad_path_every_100: readonly number[]
  readonly no_reset_max: number
  readonly no_reset_final: number
  readonly h: number
  readonly arl_in_control: number
  readonly arl_true_or_2: number
  readonly in_control_arl: number
  readonly risk_mix: { readonly freq: readonly number[]; readonly p: readonly number[] }
  readonly p0: number
  readonly signal_index: readonly number[]
  readonly ct: readonly number[]
  readonly center: number
  readonly sd: number
  readonly pos: readonly number[]
  readonly neg: readonly number[]
  readonly violations: { readonly upper: readonly number[]; readonly lower: readonly number[] }
  readonly y: readonly number[]
  readonly lcl: readonly number[]
  readonly ucl: readonly number[]
}

const MIX = [0.02, 0.05, 0.1, 0.3].map((risk) => ({ risk, share: 0.25 }))

const all: readonly Case[] = oraclesPresent ? oracle('cusum').cases : []
const of = (kind: string): readonly Case[] => all.filter((one) => one.kind === kind)

const casesOf = (site: string): readonly RiskCase[] =>
  dataRows('diabetes_readmission')
    .filter((row) => row['site'] === site)
    .map((row) => ({ risk: Number(row['score']), event: row['outcome'] === '1' }))

const breaches = (code: string): readonly number[] =>
  dataRows('ae_type1_monthly')
    .filter((row) => row['org_code'] === code)
    .map((row) => Number(row['breaches']))

const far = (ours: readonly number[], theirs: readonly number[]): readonly string[] =>
  theirs.flatMap((wanted, i) => {
    const value = ours[i] ?? NaN
    return Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
      ? []
      : [`${i}: ${value} not ${wanted}`]
  })

describe.skipIf(!oraclesPresent)(`cusum.json (${skippedWithout})`, () => {
  it.each(of('ra_cusum'))('$id', (wanted) => {
    const { source, odds_ratio: oddsRatio, limit: h, cusum_reset_after_signal: reset } = wanted
    const cases = casesOf(source.site)
    const chart = riskAdjustedCusum(cases, { oddsRatio, h })
    expect(cases).toHaveLength(wanted.n)
    expect(far(chart.values, reset.values)).toEqual([])
    expect(chart.values).toHaveLength(wanted.n)
    // R writes one signal as a number, several as a list, and counts from 1.
    expect(chart.signals.map((i) => i + 1)).toEqual([reset.signal_index].flat())
    const weights = cases.slice(0, 20).map((one) => cusumWeight(one, oddsRatio))
    expect(far(weights, wanted.first_weights)).toEqual([])
    const path = vlad(cases)
    expect(far([path.at(-1) ?? NaN], [wanted.vlad_final])).toEqual([])
    const hundreds = path.filter((_, i) => (i + 1) % 100 === 0)
    expect(far(hundreds, wanted.vlad_path_every_100)).toEqual([])
    const free = riskAdjustedCusum(cases, { oddsRatio, h: Infinity }).values
    const ends = [Math.max(...free), free.at(-1) ?? NaN]
    expect(far(ends, [wanted.no_reset_max, wanted.no_reset_final])).toEqual([])
  })

  it.each(of('ra_cusum_arl'))('$id', (wanted) => {
    const { h, odds_ratio: oddsRatio, arl_in_control, arl_true_or_2 } = wanted
    const inControl = cusumRunLength(MIX, { oddsRatio, h })
    const shifted = cusumRunLength(MIX, { oddsRatio, h, trueOddsRatio: 2 })
    expect(Math.abs(inControl / arl_in_control - 1)).toBeLessThan(0.005)
    expect(Math.abs(shifted / arl_true_or_2 - 1)).toBeLessThan(0.005)
  })

  it.each(of('ra_cusum_limit'))('$id', (wanted) => {
    const options = {
      oddsRatio: wanted.odds_ratio,
      inControlRunLength: wanted.in_control_arl,
    }
    const mix = wanted.risk_mix
    const shares = mix.p.map((risk, i) => ({ risk, share: mix.freq[i] ?? NaN }))
    const h = riskAdjustedCusumLimit(shares, options)
    expect(Math.abs(h - wanted.h)).toBeLessThan(0.002)
  })

  it.each(of('bernoulli_cusum'))('$id', (wanted) => {
    const { p0, odds_ratio: oddsRatio, limit: h } = wanted
    const events = casesOf(wanted.source.site).map(({ event }) => event)
    const chart = bernoulliCusum(events, { p0, oddsRatio, h })
    expect(chart.signals.map((i) => i + 1)).toEqual(wanted.signal_index)
    // cusum 0.4.1 stores 0 at a crossing, where we keep the value that crossed
    const stored = chart.values.map((value, i) => (chart.signals.includes(i) ? 0 : value))
    expect(far(stored, wanted.ct)).toEqual([])
  })

  it.each(of('tabular_cusum'))('$id', (wanted) => {
    const { center: centre, sd } = wanted
    const chart = tabularCusum(breaches(wanted.source.org_code), { centre, sd })
    expect(far(chart.pos, wanted.pos)).toEqual([])
    expect(far(chart.neg, wanted.neg)).toEqual([])
    expect(chart.upper.map((i) => i + 1)).toEqual(wanted.violations.upper)
    expect(chart.lower.map((i) => i + 1)).toEqual(wanted.violations.lower)
  })

  it.each(of('ewma'))('$id', (wanted) => {
    const { center: centre, sd } = wanted
    const points = ewma(breaches(wanted.source.org_code), { centre, sd })
    expect(
      far(
        points.map(({ y }) => y),
        wanted.y,
      ),
    ).toEqual([])
    expect(
      far(
        points.map(({ lcl }) => lcl),
        wanted.lcl,
      ),
    ).toEqual([])
    expect(
      far(
        points.map(({ ucl }) => ucl),
        wanted.ucl,
      ),
    ).toEqual([])
  })
})
