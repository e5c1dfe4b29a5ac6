import { page } from '#kernel/declare/page.js'
import { showVersions } from '../../compare/show-versions.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { VersionsBody } from './body.js'

/** Versions before and after, a measure of the plan at a time. */
export const versionsPage = page({
  path: `${BASE}/versions`,
  allow: ['signed-in'],
  get: async (context) => {
    const { site } = context.query
    const shown = await context.read(showVersions, {
      deploymentId: idOf(context),
      ...(site === undefined ? {} : { site }),
    })
    return { ...inTab(context, 'Versions before and after'), body: <VersionsBody shown={shown} /> }
  },
})
