import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { checkCase, type ExpectedCase, type Rows } from '../../tests/support/oracle-case.js'

type Test = string | number | readonly string[] | { readonly gte: number; readonly lte: number }

interface ClassificationCase extends ExpectedCase {
  readonly id: string
  readonly dataset: string
  readonly score: string
  readonly outcome: string
  readonly filter: Readonly<Record<string, Test>>
}

function passes(cell: string, test: Test): boolean {
  if (typeof test === 'string' || typeof test === 'number') return cell === String(test)
  if ('gte' in test) return cell !== '' && Number(cell) >= test.gte && Number(cell) <= test.lte
  return test.includes(cell)
}

const numberOrNull = (cell: string | undefined): number | null =>
  cell === undefined || cell === '' ? null : Number(cell)

const files = new Map<string, readonly Record<string, string>[]>()

function rowsOf(wanted: ClassificationCase): Rows {
  const file = files.get(wanted.dataset) ?? dataRows(wanted.dataset)
  files.set(wanted.dataset, file)
  const tests = Object.entries(wanted.filter)
  const kept = file.filter((row) =>
    tests.every(([column, test]) => passes(row[column] ?? '', test)),
  )
  return {
    scores: kept.map((row) => numberOrNull(row[wanted.score])),
    outcomes: kept.map((row) => numberOrNull(row[wanted.outcome])),
  }
}

describe.skipIf(!oraclesPresent)(`classification.json (${skippedWithout})`, () => {
  const cases: readonly ClassificationCase[] = oraclesPresent ? oracle('classification').cases : []
  it.each(cases)('$id', (wanted) => {
    const { compared, mismatches } = checkCase(rowsOf(wanted), wanted)
    expect(mismatches).toEqual([])
    expect(compared).toBeGreaterThan(10)
  })
})
