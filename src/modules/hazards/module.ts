import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { acceptHazard } from './accept-hazard.js'
import { addHazard } from './add-hazard.js'
import { changeState } from './change-state.js'
import { copyHazards, findOfferedLogs } from './copy-hazards.js'
import { countByVersion } from './count-by-version.js'
import { editHazard, findHazardOwners, setControls } from './edit-hazard.js'
import { findBuildingOn, versionInWords } from './find-building-on.js'
import { hazardsInWords } from './hazards-in-words.js'
import { checkMayImport } from './import/check-may-import.js'
import { importHazards, proposeImport } from './import/import-hazards.js'
import { listHazards } from './list-hazards.js'
import { MAY_READ } from './model.js'
import { acceptPage } from './pages/accept.js'
import { addPage } from './pages/add.js'
import { controlsPage } from './pages/controls.js'
import { changeCriteriaPage, criteriaPage } from './pages/criteria.js'
import { editPage } from './pages/edit.js'
import { homeItems } from './pages/home-items.js'
import { importPage } from './pages/import.js'
import { listPage } from './pages/list.js'
import { PLACES } from './pages/places.js'
import { productPage } from './pages/product.js'
import { offerForm, reviewPage } from './pages/review.js'
import { safetyCasePages } from './pages/safety-case.js'
import { scorePage } from './pages/score.js'
import { showPage } from './pages/show.js'
import { startPage } from './pages/start.js'
import { statePage } from './pages/state.js'
import { takeAwayPage } from './pages/take-away.js'
import { receiveHazards } from './receive-hazards.js'
import { issueSafetyCase, showSafetyCase, writeSafetyCase } from './report/safety-case.js'
import { noteTakeAway } from './report/take-away.js'
import { offerLog, reviewLog } from './review-log.js'
import { hazardRoutes } from './routes.js'
import { scoreHazard } from './score-hazard.js'
import { setCriteria, showCriteria } from './set-criteria.js'
import { keepsLogAsMember, showHazard, showLog } from './show-hazard.js'
import { hazardSubscribers } from './subscribers.js'
import { whatNeedsMe } from './what-needs-me.js'

/** Hazards: the log of each deployment and of each version, scored, controlled, accepted and reviewed. */
export const hazardsModule: ModuleDescription = moduleOf({
  name: 'hazards',
  rank: 7,
  operations: operations(
    addHazard,
    editHazard,
    setControls,
    scoreHazard,
    changeState,
    acceptHazard,
    reviewLog,
    offerLog,
    copyHazards,
    receiveHazards,
    setCriteria,
    listHazards,
    showHazard,
    showLog,
    keepsLogAsMember,
    showCriteria,
    findOfferedLogs,
    findHazardOwners,
    findBuildingOn,
    versionInWords,
    countByVersion,
    whatNeedsMe,
    hazardsInWords,
    checkMayImport,
    proposeImport,
    importHazards,
    showSafetyCase,
    writeSafetyCase,
    issueSafetyCase,
    noteTakeAway,
  ),
  pages: [
    ...PLACES.flatMap((place) => [
      listPage(place),
      addPage(place),
      reviewPage(place),
      offerForm(place),
      startPage(place),
      importPage(place),
      takeAwayPage(place),
      ...safetyCasePages(place),
    ]),
    productPage,
    showPage,
    editPage,
    scorePage,
    controlsPage,
    statePage,
    acceptPage,
    criteriaPage,
    changeCriteriaPage,
  ],
  routes: hazardRoutes,
  subscribers: hazardSubscribers,
  tabs: [
    {
      of: 'deployment',
      label: 'Hazards',
      order: 4,
      path: '/register/deployments/:id/hazards',
      allow: MAY_READ,
      ownOnly: true,
      others: ({ read }, deploymentId) => read(keepsLogAsMember, { deploymentId }),
    },
    {
      of: 'product',
      label: 'Hazards',
      order: 3,
      path: '/register/products/:id/hazards',
      allow: ['signed-in'],
    },
  ],
  homeItems,
})
