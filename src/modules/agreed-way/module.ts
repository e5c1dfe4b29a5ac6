import { moduleOf, operations } from '#kernel/describe.js'
import { confirmItem } from './confirm-item.js'
import { confirmationPages } from './pages/confirmation-pages.js'
import { frameworkPages } from './pages/framework-pages.js'
import { agreedWayRoutes } from './routes.js'
import { listConfirmable, showAgreedWay, showConfirmable } from './show-agreed-way.js'
import { withdrawConfirmation } from './withdraw-confirmation.js'

/** The agreed way as each system follows it: what it has confirmed, added and adopted. */
export const agreedWayModule = moduleOf({
  name: 'agreed-way',
  rank: 4,
  operations: operations(
    confirmItem,
    withdrawConfirmation,
    showAgreedWay,
    listConfirmable,
    showConfirmable,
  ),
  pages: [...confirmationPages, ...frameworkPages],
  routes: agreedWayRoutes,
})
