import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { comparePeriods } from './scan/period-book.js'
import type { MeasureRequest, PeriodKind, Scale } from './request.js'

type Options = VerbContext['options']

const text = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Every value of an option or argument that repeats. */
export const repeated = (options: Options, name: string): readonly string[] =>
  [options[name]].flat().filter((value): value is string => typeof value === 'string')

const MOST_THRESHOLDS = 20
const MOST_BREAKDOWNS = 20

function thresholdsOf(options: Options): readonly number[] {
  const texts = repeated(options, 'threshold').flatMap((value) => value.split(','))
  const thresholds = texts.map((value) => (value.trim() === '' ? Number.NaN : Number(value)))
  if (thresholds.some((value) => !Number.isFinite(value)))
    throw new Invalid(
      '--threshold is a number such as 0.5. A row is flagged when its score is at or above it.',
    )
  if (thresholds.length > MOST_THRESHOLDS)
    throw new Invalid(`Give up to ${MOST_THRESHOLDS} thresholds.`)
  return thresholds
}

function timeOf(options: Options): MeasureRequest['time'] {
  const column = text(options, 'time')
  const every = text(options, 'period') ?? 'week'
  if (column === undefined) {
    if (text(options, 'period') !== undefined)
      throw new Invalid('--period needs --time: name the column of times.')
    return undefined
  }
  if (every !== 'day' && every !== 'week' && every !== 'month' && every !== 'each')
    throw new Invalid('--period is day, week, month or each (the column holds periods already).')
  return { column, every: every satisfies PeriodKind }
}

function breakdownsOf(options: Options): readonly (readonly string[])[] {
  const breakdowns = repeated(options, 'by').map((columns) => {
    const names = columns.split(',').map((name) => name.trim())
    if (names.includes('') || new Set(names).size < names.length)
      throw new Invalid('--by takes columns parted by commas, each once, such as site,@period.')
    return names
  })
  if (breakdowns.length > MOST_BREAKDOWNS)
    throw new Invalid(`Give up to ${MOST_BREAKDOWNS} breakdowns.`)
  return breakdowns
}

/** Percent are probabilities once they are read. */
function scaleOf(options: Options): { scale?: Scale; percent?: true } {
  const scale = text(options, 'scale')
  if (scale === undefined) return {}
  if (scale === 'percent') return { scale: 'probability', percent: true }
  if (scale === 'probability' || scale === 'score') return { scale }
  throw new Invalid('--scale is probability, percent or score.')
}

/** Dates for calendar periods (a month may stand as YYYY-MM); any text where periods are given. */
function referenceOf(options: Options, time: MeasureRequest['time']): MeasureRequest['reference'] {
  const window = text(options, 'reference')
  if (window === undefined) return undefined
  if (!time) throw new Invalid('--reference needs --time: name the column of times.')
  const [from = '', to = '', ...more] = window.split('..').map((bound) => bound.trim())
  const form = time.every === 'month' ? /^\d{4}-\d\d(-\d\d)?$/ : /^\d{4}-\d\d-\d\d$/
  const readable = (bound: string): boolean =>
    time.every === 'each' ? bound !== '' : form.test(bound) && !Number.isNaN(Date.parse(bound))
  if (more.length > 0 || !readable(from) || !readable(to)) {
    throw new Invalid(
      '--reference is the first and last period or date of the reference, both included, such as 2026-01-05..2026-03-29 or, with --period each, 0..11.',
    )
  }
  if (comparePeriods(from, to) > 0)
    throw new Invalid('--reference ends before it begins: give the earlier period first.')
  return { from, to }
}

/** What of the options was given, under their own names. */
const given = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [name]: value }

/** @throws Invalid when an option cannot be used; the sentence says which and how. */
export function requestOf(options: Options, today: string): MeasureRequest {
  const time = timeOf(options)
  return {
    score: text(options, 'score') ?? '',
    outcome: text(options, 'outcome') ?? '',
    thresholds: thresholdsOf(options),
    breakdowns: breakdownsOf(options),
    drop: repeated(options, 'drop').flatMap((names) => names.split(',')),
    exact: options['exact'] === true,
    today,
    ...given('prediction', text(options, 'prediction')),
    ...given('id', text(options, 'id')),
    ...given('time', time),
    ...given('reference', referenceOf(options, time)),
    ...given('event', text(options, 'event')),
    ...scaleOf(options),
  }
}
