import type { CalendarDate } from '#kernel/time.js'
import {
  asCount,
  asCountOf,
  asDate,
  asFigure,
  curveFile,
  reliabilityFile,
  type CurveData,
} from '#ui/index.js'
import type { WindowHistogram } from '../../points/read-histogram.js'
import { benefitRows, curveRows, scoreBands } from '../../points/score-bands.js'
import { capital, windowWords } from '../../words.js'
import { csvText } from '../csv-text.js'

/** Curves of the scores of one period, as an address names them. */
export const SCORE_CURVES = ['calibration', 'benefit', 'roc', 'precision'] as const
export type ScoreCurve = (typeof SCORE_CURVES)[number]

/** The curve that an address names; undefined where it names none. */
export const scoreCurveOf = (name: string | undefined): ScoreCurve | undefined =>
  SCORE_CURVES.find((curve) => curve === name)

const TITLES: Readonly<Record<ScoreCurve, string>> = {
  calibration: 'Do scores agree with outcomes?',
  benefit: 'Net benefit by threshold.',
  roc: 'Sensitivity against false alarms (ROC).',
  precision: 'Predictive value against sensitivity.',
}

/** What a curve is of, as its title. */
export const curveTitle = (
  curve: ScoreCurve,
  { windowFrom, windowTo, versionName, maturesOn }: WindowHistogram,
  today: CalendarDate,
): string =>
  `${TITLES[curve]} ${capital(windowWords(windowFrom, windowTo))}, version ${versionName}${today < maturesOn ? ', still filling' : ''}`

/** What stands under a curve: that outcomes are still to come where they are, how it is made and read. */
export const curveNote = (
  curve: ScoreCurve,
  { maturesOn, pending }: WindowHistogram,
  today: CalendarDate,
): string => {
  if (today >= maturesOn) return CURVE_NOTES[curve]
  const without =
    pending > 0
      ? `${asCountOf(pending, 'case')} without an outcome yet ${pending === 1 ? 'is' : 'are'} left out, and events and non-events may become known at different times. `
      : ''
  return `Outcomes of this period are still to come until ${asDate(maturesOn)}, so this will change. ${without}${CURVE_NOTES[curve]}`
}

const CURVE_NOTES: Readonly<Record<ScoreCurve, string>> = {
  calibration:
    'Ten bands of about equal numbers with 95% intervals (Wilson 1927), from the merged histogram; scores are taken in the middle of their bin. Watch slope, observed to expected or the expected calibration error for a figure.',
  benefit:
    'Cases rightly flagged for each case, less those wrongly flagged weighed by the odds of the threshold; acting on nobody is 0 (Vickers and Elkin 2006). A score below 0 or below acting on everybody does more harm than good at that threshold, if the threshold says what a wrong flag is worth.',
  roc: 'Each point flags everybody at or above one edge of the merged histogram, where counts are exact (Hanley and McNeil 1982); between them the line is straight. The AUROC of the exact scores is the figure to watch.',
  precision:
    'Each point flags everybody at or above one edge of the merged histogram (Davis and Goadrich 2006). Flagging everybody gives the share with the outcome, the dashed line; it differs from place to place, and predictive value with it.',
}

const share = [0, 1] as const
const places = (value: number | null): string => asFigure(value, 3, '–')

/** A curve of lines from the histogram of one period; exact at its edges. */
export const curveData = (
  curve: Exclude<ScoreCurve, 'calibration'>,
  { bins }: WindowHistogram,
): CurveData => {
  if (curve === 'benefit') return benefitData(bins)
  const rows = curveRows(bins)
  return curve === 'roc' ? rocData(rows) : precisionData(rows)
}

const benefitData = (bins: WindowHistogram['bins']): CurveData => {
  const rows = benefitRows(bins)
  return {
    lines: [
      {
        name: 'acting on the score',
        stroke: 'solid',
        points: rows.map((row) => ({ x: row.threshold, y: row.score })),
      },
      {
        name: 'acting on everybody',
        stroke: 'dashed',
        // Far below 0 it would flatten the rest, and says no more than that it is below.
        points: rows.map(({ threshold, everybody }) => ({
          x: threshold,
          y: everybody !== null && everybody >= LEAST_SHOWN ? everybody : null,
        })),
      },
      {
        name: 'acting on nobody',
        stroke: 'dotted',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
        ],
      },
    ],
    xWords: 'threshold',
    yWords: 'net benefit',
    xBounds: share,
    table: {
      columns: ['Threshold', 'Flagged', 'Acting on the score', 'Acting on everybody'],
      rows: rows.map((row) => [
        places(row.threshold),
        asCount(row.flagged),
        places(row.score),
        places(row.everybody),
      ]),
    },
  }
}

const LEAST_SHOWN = -0.1

type Rows = ReturnType<typeof curveRows>

const rocData = (rows: Rows): CurveData => ({
  lines: [
    {
      name: 'scores',
      stroke: 'solid',
      points: [
        { x: 0, y: 0 },
        ...rows.map((row) => ({ x: row.falsePositiveRate ?? 0, y: row.sensitivity })),
      ],
    },
    {
      name: 'chance',
      stroke: 'dashed',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
  ],
  xWords: 'false alarms: flagged of those without the outcome',
  yWords: 'sensitivity',
  xBounds: share,
  yBounds: share,
  wholeAxes: true,
  table: tableOf(rows),
})

const precisionData = (rows: Rows): CurveData => {
  const everybody = rows.at(-1)?.precision ?? 0
  return {
    lines: [
      {
        name: 'scores',
        stroke: 'solid',
        points: rows.map((row) => ({ x: row.sensitivity ?? 0, y: row.precision })),
      },
      {
        name: 'everybody',
        stroke: 'dashed',
        points: [
          { x: 0, y: everybody },
          { x: 1, y: everybody },
        ],
      },
    ],
    xWords: 'sensitivity',
    yWords: 'positive predictive value',
    xBounds: share,
    yBounds: share,
    wholeAxes: true,
    table: tableOf(rows),
  }
}

const tableOf = (rows: Rows): CurveData['table'] => ({
  columns: ['Threshold', 'Flagged', 'Sensitivity', 'False alarms', 'Predictive value'],
  rows: rows.map((row, i) => [
    i === rows.length - 1 ? 'everybody' : places(row.threshold),
    places(row.flagRate),
    places(row.sensitivity),
    places(row.falsePositiveRate),
    places(row.precision),
  ]),
})

/** A curve as an SVG file. */
export const curveSvg = (
  curve: ScoreCurve,
  histogram: WindowHistogram,
  today: CalendarDate,
): string => {
  const words = {
    title: curveTitle(curve, histogram, today),
    note: curveNote(curve, histogram, today),
  }
  return curve === 'calibration'
    ? reliabilityFile({ ...words, bins: scoreBands(histogram.bins) })
    : curveFile({ ...words, ...curveData(curve, histogram) })
}

/** The figures of a curve as CSV, as they were computed. */
export const curveCsv = (curve: ScoreCurve, { bins }: WindowHistogram): string => {
  if (curve === 'calibration') {
    const rows = scoreBands(bins).map((one) => [
      one.predicted,
      one.observed,
      one.low,
      one.high,
      one.n,
    ])
    return csvText([['predicted', 'observed', 'low', 'high', 'n'], ...rows])
  }
  if (curve === 'benefit') {
    const rows = benefitRows(bins).map((one) => [
      one.threshold,
      one.flagged,
      one.score,
      one.everybody,
    ])
    return csvText([['threshold', 'flagged', 'acting_on_score', 'acting_on_everybody'], ...rows])
  }
  const rows = curveRows(bins).map((one) => [
    one.threshold,
    one.flagRate,
    one.sensitivity,
    one.falsePositiveRate,
    one.precision,
  ])
  const columns = ['threshold', 'flag_rate', 'sensitivity', 'false_positive_rate', 'ppv']
  return csvText([columns, ...rows])
}
