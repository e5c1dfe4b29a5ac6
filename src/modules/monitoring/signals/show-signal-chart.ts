import { z } from 'zod'
import { query } from '#registry/query.js'
import { readChartedPlan } from '../charts/chart-history.js'
import { requireOwn } from '../deployment-facts.js'
import { readPoints } from '../points/point-store.js'
import { readSeries } from '../points/point-series.js'
import { watchedOf } from '../points/show-slice.js'
import { requireSignal } from './signal-store.js'

/** The points that a signal was raised on as they were then, and the series as it is now. */
export const showSignalChart = query({
  name: 'monitoring.show-signal-chart',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40), signalId: z.string().max(40) }),
  async run({ db, organisationId }, { deploymentId, signalId }) {
    await requireOwn(db, deploymentId, organisationId())
    const signal = await requireSignal(db, signalId, deploymentId)
    const plan = await readChartedPlan(db, deploymentId)
    const isMissing = signal.way === 'missing'
    return {
      signal,
      plan,
      measure: watchedOf(plan, signal),
      points: await readPoints(db, signal.pointIds),
      series: isMissing ? [] : await readSeries(db, deploymentId, [signal], signal.site),
    }
  },
})
