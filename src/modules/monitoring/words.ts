import { catalogueMeasure } from './catalogue/read-catalogue.js'
import { asCount, asCountOf, asDate, asFigure, asInterval } from '#ui/words.js'
import type { FigureKind } from './figure-kinds.js'
import { isGap, measureKind, measureName } from './measures.js'
import type { Period, PlanRule, Point, Signal, SignalState, SignalWay, Source } from './model.js'
import type { FiredRule } from './signals/rules.js'
import type { WatchedMeasure } from './charts/series.js'

/** What a rule says, as it stands in a signal. */
export const RULE_WORDS: Readonly<Record<FiredRule, string>> = {
  'outside-limit': 'one point outside the limits',
  trend: '7 or more points, each further than the one before',
  'two-in-three': '2 of 3 points close to a limit',
  'one-side': '7 or more points on one side of the mean',
  'interval-beyond-pass-mark': 'the whole interval is past the pass mark',
  'missing-data': 'figures are missing',
}

const OF_SPECIAL_CAUSES = 'are special causes this way'

/** What the periods of a stretch have in common: special causes of any rule, or one rule. */
const STRETCH_WORDS: Readonly<Record<FiredRule, string>> = {
  'outside-limit': OF_SPECIAL_CAUSES,
  trend: OF_SPECIAL_CAUSES,
  'two-in-three': OF_SPECIAL_CAUSES,
  'one-side': OF_SPECIAL_CAUSES,
  'interval-beyond-pass-mark': 'are so',
  'missing-data': 'are missing',
}

/** A rule as a plan switches it on. */
export const RULE_OF_PLAN_WORDS: Readonly<Record<PlanRule, string>> = {
  'special-cause': 'signal on a special cause',
  'interval-beyond-pass-mark': 'signal when the whole interval is past the pass mark',
  'missing-data': 'signal when figures are missing',
}

/** A rule in words, whatever it was called when it fired. */
export const ruleWords = (rule: string): string =>
  Object.entries(RULE_WORDS).find(([id]) => id === rule)?.[1] ?? rule

export const WAY_WORDS: Readonly<Record<SignalWay, string>> = {
  wrong: 'the wrong way',
  right: 'the right way',
  changed: 'changed, neither better nor worse by itself',
  missing: 'missing',
}

export const STATE_WORDS: Readonly<Record<SignalState, string>> = {
  new: 'New',
  acknowledged: 'Acknowledged',
  explained: 'Explained',
  'acted-on': 'Acted on',
  closed: 'Closed',
}

export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  edge: 'a summary sent by API',
  browser: 'a summary made in a browser',
  rows: 'rows sent here',
  typed: 'figures typed in',
  otlp: 'metrics sent by a monitoring tool (OTLP)',
}

/** What a denominator counts, in a sentence or beside it on the screen. */
export const denominatorWords = (measure: string): string => {
  if (measure === 'sensitivity') return 'with the outcome'
  if (measure === 'specificity') return 'without the outcome'
  if (measure === 'ppv') return 'flagged'
  if (measure === 'npv') return 'not flagged'
  // What the screen counts for these are the rows used, whatever their own formula divides by.
  if (measureKind(measure)?.kind === 'score') return 'cases'
  const said = catalogueMeasure(measure)?.denominator ?? 'none'
  return said.startsWith('none') ? 'cases' : said
}

/** How many a figure rests on: its own denominator, or the rows used. */
export const basisOf = (point: { denominator: number | null; n: number }): number =>
  point.denominator ?? point.n

const PLACES: Readonly<Record<FigureKind, number>> = {
  share: 2,
  rate: 1,
  mean: 1,
  count: 0,
  time: 1,
  score: 2,
}

/** Decimals of a figure on the screen: two for shares, their means and scores, one for what is typed in as it is. */
export const figurePlaces = (measure: string): number => {
  const kind = measureKind(measure)
  if (catalogueMeasure(measure)?.unit?.startsWith('share')) return PLACES.share
  return kind?.id === 'typed' ? 1 : PLACES[kind?.figure ?? 'score']
}

const places = (measure: string): number => {
  const shown = figurePlaces(measure)
  return shown === 2 ? 3 : shown
}

/** What a signal is about: its measure, or the figures that are missing ("Figures of Minutes saved"). */
export const signalName = ({
  way,
  measure,
  threshold,
}: Pick<Signal, 'way' | 'measure' | 'threshold'>): string => {
  if (way !== 'missing') return measureName(measure, threshold)
  return threshold === '' ? 'Figures' : `Figures of ${threshold}`
}

/** A window in words: "the week of 5 October 2026", "October 2026", "5 October 2026". */
export const windowWords = (from: string, to: string): string => {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  if (days === 1) return asDate(from)
  if (days === 7) return `the week of ${asDate(from)}`
  if (days >= 28 && days <= 31 && from.endsWith('-01')) return asDate(from).replace(/^1 /, '')
  return `${asDate(from)} up to ${asDate(to)}`
}

/** A period as an adverb: "by week". */
export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  day: 'by day',
  week: 'by week',
  month: 'by month',
}

/** The sentence of a signal: rule, points, figures and denominator. */
export const signalSentence = (
  measure: WatchedMeasure,
  finding: { rule: FiredRule; way: SignalWay; points: readonly Point[] },
): string => {
  const [first] = finding.points
  const last = finding.points.at(-1)
  if (!last)
    return `${measureName(measure.measure, measure.threshold)}: ${RULE_WORDS[finding.rule]}.`
  const name = measureName(measure.measure, measure.threshold)
  const at = last.site ? ` at ${last.site}` : ''
  const figures = `${asFigure(last.value, places(measure.measure))} (${asInterval(last, places(measure.measure))})`
  const pass = measure.passMark === null ? '' : ` The pass mark is ${measure.passMark}.`
  const many =
    first && finding.points.length > 1
      ? ` ${finding.points.length} periods in a row ${STRETCH_WORDS[finding.rule]}, since ${windowWords(first.windowFrom, first.windowTo)}.`
      : ''
  return `${name}${at} was ${figures} in ${windowWords(last.windowFrom, last.windowTo)}, version ${last.versionName || 'not known'}, on ${isGap(measure.measure) ? 'one gap between events' : casesWords(last)}. Rule: ${RULE_WORDS[finding.rule]}, ${WAY_WORDS[finding.way]}.${many}${pass}`
}

/** The denominators of a point: "130 cases, 101 with the outcome". */
export const casesWords = (
  point: Pick<Point, 'n' | 'events' | 'numerator' | 'denominator'>,
): string => {
  const all = asCountOf(point.n, 'case')
  const cases = point.events === null ? all : `${all}, ${asCount(point.events)} with the outcome`
  if (point.numerator === null || point.denominator === null) return cases
  if (point.events === null && point.denominator === point.n)
    return `${asCount(point.numerator)} of ${asCount(point.denominator)}`
  return `${asCount(point.numerator)} of ${asCount(point.denominator)} (${cases})`
}

/** A text with its first letter in capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * A group in words: the column's name without underscores, first letter in capital, and the value with
 * a range written out: "Age band 18 to 44".
 */
export const groupWords = (column: string, value: string): string =>
  `${columnWords(column)} ${rangeWords(value)}`

/** The value of a group with a range written out: "18-44" is "18 to 44". */
export const rangeWords = (value: string): string =>
  value.replace(/^(\d{1,3})\s*[-–]\s*(\d{1,3})$/, '$1 to $2')

/** The name of a column in words: `age_band` is "Age band". */
export const columnWords = (column: string): string =>
  capital(column.replaceAll(/[_\s]+/g, ' ').trim())

/** Why a row is not in the figures, in words. */
export const EXCLUSION_WORDS: Readonly<Record<string, string>> = {
  missing_score: 'no score',
  missing_outcome: 'no outcome, and none to come',
  outcome_not_known: 'outcome still to come',
  missing_value: 'no value',
  missing_time: 'no time',
  outside_windows: 'outside the periods',
  rejected: 'could not be read',
}
