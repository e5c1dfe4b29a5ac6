import type { FileStore } from '#files/file-store.js'
import type { AnyRoute } from '#kernel/declare/route.js'
import { answerRoutes } from './answer-routes.js'
import { documentRoutes } from './document-routes.js'
import { followRoutes } from './follow-routes.js'
import { openingRoutes } from './opening-routes.js'
import { relianceRoutes } from './reliance-routes.js'
import { ROUTE_ROOTS } from './route-roots.js'

/** The REST operations about evidence; fixed addresses stand before those with a requirement. */
export const evidenceRoutes = (files: FileStore): readonly AnyRoute[] => [
  ...followRoutes,
  ...relianceRoutes(files),
  ...ROUTE_ROOTS.flatMap((root) => [
    ...openingRoutes(root),
    ...answerRoutes(root),
    ...documentRoutes(files, root),
  ]),
]
