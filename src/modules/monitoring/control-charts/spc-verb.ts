import { verb, type VerbAnswer, type VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import type { Table } from '../read-table/table.js'
import { chartKindOf } from './chart-kinds.js'
import { type Drawn, drawnCsv, drawnText } from './drawn.js'
import { facetsOf } from './facets.js'
import { listOf, textOf } from './options.js'
import { SPC_EXAMPLES, SPC_OPTIONS } from './spc-options.js'
import { rowsWhere } from './where.js'

/** A chart, and the value of --by that its rows have. */
interface Part {
  readonly part: string
  readonly drawn: Drawn
}

const partsOf = (table: Table, by: string | undefined): { part: string; facet: Table }[] => {
  if (by === undefined) return [{ part: '', facet: table }]
  return facetsOf(table, by).map(({ value, facet }) => ({
    part: value,
    facet: { ...facet, name: `${table.name}, ${by} ${value || '(blank)'}` },
  }))
}

const jsonOf = (parts: readonly Part[], by: string | undefined): object =>
  by === undefined
    ? { ...parts[0]?.drawn.json }
    : { series: parts.map(({ part, drawn }) => ({ by: { [by]: part }, ...drawn.json })) }

/** The columns that the file must have for a chart. */
const wantedOf = (options: VerbContext['options']): readonly string[] =>
  ['value', 'date', 'numerator', 'denominator', 'outcome', 'expected', 'by'].flatMap(
    (name) => textOf(options, name) ?? [],
  )

const run = async ({ options, progress }: VerbContext): Promise<VerbAnswer> => {
  const kind = chartKindOf(options)
  if (options['csv'] === true && options['json'] === true)
    throw new Invalid('Ask for --csv or for --json, one of them.')
  const { readTable } = await import('../read-table/read-table.js')
  const { drawChart } = await import('./draw-chart.js')
  const path = textOf(options, 'file') ?? ''
  const table = rowsWhere(await readTable(path, wantedOf(options)), listOf(options, 'where'))
  for (const note of table.notes) progress(note)
  const by = textOf(options, 'by')
  const parts = partsOf(table, by).map(({ part, facet }): Part => {
    return { part, drawn: drawChart(kind, facet, options) }
  })
  const text =
    options['csv'] === true
      ? drawnCsv(parts, by)
      : parts.map(({ drawn }) => drawnText(drawn)).join('\n\n')
  return { json: { ...jsonOf(parts, by), notes: table.notes }, text }
}

/** `wardround spc`: a control chart of a file, without a server or an account. */
export const spcVerb = verb({
  noun: 'spc',
  summary:
    'Draw a control chart: XmR with the NHS Making Data Count rules unless another is named; nothing leaves this machine',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'a CSV, NDJSON, XLSX or Parquet file' }],
  options: SPC_OPTIONS,
  examples: SPC_EXAMPLES,
  run,
})
