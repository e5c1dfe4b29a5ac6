import { moduleOf, operations } from '#kernel/declare/module.js'
import { editOpportunity } from './edit-opportunity.js'
import { listOpportunities } from './list-opportunities.js'
import { opportunityHead } from './pages/head.js'
import { listCsv, listPage } from './pages/list/page.js'
import { editPage, putForwardPage } from './pages/put-forward/page.js'
import { setAsidePage } from './pages/set-aside/page.js'
import { showPage } from './pages/show/page.js'
import { putForwardOpportunity } from './put-forward-opportunity.js'
import { opportunityRoutes } from './routes.js'
import {
  closeOpportunityAsDeployment,
  joinOpportunity,
  parkOpportunity,
  reopenOpportunity,
  stopOpportunity,
} from './set-aside-opportunity.js'
import { showOpportunity } from './show-opportunity.js'
import {
  ownedOpportunities,
  takeOverOpportunities,
  takeOverSubscriber,
} from './take-over-records.js'
import { writeUseCase } from './write-use-case.js'

/** Opportunities: problems worth solving, before there is a deployment; and use cases. */
export const opportunitiesModule = moduleOf({
  name: 'opportunities',
  rank: 5,
  operations: operations(
    putForwardOpportunity,
    editOpportunity,
    parkOpportunity,
    reopenOpportunity,
    stopOpportunity,
    joinOpportunity,
    closeOpportunityAsDeployment,
    writeUseCase,
    listOpportunities,
    showOpportunity,
    ownedOpportunities,
    takeOverOpportunities,
  ),
  subscribers: [takeOverSubscriber],
  pages: [listPage, listCsv, putForwardPage, showPage, editPage, setAsidePage],
  routes: opportunityRoutes,
  heads: [opportunityHead],
  tabs: [
    {
      of: 'opportunity',
      label: 'Summary',
      order: 1,
      path: '/register/opportunities/:id',
      allow: ['signed-in'],
    },
  ],
})
