import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { benjaminiHochbergAdjustment } from './benjamini-hochberg-adjustment.js'
import { compareWithReference } from './compare-with-reference.js'
import { type Confusion, confusionAt } from './confusion.js'
import { countScores } from './count-scores.js'
import { groupGap } from './group-gap.js'
import { GROUP_RATES, groupRates, type GroupRate } from './group-rates.js'
import { holmAdjustment } from './holm-adjustment.js'
import { fisherExactTest } from './fisher-exact-test.js'
import { seededRandom } from './seeded-random.js'

interface Pair {
  readonly metric: GroupRate
  readonly group: string
  readonly n: number
  readonly k: number
  readonly n_ref: number
  readonly k_ref: number
  readonly difference: number | null
  readonly newcombe95: readonly [number, number] | null
  readonly ratio: number | null
  readonly ratio_log95?: readonly [number, number] | null
  readonly z_pooled: number | null
  readonly p_pooled: number | null
  readonly p_fisher?: number
  readonly p_holm: number | null
  readonly p_bh: number | null
}
interface FairnessCase {
  readonly id: string
  readonly dataset: string
  readonly score: string
  readonly outcome: string
  readonly threshold: number
  readonly attribute: string
  readonly n_used: number
  readonly groups: Readonly<Record<string, Confusion & { readonly n: number }>>
  readonly homogeneity: Readonly<Record<GroupRate, { chi2: number; df: number; p: number } | null>>
  readonly pairwise_vs_reference: readonly Pair[]
  readonly gaps_excluding_undefined: Readonly<
    Record<GroupRate, { difference: number; ratio: number | null } | null>
  >
}

const near = (ours: number | null | undefined, wanted: unknown, bound: number, relative = false) =>
  typeof wanted === 'number' && typeof ours === 'number'
    ? Math.abs(ours - wanted) <= bound * (relative ? Math.max(Math.abs(wanted), 1e-290) : 1)
    : (ours ?? null) === (typeof wanted === 'number' ? wanted : null)

const differing = (pair: Pair, pairs: readonly Pair[]): string[] => {
  const [ours] = compareWithReference(
    [{ group: pair.group, rate: [pair.k, pair.n] }],
    [pair.k_ref, pair.n_ref],
  )
  const inFamily = pairs.filter((one) => one.metric === pair.metric && one.p_pooled !== null)
  const ps = inFamily.map((one) => one.p_pooled ?? 1)
  const place = inFamily.indexOf(pair)
  const checks: readonly [string, boolean][] = [
    ['difference', near(ours?.difference.value, pair.difference, 1e-12)],
    ['newcombe low', near(ours?.difference.low, pair.newcombe95?.[0], 1e-10)],
    ['newcombe high', near(ours?.difference.high, pair.newcombe95?.[1], 1e-10)],
    ['ratio', near(ours?.ratio.value, pair.ratio, 1e-10)],
    ['ratio low', near(ours?.ratio.low, pair.ratio_log95?.[0], 1e-10)],
    ['ratio high', near(ours?.ratio.high, pair.ratio_log95?.[1], 1e-10)],
    ['z', near(ours?.z, pair.z_pooled, 1e-10)],
    ['p', near(ours?.p, pair.p_pooled, 1e-8, true)],
    ['holm', place < 0 || near(holmAdjustment(ps)[place], pair.p_holm, 1e-8, true)],
    ['bh', place < 0 || near(benjaminiHochbergAdjustment(ps)[place], pair.p_bh, 1e-8, true)],
    [
      'fisher',
      pair.p_fisher === undefined ||
        near(
          fisherExactTest([pair.k, pair.n], [pair.k_ref, pair.n_ref]),
          pair.p_fisher,
          1e-8,
          true,
        ),
    ],
  ]
  return checks
    .filter(([, good]) => !good)
    .map(([name]) => `${pair.metric} ${pair.group}: ${name} ${JSON.stringify(ours)}`)
}

describe.skipIf(!oraclesPresent)(`fairness.json (${skippedWithout})`, () => {
  const cases: readonly FairnessCase[] = oraclesPresent ? oracle('fairness').cases : []
  const confusions = (one: FairnessCase): Map<string, Confusion> => {
    const members = new Map<string, Record<string, string>[]>()
    for (const row of dataRows(one.dataset)) {
      const name = row[one.attribute] ?? ''
      if (row[one.score] === '' || row[one.outcome] === '' || name === '') continue
      const group = members.get(name) ?? []
      members.set(name, group)
      group.push(row)
    }
    return new Map(
      [...members].map(([name, group]) => [
        name,
        confusionAt(
          countScores(
            group.map((row) => Number(row[one.score])),
            group.map((row) => Number(row[one.outcome])),
          ),
          one.threshold,
        ),
      ]),
    )
  }

  it.each(cases)('$id: counts of the groups', (one) => {
    const ours = confusions(one)
    const wanted = Object.entries(one.groups)
    expect(ours.size).toBe(wanted.length)
    for (const [name, { tp, fp, tn, fn }] of wanted)
      expect(ours.get(name), name).toEqual({ tp, fp, tn, fn })
  })

  it.each(cases)('$id: gaps over groups with a denominator, and homogeneity', (one) => {
    for (const rate of GROUP_RATES) {
      const groups = Object.values(one.groups).map((group) => groupRates(group)[rate])
      const gap = groupGap(groups, seededRandom(1), 1)
      const wanted = one.gaps_excluding_undefined[rate]
      expect(near(gap?.difference, wanted?.difference, 1e-12), `${rate} difference`).toBe(true)
      expect(near(gap?.ratio, wanted?.ratio, 1e-12), `${rate} ratio`).toBe(true)
      const test = one.homogeneity[rate]
      expect(near(gap?.homogeneity?.statistic, test?.chi2, 1e-9, true), `${rate} chi2`).toBe(true)
      expect(near(gap?.homogeneity?.df, test?.df, 0), `${rate} df`).toBe(true)
      expect(near(gap?.homogeneity?.p, test?.p, 1e-8, true), `${rate} p`).toBe(true)
    }
  })

  it.each(cases)('$id: each group against the reference', (one) => {
    const pairs = one.pairwise_vs_reference
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.flatMap((pair) => differing(pair, pairs))).toEqual([])
  })
})
