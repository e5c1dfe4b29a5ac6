import type { VerbContext } from '#kernel/declare/verb.js'
import { cChart } from '#statistics/c-chart.js'
import { gChart } from '#statistics/g-chart.js'
import { iChart } from '#statistics/i-chart.js'
import { joinedCharts } from '#statistics/joined-charts.js'
import { judgedShewhart } from '#statistics/judged-shewhart.js'
import { pChart, pPrimeChart } from '#statistics/p-chart.js'
import type { RateInput } from '#statistics/rate-chart.js'
import type { Runs } from '#statistics/runs.js'
import type { ShewhartChart, ShewhartOptions } from '#statistics/shewhart-chart.js'
import { tChart } from '#statistics/t-chart.js'
import { uChart, uPrimeChart } from '#statistics/u-chart.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import type { Table } from '../read-table/table.js'
import { answerOf, type Judging, type ReadPoints } from './chart-answer.js'
import { numberAsValues, writtenAs } from './as-values.js'
import { causeWords, chartSentences, DIRECTION_WORDS, screeningWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { asked, directionOf } from './number-options.js'
import { asNumber, asPercent } from './number-words.js'
import { listOf, textOf } from './options.js'
import { readRates, type RatePoint } from './read-rates.js'
import { readEvents, readSeries, type ValueRule } from './read-series.js'
import { rebaseParts } from './rebase-parts.js'
import { partsRunsWords } from './runs-words.js'

type Options = VerbContext['options']

const whole: ValueRule = (value) =>
  Number.isInteger(value) && value >= 0 ? null : 'The value is not a whole number from 0 up.'
const above0: ValueRule = (value) => (value > 0 ? null : 'The value is not above 0.')
const any: ValueRule = () => null

/** Charts of events in a denominator; of a share, the denominator is a whole number of cases. */
const OF_RATES = {
  p: { draw: pChart, isShare: true, limits: 'three binomial standard deviations' },
  'p-prime': {
    draw: pPrimeChart,
    isShare: true,
    limits:
      'three binomial standard deviations times the spread from period to period (Laney 2002)',
  },
  u: { draw: uChart, isShare: false, limits: 'three Poisson standard deviations' },
  'u-prime': {
    draw: uPrimeChart,
    isShare: false,
    limits: 'three Poisson standard deviations times the spread from period to period (Laney 2002)',
  },
} as const

/** Charts of one value a period, or one an event. */
const OF_VALUES = {
  c: { draw: cChart, rule: whole, limits: 'three Poisson standard deviations' },
  g: {
    draw: gChart,
    rule: whole,
    limits: 'three geometric standard deviations around the mean; the line is the median',
  },
  t: {
    draw: tChart,
    rule: above0,
    limits: 'those of an i chart of the values to the power of 1/3.6 (Nelson 1994)',
  },
  i: { draw: iChart, rule: any, limits: 'three average moving ranges over 1.128' },
} as const

type RateKind = keyof typeof OF_RATES
export type ShewhartKind = RateKind | keyof typeof OF_VALUES

const isOfRates = (kind: ShewhartKind): kind is RateKind => Object.hasOwn(OF_RATES, kind)

/** A part of a chart that has limits of its own. */
interface ShewhartPart {
  readonly labels: readonly string[]
  readonly from: string
  readonly chart: ShewhartChart
  readonly runs: Runs
}

/** Draws the parts of a chart, each begun anew at a date of --rebase. */
const inParts = <Point extends { readonly sortKey: string; readonly label: string }>(
  points: readonly Point[],
  rebase: readonly string[],
  draw: (part: readonly Point[]) => ShewhartChart,
): readonly ShewhartPart[] =>
  rebaseParts(rebase, points).map(({ from, to }) => {
    const part = points.slice(from, to)
    const chart = draw(part)
    const labels = part.map(({ label }) => label)
    return { labels, from: labels[0] ?? '', chart, runs: chart.runs }
  })

/** What a chart was drawn from, and the chart in its parts. */
interface Shewhart {
  readonly read: ReadPoints
  readonly parts: readonly ShewhartPart[]
  readonly counts: readonly RateInput[] | null
  readonly value: string
  readonly percent: boolean
}

const countsOf = (points: readonly RatePoint[]): RateInput[] =>
  points.map(({ counts }) => counts ?? { numerator: null, denominator: null })

const fromRates = (
  kind: RateKind,
  table: Table,
  options: Options,
  how: ShewhartOptions,
): Shewhart => {
  const [numerator, denominator] = [
    textOf(options, 'numerator') ?? '',
    textOf(options, 'denominator') ?? '',
  ]
  const { draw, isShare } = OF_RATES[kind]
  const date = textOf(options, 'date') ?? ''
  const otherwise = 'a u chart takes one that is not'
  const read = readRates(table, { numerator, denominator, date, isShare, otherwise })
  const parts = inParts(read.points, listOf(options, 'rebase'), (part) => draw(countsOf(part), how))
  const value = `${numerator} of ${denominator}`
  return { read, counts: countsOf(read.points), parts, value, percent: false }
}

const fromValues = (
  kind: Exclude<ShewhartKind, RateKind>,
  table: Table,
  options: Options,
  how: ShewhartOptions,
): Shewhart => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date')]
  const { draw, rule } = OF_VALUES[kind]
  const isByEvent = kind === 'g' || kind === 't'
  const read = isByEvent
    ? readEvents(table, { value, date }, rule)
    : readSeries(table, { value, date: date ?? '' }, rule)
  const parts = inParts(read.points, listOf(options, 'rebase'), (part) =>
    draw(
      part.map(({ y }) => y),
      how,
    ),
  )
  return { read, counts: null, parts, value, percent: read.percent }
}

const FEWEST = 13
const TRIAL_LIMITS =
  'There are fewer than 13 values. The limits are trial limits and will move with each new point.'

const judgedPart = ({ chart, labels }: ShewhartPart, judging: Judging): XmrChart => {
  const judged = judgedShewhart(chart, labels, judging)
  const known = chart.points.filter(({ y }) => y !== null).length
  return {
    ...judged,
    warnings: [...judged.warnings, ...(!chart.reason && known < FEWEST ? [TRIAL_LIMITS] : [])],
  }
}

const judgedOf = ({ parts, read, counts }: Shewhart, judging: Judging) => {
  const joined = joinedCharts(parts.map((part) => judgedPart(part, judging)))
  if (!joined) throw new Error('a chart has at least one part')
  const segments = joined.segments.map((segment, i) => {
    const { reason, runs } = parts[i]?.chart ?? {}
    return { ...segment, ...(reason ? { reason } : {}), ...(parts.length > 1 ? { runs } : {}) }
  })
  const answer = answerOf({ ...joined, segments }, read, judging)
  const drawn = parts.flatMap(({ chart }) => chart.points)
  const points = answer.points.map((point, i) => ({
    ...point,
    near_lpl: drawn[i]?.lcl95 ?? null,
    near_upl: drawn[i]?.ucl95 ?? null,
    ...counts?.[i],
  }))
  return { ...answer, points, runs: parts.at(-1)?.runs }
}

/** A p, p′, u, u′, c, g, t or i chart, read with the rules of NHS Making Data Count and of Anhøj. */
export const drawShewhart = (kind: ShewhartKind, table: Table, options: Options): Drawn => {
  const direction = directionOf(options)
  const screenOutliers = options['screen'] !== false
  const how = { freeze: asked(options, 'fix') ?? null, screenOutliers }
  const drawn = isOfRates(kind)
    ? fromRates(kind, table, options, how)
    : fromValues(kind, table, options, how)
  const isShare = isOfRates(kind) && OF_RATES[kind].isShare
  const ys = drawn.parts.flatMap(({ chart }) => chart.points.map(({ y }) => y))
  const values = writtenAs(drawn.percent || isShare, ys)
  const target = numberAsValues('target', textOf(options, 'target'), values)
  const answer = judgedOf(drawn, { direction, target })
  const show = drawn.percent ? asPercent : asNumber
  const { limits } = isOfRates(kind) ? OF_RATES[kind] : OF_VALUES[kind]
  const screening = usesRanges(kind) ? `, ${screeningWords(screenOutliers)}` : ''
  const method = `Method: ${kind} chart; limits are ${limits}${screening}; read with the NHS Making Data Count rules. ${DIRECTION_WORDS[direction]}`
  const counts = drawn.counts
  return {
    json: answer,
    words: [
      ...chartSentences(answer, { name: table.name, value: drawn.value, target, show, method }),
      ...partsRunsWords(drawn.parts),
    ],
    columns: [
      'date',
      ...(counts ? ['events', 'denominator'] : []),
      'value',
      'centre',
      'lower limit',
      'upper limit',
      'notable',
    ],
    rows: answer.points.map((point, i) => [
      point.date,
      ...(counts ? [counts[i]?.numerator ?? null, counts[i]?.denominator ?? null] : []),
      point.y,
      point.mean,
      point.lpl,
      point.upl,
      causeWords(point),
    ]),
    show,
  }
}

const usesRanges = (kind: ShewhartKind): boolean =>
  kind === 'p-prime' || kind === 'u-prime' || kind === 't' || kind === 'i'
