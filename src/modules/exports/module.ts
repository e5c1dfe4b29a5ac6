import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { showAtrsOn } from './atrs/show-atrs.js'
import { showFile } from './file/show-file.js'
import { MAY_TAKE_OUT } from './model.js'
import { noteExport } from './note-export.js'
import { takeOutPage } from './pages/take-out-page.js'
import { papersPage } from './pages/papers-page.js'
import { papersPanel } from './pages/papers-panel.js'
import { showBoardFacts, showTools } from './papers/show-papers.js'
import { exportRoutes } from './routes.js'

/** What the module is given by main. */
export interface ExportParts {
  /** Where people reach this server; public addresses begin with it. */
  baseUrl: string
  files: FileStore
}

/** What comes out: records made into papers and files, each dated, with its rules and its reason. */
export const exportsModule = ({ baseUrl, files }: ExportParts): ModuleDescription => {
  const showAtrs = showAtrsOn(baseUrl)
  return moduleOf({
    name: 'exports',
    rank: 13,
    operations: operations(noteExport, showAtrs, showFile, showTools, showBoardFacts),
    pages: [takeOutPage(showAtrs, files), papersPage],
    routes: exportRoutes(showAtrs, files),
    panels: [papersPanel],
    tabs: [
      {
        of: 'deployment',
        label: 'Papers and exports',
        order: 11,
        path: '/register/deployments/:id/take-out',
        allow: MAY_TAKE_OUT,
        ownOnly: true,
      },
    ],
  })
}
