import { moduleOf, operations } from '#kernel/describe.js'
import { editOpportunity } from './edit-opportunity.js'
import { listOpportunities } from './list-opportunities.js'
import { putForwardOpportunity } from './put-forward-opportunity.js'
import {
  closeOpportunityAsDeployment,
  joinOpportunity,
  parkOpportunity,
  reopenOpportunity,
  stopOpportunity,
} from './set-aside-opportunity.js'
import { showOpportunity } from './show-opportunity.js'
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
  ),
})
