import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { checkMayImport } from './check-may-import.js'
import { importCardTo } from './import-card.js'
import { cardPage } from './pages/card-page.js'
import { cardFilePages } from './pages/file-pages.js'
import { importPage } from './pages/import-page.js'
import { proposeCard } from './propose-card.js'
import { cardRoutes } from './routes.js'
import { openCard, showCards } from './show-cards.js'

/** Model cards: what the supplier of a version states about it. */
export const modelCardsModule = ({ files }: { files: FileStore }): ModuleDescription =>
  moduleOf({
    name: 'model-cards',
    rank: 5,
    operations: operations(checkMayImport, importCardTo(files), proposeCard, showCards, openCard),
    pages: [cardPage, importPage(files), ...cardFilePages(files)],
    routes: cardRoutes(files),
    tabs: [
      {
        of: 'product',
        label: 'Model card',
        order: 2.5,
        path: '/register/products/:id/card',
        allow: ['signed-in'],
      },
    ],
  })
