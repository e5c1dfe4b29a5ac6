import { moduleOf, operations, type ModuleDescription } from '#kernel/describe.js'
import { showAtrsOn } from './atrs/show-atrs.js'
import { MAY_TAKE_OUT } from './model.js'
import { noteExport } from './note-export.js'
import { takeOutPage } from './pages/take-out-page.js'
import { exportRoutes } from './routes.js'

/** What the module is given by main. */
export interface ExportParts {
  /** Where people reach this server; public addresses begin with it. */
  baseUrl: string
}

/** What comes out: records made into papers and files, each dated, with its rules and its reason. */
export const exportsModule = ({ baseUrl }: ExportParts): ModuleDescription => {
  const showAtrs = showAtrsOn(baseUrl)
  return moduleOf({
    name: 'exports',
    rank: 13,
    operations: operations(noteExport, showAtrs),
    pages: [takeOutPage(showAtrs)],
    routes: exportRoutes(showAtrs),
    tabs: [
      {
        of: 'deployment',
        label: 'Take out',
        order: 11,
        path: '/register/deployments/:id/take-out',
        allow: MAY_TAKE_OUT,
      },
    ],
  })
}
