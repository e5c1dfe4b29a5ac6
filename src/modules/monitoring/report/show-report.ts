import { z } from 'zod'
import { addDays, addMonths, londonDate } from '#kernel/time.js'
import { readAllOwn, type DeploymentInBrief } from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { requireOwn } from '../deployment-facts.js'
import { matureSeries } from '../signals/judge-points.js'
import { missingWindow } from '../signals/missing-data.js'
import { windowOf, type Window } from '../periods.js'
import { readPlan } from '../plan/plan-store.js'
import { readLastWindowEnd } from '../points/figures-store.js'
import { readSeries } from '../points/point-series.js'
import { isOfMonth, monthReport, type MonthOf } from './report.js'
import { readSignals } from '../signals/signal-store.js'

/** Most deployments of a report; an organisation with more reads them one by one. */
export const MOST_IN_A_REPORT = 200

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/**
 * The report of a month: of one deployment of one's own, or of all in use, for the board. A month
 * that is not over is reported as it stands.
 */
export const showReport = query({
  name: 'monitoring.show-report',
  allow: ['signed-in'],
  input: z.object({
    /** Empty for every deployment in use. */
    deploymentId: z.string().max(40).default(''),
    /** As 2026-10; the last month that is over unless said. */
    month: z
      .union([z.literal(''), z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Choose a month.')])
      .default(''),
  }),
  async run({ db, now, organisationId }, input) {
    const today = londonDate(now)
    const day = input.month === '' ? addMonths(`${today.slice(0, 7)}-01`, -1) : `${input.month}-01`
    const month = windowOf(day, 'month')
    if (input.deploymentId !== '') await requireOwn(db, input.deploymentId, organisationId())
    const own = await readAllOwn(db, organisationId(), '', MOST_IN_A_REPORT)
    const wanted = own.filter(({ id, stage, state }) =>
      input.deploymentId === ''
        ? IN_USE.includes(stage) && state !== 'ceased'
        : id === input.deploymentId,
    )
    const months: MonthOf[] = []
    for (const deployment of wanted) months.push(await readMonth(db, deployment, month, today))
    return {
      month,
      deployments: months.map(({ id, name }) => ({ id, name })),
      organisationName: own[0]?.organisationName ?? '',
      report: monthReport(months),
    }
  },
})

const MOST_SIGNALS = 200

const readMonth = async (
  db: ReadDb,
  deployment: DeploymentInBrief,
  month: Window,
  today: string,
): Promise<MonthOf> => {
  const plan = await readPlan(db, deployment.id)
  const end = month.to <= today ? month.to : addDays(today, 1)
  const signals = (await readSignals(db, deployment.id, MOST_SIGNALS))
    .filter((signal) => isOfMonth(signal, { from: month.from, end }))
    .toSorted((a, b) => (a.windowFrom < b.windowFrom ? -1 : a.windowFrom > b.windowFrom ? 1 : 0))
  const points = plan ? await readSeries(db, deployment.id, plan.measures) : []
  const newest = (plan?.measures ?? []).flatMap((measure) =>
    matureSeries(points, measure, today).flatMap((series) => {
      const last = series.findLast(({ windowTo }) => windowTo > month.from && windowTo <= end)
      return last ? [last] : []
    }),
  )
  const missing =
    plan && deployment.state === 'running'
      ? missingWindow(plan, await readLastWindowEnd(db, deployment.id), today)
      : null
  return {
    id: deployment.id,
    name: `${deployment.productName}, ${deployment.useCase}`,
    inUse: IN_USE.includes(deployment.stage),
    state: deployment.state,
    plan,
    signals,
    newest,
    missingSince: missing && missing.from < end ? missing.from : null,
    today,
  }
}
