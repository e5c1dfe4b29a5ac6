import type { CalendarDate } from '#kernel/time.js'
import type { XmrData } from '#ui/index.js'
import type { ChartedPlan } from '../../chart-history.js'
import { matureSeries } from '../../judge-points.js'
import { measureName } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { chartOf, seriesOf } from '../../series.js'
import { stretchesOf } from '../../stretches.js'
import { chartData } from './chart-data.js'
import { chartIcons, type ChartIcons } from './icons.js'
import { noteOf } from './note.js'
import { sentenceOf, type Sentence } from './sentence.js'

/** What the chart of one measure at one site is drawn from, and the sentence that says it plainly. */
export interface SeriesView extends Sentence {
  name: string
  icons: ChartIcons
  data: XmrData | null
  note: string
  latest: Point | null
}

/** The view of one measure at one site; computes nothing but the limits, by the rules' own function. */
export const seriesView = (
  points: readonly Point[],
  measure: PlanMeasure,
  site: string,
  plan: ChartedPlan,
  today: CalendarDate,
): SeriesView => {
  const ofSite = points.filter(
    (point) =>
      point.site === site &&
      point.measure === measure.measure &&
      point.threshold === measure.threshold,
  )
  const all = seriesOf(ofSite)
  const mature = matureSeries(ofSite, measure, today)[0] ?? []
  const chart = chartOf(mature, measure, plan)
  const charted = { all, mature, chart, stretches: stretchesOf(mature, measure, plan) }
  const name = measureName(measure.measure, measure.threshold)
  const told = mature.length > 0 ? mature : all
  return {
    name,
    ...sentenceOf(name, told, chart, measure, plan, today),
    icons: chartIcons(chart),
    data: all.length > 0 ? chartData(charted, measure, plan, today) : null,
    note: noteOf(charted, measure, plan, today),
    latest: told.at(-1) ?? null,
  }
}
