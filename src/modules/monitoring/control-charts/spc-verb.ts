import { verb, type VerbContext } from '#kernel/describe.js'
import { Invalid } from '#kernel/errors.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import type { Table } from '../read-table/table.js'
import { chartSeries, readTarget } from './chart-series.js'
import { chartWords } from './chart-words.js'
import { facetsOf } from './facets.js'
import { listOf, textOf } from './options.js'
import { readSeries } from './read-series.js'
import { rowsWhere } from './where.js'

const directionOf = (given: string | undefined): ImprovementDirection => {
  const direction = given ?? 'increase'
  if (direction === 'increase' || direction === 'decrease' || direction === 'neutral') {
    return direction
  }
  throw new Invalid('--direction is increase, decrease or neutral.')
}

const run = async ({ options }: VerbContext): Promise<{ json: unknown; text: string }> => {
  const path = textOf(options, 'file') ?? ''
  const { readTable } = await import('../read-table/read-table.js')
  const table = rowsWhere(await readTable(path), listOf(options, 'where'))
  const by = textOf(options, 'by')
  if (by === undefined) {
    const { chart, text } = draw(table, options, table.name)
    return { json: chart, text }
  }
  const drawn = facetsOf(table, by).map(({ value, facet }) => ({
    by: { [by]: value },
    ...draw(facet, options, `${table.name}, ${by} ${value || '(blank)'}`),
  }))
  return {
    json: { series: drawn.map((one) => ({ by: one.by, ...one.chart })) },
    text: drawn.map(({ text }) => text).join('\n\n'),
  }
}

const draw = (table: Table, options: VerbContext['options'], name: string) => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date') ?? '']
  const direction = directionOf(textOf(options, 'direction'))
  const [target, fix] = [textOf(options, 'target'), textOf(options, 'fix')]
  const screenOutliers = options['screen'] !== false
  const series = readSeries({ ...table, name }, { value, date })
  const chart = chartSeries(series, {
    direction,
    screenOutliers,
    rebase: listOf(options, 'rebase'),
    ...(target === undefined ? {} : { target }),
    ...(fix === undefined ? {} : { fixAfter: Number(fix) }),
  })
  const { percent } = series
  const words = { name, value, direction, percent, screenOutliers }
  return { chart, text: chartWords(chart, { ...words, target: readTarget(target, percent) }) }
}

/** `wardround spc`: an XmR chart of one column by date, without a server or an account. */
export const spcVerb = verb({
  noun: 'spc',
  summary: 'Draw an XmR chart with the NHS Making Data Count rules; nothing leaves this machine',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'a CSV, NDJSON, XLSX or Parquet file' }],
  options: [
    { flags: '--value <column>', description: 'column of values', required: true },
    { flags: '--date <column>', description: 'column of dates or period numbers', required: true },
    {
      flags: '--direction <direction>',
      description: 'which way is better: increase (unless said), decrease or neutral',
    },
    { flags: '--target <number>', description: 'target to judge assurance by' },
    { flags: '--fix <points>', description: 'limits from the first so many points, 12 or more' },
    {
      flags: '--no-screen',
      description: 'keep unusually large moving ranges, as the NHS Excel tool',
    },
    {
      flags: '--rebase <date>',
      description: 'start new limits at this date, for an understood, lasting change; repeats',
      many: true,
    },
    {
      flags: '--where <column=value>',
      description: 'use only rows with this value; repeats',
      many: true,
    },
    { flags: '--by <column>', description: 'a chart of its own for each value of this column' },
  ],
  run,
})
