import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import type { Framework } from '#modules/framework/index.js'
import { callStop } from './call-stop.js'
import { ceaseDeployment, settleCeaseTask } from './cease-deployment.js'
import { changeVersion } from './change-version.js'
import { confirmStop } from './confirm-stop.js'
import { editDeployment, setDueDates } from './edit-deployment.js'
import { findChoices } from './find-choices.js'
import { findMyTasks } from './find-my-tasks.js'
import { findOwners } from './find-owners.js'
import { findSameUse, findUsesOfProduct } from './find-uses.js'
import { holdBack, shareAgain } from './hold-back.js'
import { listDeployments } from './list-deployments.js'
import { registerImport } from './import/import-register.js'
import { moveStage } from './move-stage.js'
import { deploymentBanners } from './pages/banners.js'
import { ceasePage } from './pages/cease/page.js'
import { editPage } from './pages/edit/page.js'
import { editSectionPage } from './pages/edit/section-page.js'
import { importPage } from './pages/import/page.js'
import { deploymentHead, deploymentNext } from './pages/head.js'
import { homeItems } from './pages/home-items.js'
import { listCsv, listPage } from './pages/list/page.js'
import { pausePages } from './pages/pause/page.js'
import { registerPage } from './pages/register/page.js'
import { showPage } from './pages/show/page.js'
import { stopPage } from './pages/stop/page.js'
import { peoplePage } from './pages/people/page.js'
import { sameUsePanel, usesPage } from './pages/uses/page.js'
import { versionPage } from './pages/version/page.js'
import { parkDeployment, pauseDeployment, resumeDeployment } from './pause-deployment.js'
import { openDeployment, registerDeployment } from './register-deployment.js'
import { deploymentRoutes } from './routes.js'
import { showPeopleOfDeployment } from './show-people.js'
import { showDeployment, showDeploymentAndWay } from './show-deployment.js'
import { registersUses } from './runs-nothing.js'
import { showRegister } from './show-register.js'
import { ownedDeployments, takeOverDeployments, takeOverSubscriber } from './take-over-records.js'

/** Deployments: one organisation's use of one product for one use case, its stages, stops and end. */
export const deploymentsModule = ({ framework }: { framework: Framework }): ModuleDescription => {
  const imports = registerImport(framework)
  return moduleOf({
    name: 'deployments',
    rank: 6,
    operations: operations(
      registerDeployment,
      imports.proposeImport,
      imports.importRegister,
      openDeployment,
      editDeployment,
      setDueDates,
      changeVersion,
      moveStage,
      pauseDeployment,
      resumeDeployment,
      parkDeployment,
      holdBack,
      shareAgain,
      callStop,
      confirmStop,
      ceaseDeployment,
      settleCeaseTask,
      findOwners,
      findChoices,
      findMyTasks,
      findSameUse,
      findUsesOfProduct,
      listDeployments,
      showRegister,
      registersUses,
      showDeployment,
      showDeploymentAndWay,
      showPeopleOfDeployment,
      ownedDeployments,
      takeOverDeployments,
    ),
    pages: [
      listPage(framework),
      listCsv(framework),
      importPage(imports),
      registerPage,
      showPage,
      editPage,
      editSectionPage,
      versionPage,
      ...pausePages,
      stopPage,
      ceasePage,
      usesPage(framework),
      peoplePage,
    ],
    routes: deploymentRoutes,
    heads: [deploymentHead],
    banners: [deploymentBanners],
    nextActions: [deploymentNext],
    panels: [sameUsePanel(framework)],
    tabs: [
      {
        of: 'deployment',
        label: 'Summary',
        order: 1,
        path: '/register/deployments/:id',
        allow: ['signed-in'],
      },
      {
        of: 'deployment',
        label: 'People',
        order: 8,
        path: '/register/deployments/:id/people',
        allow: ['signed-in'],
      },
      {
        of: 'product',
        label: 'Where it is used',
        order: 4,
        path: '/register/products/:id/use',
        allow: ['signed-in'],
      },
    ],
    navigation: [{ label: 'Register', href: '/register', order: 2, allow: ['signed-in'] }],
    homeItems: homeItems(framework),
    subscribers: [takeOverSubscriber],
  })
}
