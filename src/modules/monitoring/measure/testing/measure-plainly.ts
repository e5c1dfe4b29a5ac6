import { parse } from 'csv-parse/sync'
import { labelOf, parsePredictionRow } from '../../summary/parse-prediction-row.js'
import { CellReader } from '../../as-written/read-cells.js'
import { planColumns } from '../../summary/prediction-columns.js'

/** Rows of a log by group, as text libraries and plain objects find them. */
export interface PlainGroup {
  rows: number
  scores: number[]
  outcomes: number[]
}

export interface PlainResult {
  readonly rows: number
  readonly used: number
  readonly groups: ReadonlyMap<string, PlainGroup>
}

/** The slow way: csv-parse, one row at a time, by the reader that `summarise` uses. */
export function measurePlainly(
  text: string,
  delimiter: string,
  by: readonly string[],
): PlainResult {
  const records = parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const [first = [], ...rows] = records
  const header = first.map((name) => name.trim())
  const plan = planColumns(header, { score: 'score', outcome: 'outcome', by })
  const groups = new Map<string, PlainGroup>()
  const reader = new CellReader({})
  let used = 0
  for (const cells of rows) {
    const parsed = parsePredictionRow(cells, plan, reader)
    if ('problem' in parsed) continue
    const { score = null, outcome = null } = parsed.row
    const labels = by.map((name) => labelOf((cells[header.indexOf(name)] ?? '').trim()))
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { rows: 0, scores: [], outcomes: [] }
    groups.set(key, group)
    group.rows += 1
    if (score === null || outcome === null) continue
    used += 1
    group.scores.push(score)
    group.outcomes.push(outcome)
  }
  return { rows: rows.length, used, groups }
}
