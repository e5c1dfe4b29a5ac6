import { londonDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { measureName } from '../measures.js'
import { nextFiguresDue } from '../signals/missing-data.js'
import type { GatePoint, MonitoringPlan, Point } from '../model.js'
import { matureSeries } from '../signals/judge-points.js'
import { pointState } from '../periods.js'
import { readPlan } from '../plan/plan-store.js'
import { readLastWindowEnd } from './figures-store.js'
import { readSeries } from './point-series.js'
import { openSignals } from '../signals/signal-store.js'
import { signalName } from '../words.js'

/** The newest mature point of every measure with a pass mark, at every site, in the plan's order. */
export const gatePoints = async (
  db: ReadDb,
  deploymentId: string,
  now: Date,
): Promise<GatePoint[]> => {
  const plan = await readPlan(db, deploymentId)
  return plan ? pointsOf(db, plan, now) : []
}

/** The point requirement R28 reads: of the first measure with a pass mark; null when there is none. */
export const gatePoint = async (
  db: ReadDb,
  deploymentId: string,
  now: Date,
): Promise<GatePoint | null> => (await gatePoints(db, deploymentId, now))[0] ?? null

/** What gates ask about monitoring as a whole; null when no plan is fixed. */
export const monitoringFacts = async (
  db: ReadDb,
  deploymentId: string,
): Promise<{
  planId: string
  lastPointOn: string | null
  nextPointDueOn: string
  unexplainedSignals: { measure: string; on: string }[]
} | null> => {
  const plan = await readPlan(db, deploymentId)
  if (!plan) return null
  const lastEnd = await readLastWindowEnd(db, deploymentId)
  const signals = await openSignals(db, deploymentId)
  return {
    planId: plan.id,
    lastPointOn: lastEnd,
    nextPointDueOn: nextFiguresDue(plan, lastEnd),
    unexplainedSignals: signals.map((signal) => ({
      measure: signalName(signal),
      on: londonDate(signal.raisedAt),
    })),
  }
}

const pointsOf = async (db: ReadDb, plan: MonitoringPlan, now: Date): Promise<GatePoint[]> => {
  const marked = plan.measures.filter((measure) => measure.passMark !== null)
  const points = await readSeries(db, plan.deploymentId, marked)
  const today = londonDate(now)
  return marked.flatMap((measure) =>
    matureSeries(points, measure, today).flatMap((series) => {
      const last = series.at(-1)
      return last ? [toGatePoint(last, measure, today)] : []
    }),
  )
}

const toGatePoint = (
  point: Point,
  measure: MonitoringPlan['measures'][number],
  today: string,
): GatePoint => ({
  measure: point.measure,
  measureName: measureName(point.measure, point.threshold),
  site: point.site,
  value: point.value,
  low: point.low,
  high: point.high,
  passMark: measure.passMark,
  better: measure.direction === 'increase' ? 'higher' : 'lower',
  n: point.n,
  events: point.events,
  state: pointState(point, today),
  windowFrom: point.windowFrom,
  windowTo: point.windowTo,
  versionId: point.versionId,
  versionName: point.versionName,
})
