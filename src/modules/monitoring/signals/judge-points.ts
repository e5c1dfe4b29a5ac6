import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import { byDeployment } from '../by-deployment.js'
import { readChartHistories } from '../charts/chart-history.js'
import { AT_ONCE_RATE, chanceOf, correctedChances } from './multiplicity.js'
import type { ChartHistory } from '../charts/stretches.js'
import type { MonitoringPlan, PlanMeasure, Point } from '../model.js'
import { markJudged, readUnjudged, type UnjudgedWindow } from './judged-store.js'
import { readSeriesOf } from '../points/point-series.js'
import { judgeSeries, sameCause, type Finding } from './rules.js'
import { seriesOf } from '../charts/series.js'
import { readCauses } from './signal-causes.js'
import { insertSignal, markConcern } from './signal-store.js'
import { NOTHING, told, waiting, type Judged, type Raised } from './tell-signal.js'
import { signalSentence } from '../words.js'

type Context = Pick<CommandContext, 'tx' | 'now' | 'newId'>
type Causes = EarlierCause[]
type EarlierCause = Awaited<ReturnType<typeof readCauses>>[number]

/** A deployment with the plan it is judged by. */
export interface Planned {
  deployment: MonitoredDeployment
  plan: MonitoringPlan | null
}

/** Judges one deployment; see `judgeTogether`. */
export const judgePoints = async (
  context: Context,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan | null,
): Promise<Judged> => (await judgeTogether(context, [{ deployment, plan }]))[0] ?? NOTHING

/**
 * Judges every measure of the plan at every site, in the transaction that stored the points: its newest
 * mature point, and before it those that came in or matured with it, each as it stood then, so that what
 * comes late or several periods at once is not passed over. Each cause is raised once, and becomes a
 * concern once. Several deployments are read together and judged each by itself, in order.
 */
export const judgeTogether = async (
  context: Context,
  all: readonly Planned[],
): Promise<Judged[]> => {
  const today = londonDate(context.now)
  const ids = all.map(({ deployment }) => deployment.id)
  const unjudgedOf = byDeployment(await readUnjudged(context.tx, ids, today))
  await markJudged(context.tx, ids, today, context.now)
  const measures = distinctMeasures(all)
  if (measures.length === 0) return all.map(() => NOTHING)
  const pointsOf = byDeployment(await readSeriesOf(context.tx, ids, measures))
  const causesOf = byDeployment(await readCauses(context.tx, ids))
  const historyOf = await readChartHistories(context.tx, ids)
  const judged: Judged[] = []
  for (const { deployment, plan } of all) {
    const { id } = deployment
    const raised: Raised[] = []
    const causes = [...causesOf(id)]
    for (const { measure, finding } of plan
      ? findingsOf(pointsOf(id), unjudgedOf(id), { ...plan, ...historyOf(id) }, today)
      : []) {
      const done = plan && (await raise(context, deployment, plan, measure, finding, causes))
      if (done) raised.push(done)
    }
    judged.push({
      signals: raised.map(({ signal }) => signal),
      events: raised.map(({ event }) => event),
    })
  }
  return judged
}

const distinctMeasures = (all: readonly Planned[]): PlanMeasure[] => {
  const measures = all.flatMap(({ plan }) => plan?.measures ?? [])
  return [...new Map(measures.map((one) => [`${one.measure} ${one.threshold}`, one])).values()]
}

/** What the rules find in the points of a deployment that are to be judged. */
const findingsOf = (
  points: readonly Point[],
  unjudged: readonly UnjudgedWindow[],
  rules: MonitoringPlan & ChartHistory,
  today: CalendarDate,
): { measure: PlanMeasure; finding: Finding }[] =>
  judgedTogether(points, unjudged, rules, today).flatMap(
    ({ measure, series, later, corrected }) => {
      const isEnoughAlone = corrected === null || corrected <= AT_ONCE_RATE
      return judgeSeries(series, measure, rules, isEnoughAlone, later).map((finding) => ({
        measure,
        finding,
      }))
    },
  )

/** Every series that a run judges, up to the point it judges and after, with that point's corrected chance. */
const judgedTogether = (
  points: readonly Point[],
  unjudged: readonly UnjudgedWindow[],
  rules: MonitoringPlan & ChartHistory,
  today: CalendarDate,
): {
  measure: PlanMeasure
  series: readonly Point[]
  later: readonly Point[]
  corrected: number | null
}[] => {
  const isNew = new Set(unjudged.map(windowKey))
  const all = rules.measures.flatMap((measure) =>
    matureSeries(points, measure, today)
      .flatMap((series) =>
        series.flatMap((point, place) =>
          place === series.length - 1 || isNew.has(windowKey(point))
            ? [{ series: series.slice(0, place + 1), later: series.slice(place + 1) }]
            : [],
        ),
      )
      .filter(({ series }) => (series.at(-1)?.windowTo ?? '') > rules.startsOn)
      .map((one) => ({ measure, ...one })),
  )
  const corrected = correctedChances(
    all.map(({ measure, series }) => chanceOf(series, measure, rules)),
  )
  return all.map((one, place) => ({ ...one, corrected: corrected[place] ?? null }))
}

const windowKey = ({ site, windowFrom, versionName }: Omit<UnjudgedWindow, 'deploymentId'>) =>
  JSON.stringify([site, windowFrom, versionName])

/** The mature points of one measure, as one series a site. */
export const matureSeries = (
  points: readonly Point[],
  measure: Pick<PlanMeasure, 'measure' | 'threshold'>,
  today: CalendarDate,
): Point[][] => {
  const mature = points.filter(
    (point) =>
      point.measure === measure.measure &&
      point.threshold === measure.threshold &&
      point.maturesOn <= today,
  )
  const sites = [...new Set(mature.map((point) => point.site))]
  return sites.map((site) => seriesOf(mature.filter((point) => point.site === site)))
}

const raise = async (
  context: Context,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  measure: PlanMeasure,
  finding: Finding,
  causes: Causes,
): Promise<Raised | null> => {
  const last = finding.points.at(-1)
  if (!last) return null
  const ofSeries = causes.filter(
    (one) =>
      one.measure === measure.measure &&
      one.threshold === measure.threshold &&
      one.site === last.site,
  )
  const sentence = signalSentence(measure, finding)
  const earlier = sameCause(finding, ofSeries)
  if (earlier) {
    const becomes =
      finding.becomesConcern &&
      (await markConcern(context.tx, earlier.id, { at: context.now, sentence }))
    if (!becomes) return null
    return told(deployment, plan, measure, last, { ...finding, id: earlier.id, sentence })
  }
  const id = context.newId('sig')
  const { rule, way, since } = finding
  const cause = {
    id,
    deploymentId: deployment.id,
    rule,
    way,
    measure: measure.measure,
    threshold: measure.threshold,
    site: last.site,
    subject: '',
    since,
    windowFrom: last.windowFrom,
    windowTo: last.windowTo,
    state: 'new' as const,
    becameConcernAt: finding.becomesConcern ? context.now : null,
  }
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    ...cause,
    versionId: last.versionId,
    pointIds: finding.points.map((point) => point.id),
    sentence,
  })
  causes.push(cause)
  return told(deployment, plan, measure, last, { ...finding, id, sentence })
}
