import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { aurocDifference } from './auroc-difference.js'
import { countScores, type ScoreCounts } from './count-scores.js'

interface FairnessCase {
  readonly id: string
  readonly dataset: string
  readonly score: string
  readonly outcome: string
  readonly attribute: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly reference_group: string
  readonly auroc_difference_vs_reference: readonly {
    readonly group: string
    readonly difference: number | null
    readonly se: number | null
    readonly ci95: readonly [number, number] | null
    readonly z: number | null
    readonly p: number | null
  }[]
}

const far = (ours: number | null, theirs: number | null | undefined, relative: number): boolean =>
  typeof theirs === 'number' && ours !== null
    ? Math.abs(ours - theirs) > Math.max(1e-12, relative * Math.abs(theirs))
    : ours !== (theirs ?? null)

describe.skipIf(!oraclesPresent)(`fairness.json, AUROC differences (${skippedWithout})`, () => {
  const all: readonly FairnessCase[] = oraclesPresent ? oracle('fairness').cases : []
  const cases = all.filter((one) => Object.keys(one.filter).length === 0)

  it.each(cases)('$id', (wanted) => {
    const rows = dataRows(wanted.dataset).filter(
      (row) => row[wanted.score] !== '' && row[wanted.outcome] !== '',
    )
    const countsOf = (group: string): ScoreCounts => {
      const members = rows.filter((row) => row[wanted.attribute] === group)
      return countScores(
        members.map((row) => Number(row[wanted.score])),
        members.map((row) => Number(row[wanted.outcome])),
      )
    }
    const reference = countsOf(wanted.reference_group)
    const mismatches = wanted.auroc_difference_vs_reference.filter((one) => {
      const ours = aurocDifference(countsOf(one.group), reference)
      return (
        far(ours.value, one.difference, 1e-9) ||
        far(ours.se, one.se, 1e-9) ||
        far(ours.low, one.ci95?.[0], 1e-9) ||
        far(ours.high, one.ci95?.[1], 1e-9) ||
        far(ours.z, one.z, 1e-8) ||
        far(ours.p, one.p, 1e-6)
      )
    })
    expect(wanted.auroc_difference_vs_reference.length).toBeGreaterThan(0)
    expect(mismatches).toEqual([])
  })
})
