import type { CalendarDate } from '#kernel/time.js'
import type { XmrData } from '#ui/index.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import { matureSeries } from '../../signals/judge-points.js'
import { measureName } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { chartOf, seriesOf } from '../../charts/series.js'
import { stretchesOf } from '../../charts/stretches.js'
import { chartData, courseOf, type Charted } from './chart-data.js'
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

/** What a row of the table says of one measure at one site. */
export interface CourseView {
  name: string
  icons: ChartIcons
  latest: Point | null
  /** Oldest first; null where there is too little to show or nothing came. */
  values: readonly (number | null)[]
}

/** One measure at one site, of points that may hold others. */
interface OneSeries {
  points: readonly Point[]
  measure: PlanMeasure
  site: string
}

/** The view of one measure at one site; computes nothing but the limits, by the rules' own function. */
export const seriesView = (
  points: readonly Point[],
  measure: PlanMeasure,
  site: string,
  plan: ChartedPlan,
  today: CalendarDate,
): SeriesView => viewOf(chartedSeries({ points, measure, site }, plan, today), measure, plan, today)

/** The same of a series whose limits are known. */
export const viewOf = (
  charted: Charted,
  measure: PlanMeasure,
  plan: ChartedPlan,
  today: CalendarDate,
): SeriesView => {
  const name = measureName(measure.measure, measure.threshold)
  const told = toldOf(charted)
  return {
    name,
    ...sentenceOf(name, told, charted.chart, measure, plan, today),
    icons: chartIcons(charted.chart, measure.direction),
    data: charted.all.length > 0 ? chartData(charted, measure, plan, today) : null,
    note: noteOf(charted, measure, plan, today),
    latest: told.at(-1) ?? null,
  }
}

/** The same, without what only the large chart needs. */
export const courseView = (
  charted: Charted,
  measure: PlanMeasure,
  plan: ChartedPlan,
): CourseView => ({
  name: measureName(measure.measure, measure.threshold),
  icons: chartIcons(charted.chart, measure.direction),
  latest: toldOf(charted).at(-1) ?? null,
  values: courseOf(charted.all, plan),
})

/** One measure at one site with its limits, by the rules' own function. */
export const chartedSeries = (
  { points, measure, site }: OneSeries,
  plan: ChartedPlan,
  today: CalendarDate,
): Charted => {
  const ofSite = points.filter(
    (point) =>
      point.site === site &&
      point.measure === measure.measure &&
      point.threshold === measure.threshold,
  )
  const mature = matureSeries(ofSite, measure, today)[0] ?? []
  return {
    all: seriesOf(ofSite),
    mature,
    chart: chartOf(mature, measure, plan),
    stretches: stretchesOf(mature, measure, plan),
  }
}

const toldOf = ({ all, mature }: Charted): readonly Point[] => (mature.length > 0 ? mature : all)
