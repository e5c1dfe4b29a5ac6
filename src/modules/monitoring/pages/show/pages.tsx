import { page } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { showMonitoring } from '../../show-monitoring.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { MonitoringBody } from './body.js'
import { PartnerBody } from './partner.js'
import { pointsCsv } from './points-csv.js'

/** The monitoring page of a deployment: one's own, or what a partner shares. */
export const showPage = page({
  path: BASE,
  allow: ['signed-in'],
  get: async (context) => {
    const { measure, threshold, site, window } = context.query
    const shown = await context.read(showMonitoring, {
      deploymentId: idOf(context),
      ...(measure === undefined ? {} : { measure }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(site === undefined ? {} : { site }),
      ...(window === undefined ? {} : { window }),
    })
    const body = shown.own ? (
      <MonitoringBody shown={shown} context={context} />
    ) : (
      <PartnerBody shown={shown} />
    )
    return { ...inTab(context, 'Monitoring'), body }
  },
})

/** The points of a deployment as a file. */
export const csvPage = page({
  path: `${BASE}/points.csv`,
  allow: ['signed-in'],
  get: async (context) => {
    const { measure, threshold } = context.query
    const shown = await context.read(showMonitoring, {
      deploymentId: idOf(context),
      everySite: true,
    })
    if (!shown.own) throw new Invalid('Figures of others are not given as a file.')
    const points = shown.points.filter(
      (point) =>
        (measure === undefined || point.measure === measure) &&
        (threshold === undefined || point.threshold === threshold),
    )
    return {
      download: pointsCsv(points, londonDate(context.now)),
      type: 'text/csv; charset=utf-8',
      fileName: `monitoring-${idOf(context)}.csv`,
    }
  },
})
