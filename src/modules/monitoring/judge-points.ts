import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import type { DomainEvent } from '#kernel/events/event.js'
import { signalRaised } from '#kernel/events/monitoring.js'
import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from './deployment-facts.js'
import { asDate } from '#ui/words.js'
import { readChartHistory } from './chart-history.js'
import { measureName } from './measures.js'
import { AT_ONCE_RATE, chanceOf, correctedChances } from './multiplicity.js'
import type { ChartHistory } from './stretches.js'
import { missingWindow } from './missing-data.js'
import type { MonitoringPlan, PlanMeasure, Point, Signal } from './model.js'
import { markJudged, readLastWindowEnd, readSeries } from './point-store.js'
import { judgeSeries, sameCause, type Finding } from './rules.js'
import { seriesOf } from './series.js'
import { insertSignal, markConcern, readCauses } from './signal-store.js'
import { signalSentence, windowWords } from './words.js'

/** Days in which the owner of a signal answers it. */
export const DAYS_TO_ANSWER = 7

type Context = Pick<CommandContext, 'tx' | 'now' | 'newId'>
type Causes = Awaited<ReturnType<typeof readCauses>>

/** What judging did: signals raised or that became a concern, and their events. */
export interface Judged {
  signals: readonly { id: string; sentence: string }[]
  events: readonly DomainEvent[]
  windowsJudged: number
}

/**
 * Judges the newest mature point of every measure of the plan at every site, in the transaction that
 * stored the points; each cause is raised once, and becomes a concern once.
 */
export const judgePoints = async (
  context: Context,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan | null,
): Promise<Judged> => {
  const today = londonDate(context.now)
  const windowsJudged = await markJudged(context.tx, deployment.id, today, context.now)
  if (!plan) return { signals: [], events: [], windowsJudged }
  const points = await readSeries(context.tx, deployment.id, plan.measures)
  const causes = await readCauses(context.tx, deployment.id)
  const rules = { ...plan, ...(await readChartHistory(context.tx, deployment.id)) }
  const raised: Raised[] = []
  for (const { measure, series, corrected } of judgedTogether(points, rules, today)) {
    const isEnoughAlone = corrected === null || corrected <= AT_ONCE_RATE
    for (const finding of judgeSeries(series, measure, rules, isEnoughAlone)) {
      const done = await raise(context, deployment, plan, measure, finding, causes)
      if (done) raised.push(done)
    }
  }
  return {
    signals: raised.map(({ signal }) => signal),
    events: raised.map(({ event }) => event),
    windowsJudged,
  }
}

/** Every series that a run judges, with the corrected chance of its newest point. */
const judgedTogether = (
  points: readonly Point[],
  rules: MonitoringPlan & ChartHistory,
  today: CalendarDate,
): { measure: PlanMeasure; series: readonly Point[]; corrected: number | null }[] => {
  const all = rules.measures.flatMap((measure) =>
    matureSeries(points, measure, today)
      .filter((series) => (series.at(-1)?.windowTo ?? '') > rules.startsOn)
      .map((series) => ({ measure, series })),
  )
  const corrected = correctedChances(
    all.map(({ measure, series }) => chanceOf(series, measure, rules)),
  )
  return all.map((one, place) => ({ ...one, corrected: corrected[place] ?? null }))
}

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

interface Raised {
  signal: { id: string; sentence: string }
  event: DomainEvent
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
      finding.becomesConcern && (await markConcern(context.tx, earlier.id, context.now))
    if (!becomes) return null
    return told(deployment, plan, measure, last, { ...finding, id: earlier.id, sentence })
  }
  const id = context.newId('sig')
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    id,
    cause: [
      measure.measure,
      measure.threshold,
      last.site,
      finding.rule,
      finding.way,
      finding.since,
    ].join('|'),
    rule: finding.rule,
    way: finding.way,
    measure: measure.measure,
    threshold: measure.threshold,
    site: last.site,
    versionId: last.versionId,
    windowFrom: last.windowFrom,
    windowTo: last.windowTo,
    pointIds: finding.points.map((point) => point.id),
    sentence,
    becameConcernAt: finding.becomesConcern ? context.now : null,
  })
  return told(deployment, plan, measure, last, { ...finding, id, sentence })
}

const waiting = ({ now }: Context, deployment: MonitoredDeployment, plan: MonitoringPlan) => ({
  organisationId: deployment.organisationId,
  deploymentId: deployment.id,
  planId: plan.id,
  ownerId: plan.ownerId,
  due: addDays(londonDate(now), DAYS_TO_ANSWER),
  state: 'new' as const,
  raisedAt: now,
})

const told = (
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  measure: Pick<PlanMeasure, 'measure' | 'threshold'>,
  last: Pick<Point, 'versionId'>,
  signal: Pick<Signal, 'id' | 'way' | 'sentence'> & { becomesConcern: boolean },
): Raised => ({
  signal: { id: signal.id, sentence: signal.sentence },
  event: signalRaised({
    signalId: signal.id,
    deploymentId: deployment.id,
    organisationId: deployment.organisationId,
    versionId: last.versionId,
    measure: measureName(measure.measure, measure.threshold),
    way: signal.way,
    becomesConcern: signal.becomesConcern,
    sentence: signal.sentence,
    ownerId: plan.ownerId,
  }),
})

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/** Raises a signal when the figures of a window are overdue; once for each window. */
export const judgeMissing = async (
  context: Context,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
): Promise<Judged> => {
  const nothing: Judged = { signals: [], events: [], windowsJudged: 0 }
  if (!plan.rules.includes('missing-data')) return nothing
  if (deployment.state !== 'running' || !IN_USE.includes(deployment.stage)) return nothing
  const lastEnd = await readLastWindowEnd(context.tx, deployment.id)
  const missing = missingWindow(plan, lastEnd, londonDate(context.now))
  if (!missing) return nothing
  const cause = `missing-data|${missing.from}`
  const causes = await readCauses(context.tx, deployment.id)
  if (causes.some((one) => one.cause === cause)) return nothing
  const sentence = `No figures have come in for ${windowWords(missing.from, missing.to)}. They were due by ${asDate(missing.dueOn)}. Rule: figures are missing.`
  const id = context.newId('sig')
  const about = { measure: 'missing', threshold: '' }
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    ...about,
    id,
    cause,
    rule: 'missing-data',
    way: 'missing',
    site: '',
    versionId: deployment.versionId,
    windowFrom: missing.from,
    windowTo: missing.to,
    pointIds: [],
    sentence,
    becameConcernAt: null,
  })
  const { signal, event } = told(deployment, plan, about, deployment, {
    id,
    way: 'missing',
    sentence,
    becomesConcern: false,
  })
  return { signals: [signal], events: [event], windowsJudged: 0 }
}
