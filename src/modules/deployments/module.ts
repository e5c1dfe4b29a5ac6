import { moduleOf, operations, type ModuleDescription } from '#kernel/describe.js'
import type { Framework } from '#modules/framework/index.js'
import { callStop } from './call-stop.js'
import { ceaseDeployment, settleCeaseTask } from './cease-deployment.js'
import { changeVersion } from './change-version.js'
import { confirmStop } from './confirm-stop.js'
import { editDeployment, setDueDates } from './edit-deployment.js'
import { findOwners } from './find-owners.js'
import { moveStage } from './move-stage.js'
import { parkDeployment, pauseDeployment, resumeDeployment } from './pause-deployment.js'
import { openDeployment, registerDeployment } from './register-deployment.js'
import { showDeployment } from './show-deployment.js'
import { ownedDeployments, takeOverDeployments, takeOverSubscriber } from './take-over-records.js'

/** Deployments: one organisation's use of one product for one use case, its stages, stops and end. */
export const deploymentsModule = (_parts: { framework: Framework }): ModuleDescription =>
  moduleOf({
    name: 'deployments',
    rank: 6,
    operations: operations(
      registerDeployment,
      openDeployment,
      editDeployment,
      setDueDates,
      changeVersion,
      moveStage,
      pauseDeployment,
      resumeDeployment,
      parkDeployment,
      callStop,
      confirmStop,
      ceaseDeployment,
      settleCeaseTask,
      findOwners,
      showDeployment,
      ownedDeployments,
      takeOverDeployments,
    ),
    subscribers: [takeOverSubscriber],
  })
