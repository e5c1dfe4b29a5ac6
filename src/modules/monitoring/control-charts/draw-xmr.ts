import type { VerbContext } from '#kernel/declare/verb.js'
import type { Table } from '../read-table/table.js'
import { numberAsValues, writtenAs } from './as-values.js'
import { chartSeries } from './chart-series.js'
import { causeWords, chartSentences, DIRECTION_WORDS, screeningWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { asked, directionOf } from './number-options.js'
import { asNumber, asPercent } from './number-words.js'
import { listOf, textOf } from './options.js'
import { readSeries } from './read-series.js'

const methodWords = (screenOutliers: boolean): string =>
  `Method: XmR chart with the NHS Making Data Count rules; limits are the mean ± 2.66 average moving ranges, ${screeningWords(screenOutliers)}.`

/** An XmR chart of a column by date, with the rules of NHS Making Data Count. */
export const drawXmr = (table: Table, options: VerbContext['options']): Drawn => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date') ?? '']
  const direction = directionOf(options)
  const fixAfter = asked(options, 'fix')
  const screenOutliers = options['screen'] !== false
  const series = readSeries(table, { value, date })
  const values = writtenAs(
    series.percent,
    series.points.map(({ y }) => y),
  )
  const target = numberAsValues('target', textOf(options, 'target'), values)
  const chart = chartSeries(series, {
    direction,
    screenOutliers,
    rebase: listOf(options, 'rebase'),
    target,
    ...(fixAfter === undefined ? {} : { fixAfter }),
  })
  const show = series.percent ? asPercent : asNumber
  return {
    json: chart,
    words: chartSentences(chart, {
      name: table.name,
      value,
      show,
      target,
      method: `${methodWords(screenOutliers)} ${DIRECTION_WORDS[direction]}`,
    }),
    columns: ['date', 'value', 'mean', 'lower limit', 'upper limit', 'notable'],
    rows: chart.points.map((point) => [
      point.date,
      point.y,
      point.mean,
      point.lpl,
      point.upl,
      causeWords(point),
    ]),
    show,
  }
}
