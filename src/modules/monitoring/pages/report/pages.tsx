import { page } from '#kernel/declare/page.js'
import { PageHeading } from '#ui/index.js'
import { showReport } from '../../report/show-report.js'
import { windowWords } from '../../words.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { ReportBody } from './body.js'

/** The monthly report of one deployment. */
export const reportPage = page({
  path: `${BASE}/report`,
  allow: ['signed-in'],
  get: async (context) => {
    const { month = '' } = context.query
    const shown = await context.read(showReport, { deploymentId: idOf(context), month })
    const title = `Report for ${windowWords(shown.month.from, shown.month.to)}`
    return {
      ...inTab(context, title),
      body: (
        <>
          <h2>{title}</h2>
          <ReportBody shown={shown} now={context.now} />
        </>
      ),
    }
  },
})

/** The monthly report of every tool in use, for the board of the organisation. */
export const boardReportPage = page({
  path: '/overviews/monitoring-report',
  allow: ['signed-in'],
  get: async (context) => {
    const { month = '' } = context.query
    const shown = await context.read(showReport, { month })
    const title = `AI tools in ${windowWords(shown.month.from, shown.month.to)}`
    return {
      title,
      nav: '/overviews',
      body: (
        <>
          <PageHeading aside={shown.organisationName}>{title}</PageHeading>
          <ReportBody shown={shown} now={context.now} />
        </>
      ),
    }
  },
})
