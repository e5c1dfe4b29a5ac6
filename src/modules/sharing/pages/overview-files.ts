import { toCsv } from '#kernel/csv.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import { ATTENTION_WORDS } from '../attention-words.js'
import { COLUMNS, type Overview } from '../model.js'
import {
  MAY_SEE_OVERVIEWS,
  showOrganisationOverview,
  showSystemOverview,
} from '../show-overview.js'
import { columnName } from './overview-parts.js'

/** Where the overview of one's own organisation is, and that of a system. */
export const OWN = '/overviews/organisation'
export const SYSTEM = '/overviews/system'

/** What an overview counts and what of it needs attention, each as a file. */
export const overviewFiles = (framework: Framework): readonly PageDescription[] =>
  [OWN, SYSTEM].flatMap((path) => [countsFile(framework, path), attentionFile(path)])

const system = (query: PageContext['query']) => ({ system: query['system'] || undefined })

/** The overview at one of the two addresses. */
export const readAt = (path: string, { read, query }: PageContext): Promise<Overview> =>
  path === OWN ? read(showOrganisationOverview, {}) : read(showSystemOverview, system(query))

const countsFile = (framework: Framework, path: string): PageDescription =>
  page({
    path: `${path}.csv`,
    allow: MAY_SEE_OVERVIEWS,
    get: async (context) => {
      const overview = await readAt(path, context)
      const today = londonDate(context.now)
      return {
        download: toCsv(
          ['organisation', ...COLUMNS.map((column) => columnName(framework, column)), 'as of'],
          overview.rows.map((row) => [
            row.organisationName,
            ...COLUMNS.map((column) => row.counts[column]),
            today,
          ]),
        ),
        type: 'text/csv; charset=utf-8',
        fileName: `where-everything-is-${today}.csv`,
      }
    },
  })

const attentionFile = (path: string): PageDescription =>
  page({
    path: `${path}-attention.csv`,
    allow: MAY_SEE_OVERVIEWS,
    get: async (context) => {
      const { lines } = await readAt(path, context)
      const today = londonDate(context.now)
      return {
        download: toCsv(
          ['kind', 'what', 'note', 'organisations', 'due', 'next action', 'as of'],
          lines.map((line) => [
            ATTENTION_WORDS[line.kind].tag,
            line.text,
            line.note,
            line.organisations.join('; '),
            line.due,
            line.action,
            today,
          ]),
        ),
        type: 'text/csv; charset=utf-8',
        fileName: `needs-attention-${today}.csv`,
      }
    },
  })
