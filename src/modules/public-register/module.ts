import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import type { PublicSection } from '#kernel/declare/subject.js'
import { publicRegisterHomeItems, toolsNotPublished } from './home-items.js'
import { publicRegisterPages } from './pages/pages.js'
import { publishRecord } from './publish-record.js'
import { retractRecord } from './retract-record.js'
import { publicRegisterRoutes } from './routes.js'
import * as published from './show-published.js'
import { listRecords, showRecord } from './show-record.js'
import { writeRecord } from './write-record.js'

/** What the module is given by main. */
export interface PublicRegisterParts {
  /** Where people reach this server; links in the open data begin with it. */
  baseUrl: string
  /** What other modules add to an organisation's public page. */
  sections: () => readonly PublicSection[]
}

/** What the public reads about AI tools, in plain words, published by a named person. */
export const publicRegisterModule = (parts: PublicRegisterParts): ModuleDescription =>
  moduleOf({
    name: 'public-register',
    rank: 11,
    operations: operations(
      writeRecord,
      publishRecord,
      retractRecord,
      showRecord,
      listRecords,
      toolsNotPublished,
      ...Object.values(published),
    ),
    pages: publicRegisterPages(parts),
    routes: publicRegisterRoutes,
    tabs: [
      {
        of: 'deployment',
        label: 'Public record',
        order: 9,
        path: '/register/deployments/:id/public-record',
        allow: ['signed-in'],
      },
    ],
    homeItems: publicRegisterHomeItems,
  })
