import type { VerbContext } from '#kernel/declare/verb.js'
import { runs } from '#statistics/runs.js'
import { type7Quantile } from '#statistics/type-7-quantile.js'
import type { Table } from '../read-table/table.js'
import { countRead, NOT_SORTED } from './chart-answer.js'
import { headWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { excludedWords } from './excluded-rows.js'
import { asked } from './number-options.js'
import { asNumber, asPercent } from './number-words.js'
import { listOf, textOf } from './options.js'
import { readSeries, type SeriesPoint } from './read-series.js'
import { rebaseParts } from './rebase-parts.js'
import { partsRunsWords } from './runs-words.js'

const METHOD =
  'Method: run chart around the median; unusually long runs and unusually few crossings (Anhøj and Olesen 2014).'

/** A part of the series with its own median, from its first `fix` points or all. */
const partOf = (points: readonly SeriesPoint[], fix: number | undefined) => {
  const ys = points.map(({ y }) => y)
  const known = ys.filter((y) => y !== null)
  const base = ys.slice(0, fix ?? ys.length).filter((y) => y !== null)
  const median = known.length > 0 ? type7Quantile(base.length > 0 ? base : known, 0.5) : null
  return { points, from: points[0]?.label ?? '', median, runs: runs(ys, median) }
}

const sideOf = (y: number | null, median: number | null): string => {
  if (y === null || median === null) return ''
  return y > median ? 'above' : y < median ? 'below' : 'on the line'
}

/** A run chart: values around their median, without limits. */
export const drawRuns = (table: Table, options: VerbContext['options']): Drawn => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date') ?? '']
  const series = readSeries(table, { value, date })
  const parts = rebaseParts(listOf(options, 'rebase'), series.points).map(({ from, to }) =>
    partOf(series.points.slice(from, to), asked(options, 'fix')),
  )
  const last = parts.at(-1)
  const counts = countRead(series)
  const show = series.percent ? asPercent : asNumber
  const points = parts.flatMap(({ points: own, median }, group) =>
    own.map(({ label, y, reason }) => ({
      date: label,
      y,
      median,
      rebase_group: group,
      side: sideOf(y, median),
      ...(reason ? { reason } : {}),
    })),
  )
  const warnings = series.wasSorted ? [] : [NOT_SORTED]
  const labels = points.map((point) => point.date)
  return {
    json: {
      method: 'runs-anhoej/1',
      median: last?.median ?? null,
      runs: last?.runs,
      segments: parts.map(({ median, runs: found, points: own }) => ({
        median,
        runs: found,
        n: own.length,
      })),
      points,
      warnings,
      ...counts,
    },
    words: [
      `${headWords({ name: table.name, value }, counts.used, labels)} The ${parts.length > 1 ? 'latest ' : ''}median is ${show(last?.median ?? null)}.`,
      ...partsRunsWords(parts),
      ...warnings,
      METHOD,
      ...excludedWords(counts),
    ],
    columns: ['date', 'value', 'median', 'side'],
    rows: points.map((point) => [point.date, point.y, point.median, point.side]),
    show,
  }
}
