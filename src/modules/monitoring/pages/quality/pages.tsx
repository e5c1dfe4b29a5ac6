import { page } from '#kernel/declare/page.js'
import { showQuality } from '../../quality/show-quality.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { QualityBody } from './body.js'

/** How good the data behind the figures is. */
export const qualityPage = page({
  path: `${BASE}/quality`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showQuality, {
      ...context.query,
      deploymentId: idOf(context),
    })
    return { ...inTab(context, 'Data quality'), body: <QualityBody shown={shown} /> }
  },
})
