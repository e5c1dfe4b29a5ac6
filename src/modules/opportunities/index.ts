export { putForwardOpportunity } from './put-forward-opportunity.js'
export { editOpportunity } from './edit-opportunity.js'
export {
  closeOpportunityAsDeployment,
  joinOpportunity,
  parkOpportunity,
  reopenOpportunity,
  stopOpportunity,
} from './set-aside-opportunity.js'
export { writeUseCase } from './write-use-case.js'
export { countOpenOpportunities } from './count-open.js'
export { listOpportunities } from './list-opportunities.js'
export { showOpportunity } from './show-opportunity.js'
export {
  noLongerOpen,
  readOpenOpportunities,
  readOpportunity,
  requireOpportunity,
} from './store.js'
export { readUseCase, readUseCasesOf } from './use-case-store.js'
export {
  MAY_PUT_FORWARD,
  revisionField,
  ticked,
  useCaseInput,
  type Opportunity,
  type OpportunityState,
  type UseCase,
} from './model.js'
export { WhoseSelect } from './pages/whose-select.js'
export { opportunitiesModule } from './module.js'
export { ownedOpportunities, takeOverOpportunities } from './take-over-records.js'
