import { VLAD_METHOD } from '#statistics/vlad.js'
import { asCount, asCountOf, asDate, asFigure, type CurveLine } from '#ui/index.js'
import type { PlanMeasure, Point } from '../../model.js'
import { windowWords } from '../../words.js'
import { PERIOD_COLUMNS, periodCells, periodNames, versionMarkers } from './drawn-parts.js'
import type { OtherView } from './other-view.js'

/** The measure that holds both what was observed and what was expected. */
const OBSERVED_TO_EXPECTED = 'oe'

/** One period, and what it and those of its version before came to. */
interface Summed {
  readonly point: Point
  readonly expected: number
  readonly observed: number
  readonly sum: number
}

/** Figures of before it was kept: from the ratio, which a period without an event does not give away. */
const expectedOf = ({ expected, events, value }: Point): number | null =>
  expected ?? (events !== null && value !== null && value > 0 ? events / value : null)

/** Each version is added up by itself: versions are never pooled. */
const summedOf = (series: readonly Point[]): readonly Summed[] => {
  const sums = new Map<string, number>()
  return series.flatMap((point): Summed[] => {
    const expected = expectedOf(point)
    if (point.events === null || expected === null) return []
    const sum = (sums.get(point.versionName) ?? 0) + expected - point.events
    sums.set(point.versionName, sum)
    return [{ point, expected, observed: point.events, sum }]
  })
}

const STROKES = ['solid', 'dashed', 'dotted'] as const

const linesOf = (summed: readonly Summed[]): readonly CurveLine[] =>
  [...new Set(summed.map(({ point }) => point.versionName))].map((version, place) => ({
    name: version ? `version ${version}` : 'version not known',
    stroke: STROKES[place % STROKES.length] ?? 'solid',
    points: summed.flatMap(({ point, sum }, x) =>
      point.versionName === version ? [{ x, y: sum }] : [],
    ),
  }))

/**
 * Expected less observed events, added up over complete periods, those without an event included: a VLAD
 * at the ends of periods. Source: Lovegrove 1997.
 */
export const vladView = (series: readonly Point[], measure: PlanMeasure): OtherView => {
  if (measure.measure !== OBSERVED_TO_EXPECTED) {
    return {
      why: 'A VLAD adds up expected less observed events. Choose the measure “Observed to expected”, which needs scores that are probabilities.',
    }
  }
  const summed = summedOf(series)
  const last = summed.at(-1)
  const first = summed.find(({ point }) => point.versionName === last?.point.versionName)
  if (!first || !last) {
    return {
      why: 'There is no complete period yet whose expected number of events is known.',
    }
  }
  const left = series.length - summed.length
  const periods = periodNames(summed.map(({ point }) => point))
  const difference = Math.abs(last.sum)
  const span = `${windowWords(first.point.windowFrom, first.point.windowTo)} to ${windowWords(last.point.windowFrom, last.point.windowTo)}`
  return {
    picture: {
      kind: 'curve',
      data: {
        lines: linesOf(summed),
        levels: [{ value: 0, label: 'as expected' }],
        markers: versionMarkers(summed.map(({ point }) => point)),
        periods,
        xWords: 'period',
        yWords: 'events fewer than expected',
        table: {
          columns: [
            'Period',
            'Version',
            'Expected',
            'Observed',
            'Expected less observed, added up',
          ],
          rows: summed.map((one, i) => [
            periods[i] ?? '',
            one.point.versionName,
            asFigure(one.expected, 1),
            asCount(one.observed),
            asFigure(one.sum, 1),
          ]),
        },
      },
    },
    headline: `${asFigure(difference, 1)} ${last.sum < 0 ? 'more' : 'fewer'} events than the scores expected.`,
    detail: `All complete periods of version ${last.point.versionName || 'not known'} together, ${span}.`,
    tone: 'blue',
    note: [
      'The line rises while fewer events happen than expected and falls while more do (Lovegrove 1997). It has no limits: chance moves it too, and whether the scores are well calibrated moves it most. Each version begins at 0.',
      left > 0
        ? `${asCountOf(left, 'period')} left out: figures came in without the expected number.`
        : '',
      `Method ${last.point.method}, ${VLAD_METHOD} at the ends of periods, computed ${asDate(last.point.computedAt)}.`,
      'It is for looking: signals come from the chart of the plan alone.',
    ]
      .filter(Boolean)
      .join(' '),
    columns: [...PERIOD_COLUMNS, 'expected', 'observed', 'expected_less_observed'],
    rows: summed.map((one) => [...periodCells(one.point), one.expected, one.observed, one.sum]),
  }
}
