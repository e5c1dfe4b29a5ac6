import type { VerbContext } from '#kernel/describe.js'
import { runs } from '#statistics/runs.js'
import { type7Quantile } from '#statistics/type-7-quantile.js'
import type { Table } from '../read-table/table.js'
import { countRead, NOT_SORTED } from './chart-answer.js'
import { headWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { excludedWords } from './excluded-rows.js'
import { asked } from './number-options.js'
import { asNumber, asPercent } from './number-words.js'
import { textOf } from './options.js'
import { readSeries } from './read-series.js'
import { runsWords } from './runs-words.js'

const METHOD =
  'Method: run chart around the median; unusually long runs and unusually few crossings (Anhøj and Olesen 2014).'

const sideOf = (y: number | null, median: number): string => {
  if (y === null) return ''
  return y > median ? 'above' : y < median ? 'below' : 'on the line'
}

/** A run chart: values around their median, without limits. */
export const drawRuns = (table: Table, options: VerbContext['options']): Drawn => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date') ?? '']
  const series = readSeries(table, { value, date })
  const ys = series.points.map(({ y }) => y)
  const base = ys.slice(0, asked(options, 'fix') ?? ys.length).filter((y) => y !== null)
  const median = type7Quantile(base.length > 0 ? base : ys.filter((y) => y !== null), 0.5)
  const found = runs(ys, median)
  const counts = countRead(series)
  const show = series.percent ? asPercent : asNumber
  const points = series.points.map(({ label, y, reason }) => ({
    date: label,
    y,
    side: sideOf(y, median),
    ...(reason ? { reason } : {}),
  }))
  const warnings = series.wasSorted ? [] : [NOT_SORTED]
  const labels = points.map((point) => point.date)
  return {
    json: { method: 'runs-anhoej/1', median, runs: found, points, warnings, ...counts },
    words: [
      `${headWords({ name: table.name, value }, counts.used, labels)} The median is ${show(median)}.`,
      runsWords(found),
      ...warnings,
      METHOD,
      ...excludedWords(counts),
    ],
    columns: ['date', 'value', 'median', 'side'],
    rows: points.map((point) => [point.date, point.y, median, point.side]),
    show,
  }
}
