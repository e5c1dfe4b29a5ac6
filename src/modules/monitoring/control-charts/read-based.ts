import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { rateBaseline } from '#statistics/rate-baseline.js'
import type { Table } from '../read-table/table.js'
import { writtenAs } from './as-values.js'
import type { ReadPoints } from './chart-answer.js'
import { asked } from './number-options.js'
import { asNumber, asPercent } from './number-words.js'
import { textOf } from './options.js'
import { readBaseline } from './read-baseline.js'
import { readRates } from './read-rates.js'
import { readSeries } from './read-series.js'

type Options = VerbContext['options']

/** A series with what changes of it are measured from, as EWMA and CUSUM need it. */
export interface BasedSeries {
  readonly read: ReadPoints
  readonly values: readonly (number | null)[]
  readonly centre: number
  /** Of every value, or of each by the size of its period. */
  readonly sd: number | readonly (number | null)[]
  /** As `spc --json` shows it. */
  readonly baseline: object
  /** What is drawn, such as `missed of films`. */
  readonly value: string
  /** Centre and spread, and where they come from, in a sentence. */
  readonly words: string
  readonly show: (value: number | null) => string
}

const ofValues = (table: Table, options: Options): BasedSeries => {
  const [value, date] = [textOf(options, 'value') ?? '', textOf(options, 'date') ?? '']
  const read = readSeries(table, { value, date })
  const values = read.points.map(({ y }) => y)
  const { words, ...baseline } = readBaseline(
    table.name,
    writtenAs(read.percent, values),
    values,
    options,
  )
  const { centre, sd } = baseline
  const show = read.percent ? asPercent : asNumber
  const sentence = `Centre ${show(centre)}, standard deviation ${show(sd)}, ${words}.`
  return { read, values, centre, sd, baseline, value, words: sentence, show }
}

/** Whether events are a share of the denominator, or a rate in it. @throws Invalid where nobody says. */
const isShareOf = (options: Options): boolean => {
  const as = textOf(options, 'as')
  if (as === 'share' || as === 'rate') return as === 'share'
  throw new Invalid(
    '--as is share, where the events are some of the denominator (missed of films), or rate, where they are not (falls in bed days).',
  )
}

const ofRates = (table: Table, options: Options): BasedSeries => {
  const isShare = isShareOf(options)
  const [numerator = '', denominator = '', date = ''] = ['numerator', 'denominator', 'date'].map(
    (name) => textOf(options, name),
  )
  const otherwise = '--as rate takes one that is not'
  const read = readRates(table, { numerator, denominator, date, isShare, otherwise })
  const inputs = read.points.map(({ counts }) => counts ?? { numerator: null, denominator: null })
  const fix = asked(options, 'fix')
  const model = isShare ? 'binomial' : 'poisson'
  const based = rateBaseline(inputs, { model, freeze: fix ?? null })
  if (!based) {
    throw new Invalid(
      `${table.name}: there is no spread to judge by, since the periods have no event${isShare ? ' or nothing else' : ''}.`,
    )
  }
  const { centre, sds, spread } = based
  const law = isShare ? 'binomial, by its own number' : 'Poisson, by its exposure'
  const more =
    spread > 1 ? `, times ${asNumber(spread)} for what differs beyond chance (Laney 2002)` : ''
  const of = fix === undefined ? 'all periods' : `the first ${fix} points`
  return {
    read,
    values: inputs.map(({ numerator: above, denominator: below }) =>
      above === null || below === null ? null : above / below,
    ),
    centre,
    sd: sds,
    baseline: { centre, spread, model, sds },
    value: `${numerator} of ${denominator}`,
    words: `Centre ${asNumber(centre)}, all events over all they are counted in, from ${of}; each period has its own standard deviation (${law}${more}), so sizes may differ (Dong, Hedayat and Sinha 2008).`,
    show: asNumber,
  }
}

/**
 * The series of a file with its baseline: plain values, or events in a denominator, of which each period
 * has a standard deviation by its own size. @throws Invalid for what the chart cannot be drawn from.
 */
export const readBased = (table: Table, options: Options): BasedSeries =>
  textOf(options, 'numerator') === undefined ? ofValues(table, options) : ofRates(table, options)
