import { ewma, EWMA_METHOD } from '#statistics/ewma.js'
import { asFigure, TOO_FEW, type SpecialCause, type XmrPoint } from '#ui/index.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import { measureKind, measureName } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { basisOf, figurePlaces, windowWords } from '../../words.js'
import { basedParts } from './based-parts.js'
import {
  noteOfParts,
  notForEvents,
  PERIOD_COLUMNS,
  periodCells,
  periodNames,
  versionMarkers,
} from './drawn-parts.js'
import type { OtherView } from './other-view.js'

/** How a change this way is read. */
export const kindOfChange = (
  rises: boolean,
  { direction }: Pick<PlanMeasure, 'direction'>,
): SpecialCause['kind'] => {
  if (direction === 'neutral') return 'neutral'
  return rises === (direction === 'increase') ? 'improvement' : 'concern'
}

/** A headline's colour and end by how a change is read. */
export const CHANGE_WORDS: Readonly<
  Record<SpecialCause['kind'], { tone: 'green' | 'orange' | 'blue'; words: string }>
> = {
  concern: { tone: 'orange', words: 'the wrong way' },
  improvement: { tone: 'green', words: 'the right way' },
  neutral: { tone: 'blue', words: 'neither better nor worse by itself' },
}

/** The moving average of a slice, which finds small lasting changes. Source: Roberts 1959. */
export const ewmaView = (
  series: readonly Point[],
  measure: PlanMeasure,
  plan: ChartedPlan,
): OtherView => {
  const unsuited = notForEvents(measure)
  if (unsuited) return { why: unsuited }
  const parts = basedParts(series, measure, plan)
  if ('why' in parts) return parts
  const drawn = parts.flatMap(({ points, values, centre, sd }) =>
    ewma(values, { centre, sd }).map((average, i) => ({
      average,
      centre,
      point: points[i],
      value: values[i] ?? null,
    })),
  )
  const known = drawn.flatMap(({ point, ...one }) => (point ? [{ ...one, point }] : []))
  const names = periodNames(known.map(({ point }) => point))
  const format = (value: number): string => asFigure(value, figurePlaces(measure.measure) + 1)
  const points = known.map(({ average, centre, point, value }, i): XmrPoint => {
    const rises = average.y > centre
    const special: SpecialCause = {
      kind: kindOfChange(rises, measure),
      letter: rises ? 'H' : 'L',
      rule: 'moving average outside its limits',
    }
    return {
      label: names[i] ?? '',
      value: value === null ? null : average.y,
      n: basisOf(point),
      ...(average.signal ? { special } : {}),
      note: value === null ? TOO_FEW : `the figure itself was ${format(value)}`,
    }
  })
  const last = known.at(-1)
  const name = measureName(measure.measure, measure.threshold)
  const change = last && CHANGE_WORDS[kindOfChange(last.average.y > last.centre, measure)]
  const isOut = last?.average.signal === true
  const window = last ? windowWords(last.point.windowFrom, last.point.windowTo) : ''
  return {
    picture: {
      kind: 'xmr',
      data: {
        points,
        markers: versionMarkers(known.map(({ point }) => point)),
        segments: known.map(({ average, centre }, i) => ({
          from: i,
          to: i,
          mean: centre,
          lower: average.lcl,
          upper: average.ucl,
        })),
        bounds: measureKind(measure.measure)?.bounds ?? [null, null],
        format,
      },
    },
    headline: isOut
      ? `The moving average of ${name} is outside its limits, ${change?.words ?? ''}.`
      : `The moving average of ${name} is within its limits.`,
    detail: last
      ? `Up to ${window} it is ${format(last.average.y)}, against ${format(last.centre)} before.`
      : '',
    tone: isOut ? (change?.tone ?? 'blue') : 'blue',
    note: noteOfParts(
      known.map(({ point }) => point),
      measure,
      {
        how: 'Each point weighs the newest figure 0.2 and what came before 0.8; limits are three standard deviations of that average (Roberts 1959).',
        base: parts.at(-1)?.how ?? '',
        method: EWMA_METHOD,
      },
    ),
    columns: [
      ...PERIOD_COLUMNS,
      'value',
      'average',
      'centre',
      'lower_limit',
      'upper_limit',
      'outside',
    ],
    rows: known.map(({ average, centre, point, value }) => [
      ...periodCells(point),
      value,
      average.y,
      centre,
      average.lcl,
      average.ucl,
      average.signal ? 'yes' : 'no',
    ]),
  }
}
