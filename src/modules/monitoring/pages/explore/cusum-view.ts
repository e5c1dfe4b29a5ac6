import { tabularCusum } from '#statistics/tabular-cusum.js'
import { asFigure, type CurveData, type CurveLine } from '#ui/index.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import { measureName } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { windowWords } from '../../words.js'
import { basedParts } from './based-parts.js'
import {
  noteOfParts,
  notForEvents,
  PERIOD_COLUMNS,
  periodCells,
  periodNames,
  versionMarkers,
} from './drawn-parts.js'
import { CHANGE_WORDS, kindOfChange } from './ewma-view.js'
import type { OtherView } from './other-view.js'

const LIMIT = 5

/** One period of the two sums. */
interface Summed {
  readonly point: Point
  readonly value: number | null
  readonly pos: number
  readonly neg: number
}

const crossed = ({ pos, neg }: Pick<Summed, 'pos' | 'neg'>): 'above' | 'below' | null =>
  pos > LIMIT ? 'above' : neg < -LIMIT ? 'below' : null

/** The tabular CUSUM of a slice, which finds a lasting shift of one standard deviation. Source: Page 1954. */
export const cusumView = (
  series: readonly Point[],
  measure: PlanMeasure,
  plan: ChartedPlan,
): OtherView => {
  const unsuited = notForEvents(measure)
  if (unsuited) return { why: unsuited }
  const parts = basedParts(series, measure, plan)
  if ('why' in parts) return parts
  const summed = parts.flatMap(({ points, values, centre, sd }) => {
    const { pos, neg } = tabularCusum(values, { centre, sd, h: LIMIT })
    return points.map((point, i): Summed => ({
      point,
      value: values[i] ?? null,
      pos: pos[i] ?? 0,
      neg: neg[i] ?? 0,
    }))
  })
  const last = summed.at(-1)
  const side = last ? crossed(last) : null
  const change = CHANGE_WORDS[kindOfChange(side === 'above', measure)]
  const name = measureName(measure.measure, measure.threshold)
  const window = last ? windowWords(last.point.windowFrom, last.point.windowTo) : ''
  return {
    picture: { kind: 'curve', data: pictureOf(summed) },
    headline: side
      ? `${name} has shifted, ${change.words}: the sum of what is ${side} the centre is past its limit.`
      : `No lasting shift of ${name} is found.`,
    detail: last
      ? `Up to ${window} the sums are ${asFigure(last.pos)} above and ${asFigure(-last.neg)} below; the limit is ${LIMIT}.`
      : '',
    tone: side ? change.tone : 'blue',
    note: noteOfParts(
      summed.map(({ point }) => point),
      measure,
      {
        how: `Sums of what lies more than half a standard deviation above or below the centre, in standard deviations; limit ${LIMIT} (Page 1954).`,
        base: parts.at(-1)?.how ?? '',
        method: 'cusum-tabular/1',
      },
    ),
    columns: [...PERIOD_COLUMNS, 'value', 'sum_above', 'sum_below', 'past_limit'],
    rows: summed.map((one) => [
      ...periodCells(one.point),
      one.value,
      one.pos,
      one.neg,
      crossed(one) ?? '',
    ]),
  }
}

const pictureOf = (summed: readonly Summed[]): CurveData => {
  const periods = periodNames(summed.map(({ point }) => point))
  const lineOf = (
    name: string,
    stroke: CurveLine['stroke'],
    y: (one: Summed) => number,
  ): CurveLine => ({ name, stroke, points: summed.map((one, x) => ({ x, y: y(one) })) })
  return {
    lines: [
      lineOf('above', 'solid', ({ pos }) => pos),
      lineOf('below', 'dashed', ({ neg }) => neg),
    ],
    levels: [
      { value: LIMIT, label: 'limit' },
      { value: -LIMIT, label: 'lower limit' },
    ],
    marks: summed.flatMap((one, x) => {
      const side = crossed(one)
      return side ? [{ x, y: side === 'above' ? one.pos : one.neg, rises: side === 'above' }] : []
    }),
    markers: versionMarkers(summed.map(({ point }) => point)),
    periods,
    xWords: 'period',
    yWords: 'standard deviations',
    table: {
      columns: ['Period', 'Figure', 'Sum above', 'Sum below', 'Past the limit'],
      rows: summed.map((one, i) => [
        periods[i] ?? '',
        asFigure(one.value, 3),
        asFigure(one.pos),
        asFigure(one.neg),
        crossed(one) ?? 'no',
      ]),
    },
  }
}
