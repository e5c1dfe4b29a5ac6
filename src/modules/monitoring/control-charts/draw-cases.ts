import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { bernoulliCusum } from '#statistics/bernoulli-cusum.js'
import { riskAdjustedCusumLimit, riskMix } from '#statistics/cusum-limit.js'
import { cusumRunLength, type RiskShare } from '#statistics/cusum-run-length.js'
import { riskAdjustedCusum } from '#statistics/risk-adjusted-cusum.js'
import type { Table } from '../read-table/table.js'
import { NOT_SORTED } from './chart-answer.js'
import type { Drawn } from './drawn.js'
import { countRows, excludedWords } from './excluded-rows.js'
import { asked } from './number-options.js'
import { asNumber } from './number-words.js'
import { textOf } from './options.js'
import { type Case, readCases } from './read-cases.js'

type Options = VerbContext['options']

const ODDS_RATIO = 2

/** The limit as given, or the one at which false signals are as far apart as asked. */
const limitOf = (mix: readonly RiskShare[], oddsRatio: number, options: Options): number => {
  const [limit, runLength] = [asked(options, 'limit'), asked(options, 'run-length')]
  if ((limit === undefined) === (runLength === undefined)) {
    throw new Invalid(
      'Give --run-length, how many cases there may be on average from one false signal to the next, or --limit, one of them.',
    )
  }
  if (limit !== undefined) return limit
  try {
    return riskAdjustedCusumLimit(mix, { oddsRatio, inControlRunLength: runLength ?? NaN })
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw new Invalid('No limit gives so long a run with these risks. Give a smaller --run-length.')
  }
}

const where = ({ row, date }: Case, place: number): string =>
  date === null ? `case ${place + 1} (row ${row})` : `case ${place + 1} (${date}, row ${row})`

const MOST_NAMED = 20

const signalWords = (cases: readonly Case[], signals: readonly number[], more: boolean): string => {
  if (signals.length === 0) return 'No signal: the sum stays under its limit.'
  const named = signals.slice(0, MOST_NAMED).flatMap((place) => {
    const one = cases[place]
    return one ? [where(one, place)] : []
  })
  const rest = signals.length - named.length
  const times = signals.length === 1 ? 'once' : `${signals.length} times`
  return `Signal: the sum passed its limit ${times}, at ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${more ? 'more' : 'fewer'} events than expected. Look for what changed; first at the data and the case mix.`
}

/** A Bernoulli or a risk-adjusted CUSUM, case by case, begun anew after each signal. */
export const drawCaseCusum = (
  kind: 'bernoulli-cusum' | 'risk-adjusted-cusum',
  table: Table,
  options: Options,
): Drawn => {
  const outcome = textOf(options, 'outcome') ?? ''
  const rate = asked(options, 'rate')
  const risk = rate ?? textOf(options, 'expected') ?? ''
  const date = textOf(options, 'date')
  const oddsRatio = asked(options, 'odds-ratio') ?? ODDS_RATIO
  const [event, scale] = [textOf(options, 'event'), textOf(options, 'scale')]
  const { cases, problems, wasSorted, notes } = readCases(table, {
    outcome,
    risk,
    date,
    event,
    scale,
  })
  const mix = riskMix(cases.map((one) => one.risk))
  const h = limitOf(mix, oddsRatio, options)
  const chart =
    rate === undefined
      ? riskAdjustedCusum(cases, { oddsRatio, h })
      : bernoulliCusum(
          cases.map(({ event }) => event),
          { p0: rate, oddsRatio, h },
        )
  const inControl = cusumRunLength(mix, { oddsRatio, h })
  const shifted = cusumRunLength(mix, { oddsRatio, h, trueOddsRatio: oddsRatio })
  const atSignal = new Set(chart.signals)
  const counts = countRows(cases.length + problems.length, problems)
  const points = cases.map((one, i) => ({
    ...pointOf(one, i, rate === undefined),
    y: chart.values[i] ?? null,
    signal: atSignal.has(i),
  }))
  const warnings = [...(wasSorted ? [] : [NOT_SORTED]), ...notes]
  const signals = chart.signals.map((place) => place + 1)
  const { method } = chart
  const runLengths = { in_control: inControl, at_odds_ratio: shifted }
  return {
    json: {
      method,
      odds_ratio: oddsRatio,
      limit: h,
      run_lengths: runLengths,
      signals,
      points,
      warnings,
      ...counts,
    },
    words: [
      casesWords(table.name, outcome, cases),
      signalWords(cases, chart.signals, oddsRatio > 1),
      `Limit ${asNumber(h)}: with these risks a false signal comes once in ${asNumber(Math.round(inControl))} cases on average, and odds ${asNumber(oddsRatio)} times as high are found after ${asNumber(Math.round(shifted))}.`,
      ...warnings,
      METHODS[kind],
      ...excludedWords(counts),
    ],
    columns: [...LEAD, 'sum', 'notable'],
    rows: points.map((point, i) => [
      ...leadOf(cases[i], i),
      point.y,
      point.signal ? 'signal; begins anew' : '',
    ]),
    show: asNumber,
  }
}

const METHODS = {
  'bernoulli-cusum':
    'Method: Bernoulli CUSUM of log likelihood ratios (Reynolds and Stoumbos 1999), begun anew after each signal.',
  'risk-adjusted-cusum':
    'Method: risk-adjusted CUSUM of log likelihood ratios (Steiner 2000), begun anew after each signal. The risks must be well calibrated, or it tests their calibration.',
}

/** The first columns of every table of cases. */
export const LEAD = ['case', 'row', 'date', 'expected', 'outcome']

/** Their cells. */
export const leadOf = (one: Case | undefined, place: number): (string | number)[] => [
  String(place + 1),
  String(one?.row ?? ''),
  one?.date ?? '',
  one?.risk ?? '',
  one?.event ? 1 : 0,
]

/** A case as `spc --json` shows it. */
export const pointOf = ({ row, date, risk, event }: Case, place: number, withRisk = true) => ({
  case: place + 1,
  row,
  ...(date === null ? {} : { date }),
  ...(withRisk ? { expected: risk } : {}),
  outcome: event ? 1 : 0,
})

/** How many cases there are, how many events were expected and seen. */
export const casesWords = (name: string, outcome: string, cases: readonly Case[]): string => {
  const events = cases.filter(({ event }) => event).length
  const expected = cases.reduce((sum, { risk }) => sum + risk, 0)
  return `${name}, ${outcome}: ${asNumber(cases.length)} ${cases.length === 1 ? 'case' : 'cases'}, ${asNumber(expected)} events expected and ${asNumber(events)} seen.`
}
