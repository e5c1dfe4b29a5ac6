import { describe, expect, it } from 'vitest'
import { oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { clopperPearsonInterval } from './clopper-pearson-interval.js'
import { proportionDifference } from './newcombe-difference.js'
import { checkCase, type ExpectedCase, type Rows } from '../../tests/support/oracle-case.js'
import { wilsonInterval } from './wilson-interval.js'

type Single<T> = { readonly [K in keyof T]: K extends 'threshold_metrics' ? Threshold<T> : T[K] }
type Threshold<T> = T extends { threshold_metrics: readonly (infer M)[] } ? M : never

interface BinaryCase {
  readonly id: string
  readonly score?: readonly (number | null)[]
  readonly outcome?: readonly (number | null)[]
  readonly generator?: { readonly seed: number; readonly n: number; readonly grid: number }
  readonly expected: Single<ExpectedCase>
}

interface EdgeCases {
  readonly binary: readonly BinaryCase[]
  readonly proportions: readonly {
    k: number
    n: number
    wilson95: readonly number[] | null
    clopper_pearson95: readonly number[] | null
  }[]
  readonly differences: readonly {
    k1: number
    n1: number
    k2: number
    n2: number
    difference: number
    newcombe95: readonly [number, number]
  }[]
}

function generated({ seed, n, grid }: NonNullable<BinaryCase['generator']>): Rows {
  let x = seed
  const next = (): number => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return (x >>> 8) / 2 ** 24
  }
  const scores: number[] = []
  const outcomes: number[] = []
  for (let i = 0; i < n; i += 1) {
    const a = next()
    const b = next()
    const p = Math.floor(a * a * grid) / grid
    scores.push(p)
    outcomes.push(b < p * 0.8 + 0.02 ? 1 : 0)
  }
  return { scores, outcomes }
}

function rowsOf(wanted: BinaryCase): Rows {
  if (wanted.generator) return generated(wanted.generator)
  return { scores: wanted.score ?? [], outcomes: wanted.outcome ?? [] }
}

describe.skipIf(!oraclesPresent)(`edge_cases.json (${skippedWithout})`, () => {
  const edges: EdgeCases = oraclesPresent
    ? oracle('edge_cases')
    : { binary: [], proportions: [], differences: [] }

  it.each(edges.binary)('$id', (wanted) => {
    const { threshold_metrics, ...rest } = wanted.expected
    const all = { ...rest, threshold_metrics: threshold_metrics ? [threshold_metrics] : [] }
    const { compared, mismatches } = checkCase(rowsOf(wanted), all)
    expect(mismatches).toEqual([])
    expect(compared).toBeGreaterThan(1)
  })

  it.each(edges.proportions)('intervals for $k of $n', ({ k, n, ...wanted }) => {
    const pairs = [
      [wilsonInterval(k, n), wanted.wilson95],
      [clopperPearsonInterval(k, n), wanted.clopper_pearson95],
    ] as const
    for (const [ours, theirs] of pairs) {
      const gaps = theirs?.map((bound, i) => Math.abs((ours?.[i] ?? NaN) - bound)) ?? []
      expect(ours === null).toBe(theirs === null)
      expect(gaps.every((gap) => gap <= 1e-10)).toBe(true)
    }
  })

  it.each(edges.differences)('$k1/$n1 - $k2/$n2', ({ k1, n1, k2, n2, difference, newcombe95 }) => {
    const ours = proportionDifference([k1, n1], [k2, n2])
    expect(ours.value).toBeCloseTo(difference, 12)
    expect(ours.low).toBeCloseTo(newcombe95[0], 10)
    expect(ours.high).toBeCloseTo(newcombe95[1], 10)
  })
})
