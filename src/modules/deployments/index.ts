export { registersUses } from './runs-nothing.js'
export { registerDeployment, openDeployment } from './register-deployment.js'
export { editDeployment, setDueDates } from './edit-deployment.js'
export { changeVersion } from './change-version.js'
export { moveStage } from './move-stage.js'
export { parkDeployment, pauseDeployment, resumeDeployment } from './pause-deployment.js'
export { holdBack, shareAgain } from './hold-back.js'
export { callStop } from './call-stop.js'
export { confirmStop } from './confirm-stop.js'
export { ceaseDeployment, settleCeaseTask } from './cease-deployment.js'
export { CEASE_CHECKLIST, CEASE_REASONS } from './cease-reasons.js'
export { listDeployments } from './list-deployments.js'
export { showDeployment } from './show-deployment.js'
export {
  deploymentsRunning,
  readDeployment,
  readDeployments,
  requireDeployment,
  type RunningDeployment,
} from './store.js'
export { countByStage, countFacts, type FactCount, type StageCount } from './count-for-overview.js'
export { readAllOwn, readLive, readNeedingAttention, type DeploymentInBrief } from './in-brief.js'
export { readSameThings, type SameThing } from './same-things.js'
export {
  readGoLiveTimes,
  readOnTheirWay,
  readStageStays,
  type GoLiveTimes,
  type OnItsWay,
  type StageStays,
} from './stage-times.js'
export { readOpenStop } from './stop-store.js'
export {
  readStageChanges,
  readStageChangesOf,
  readVersionRuns,
  readVersionRunsOf,
} from './version-store.js'
export { readSitesOf } from './site-store.js'
export {
  contactInText,
  contactRoleName,
  DEPLOYMENT_STAGES,
  MAY_REGISTER,
  MAY_STOP,
  type Deployment,
  type DeploymentStage,
  type DeploymentState,
  type StageChange,
  type Stop,
  type VersionRun,
} from './model.js'
export { deploymentsFollowing } from './read-following.js'
export { deploymentsModule } from './module.js'
export { ownedDeployments, takeOverDeployments } from './take-over-records.js'
export { findSameUse } from './find-uses.js'
