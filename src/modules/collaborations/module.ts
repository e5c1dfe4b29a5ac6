import { moduleOf, operations } from '#kernel/declare/module.js'
import { answerCharterTest } from './answer-test.js'
import { carryOver } from './carry-over.js'
import { endCollaboration } from './end.js'
import { enterCollaboration, takeOut } from './enter.js'
import { answerInvitation, inviteParty, leaveCollaboration, removeParty } from './keep-parties.js'
import { listCollaborations } from './list-collaborations.js'
import {
  charterJob,
  collaborationSubscribers,
  lookAgain,
  organisationsUnderCharter,
} from './look-again.js'
import { noticeInWords, partiesToTell } from './notice-in-words.js'
import { collaborationBanners } from './pages/banners.js'
import { collaborationPage } from './pages/collaboration.js'
import { confirmPages } from './pages/confirm.js'
import { addPage, enterPage } from './pages/enter.js'
import { answerPage, charterOfDeploymentPage, entryPage } from './pages/entry.js'
import { homeItems } from './pages/home-items.js'
import { listCsv, listPage } from './pages/list.js'
import { consentPage, invitePage } from './pages/parties.js'
import { editPage, setUpPage } from './pages/write.js'
import { collaborationRoutes } from './routes.js'
import { editCollaboration, setUpCollaboration } from './set-up.js'
import {
  findOrganisations,
  nameOfSubject,
  showBelonging,
  showCollaboration,
  showEntry,
} from './show-collaboration.js'
import { signCollaboration } from './sign.js'
import { whatNeedsMe } from './what-needs-me.js'

/** Collaborations: agreements between parties, and the four charter tests on what belongs to them. */
export const collaborationsModule = moduleOf({
  name: 'collaborations',
  rank: 8,
  operations: operations(
    setUpCollaboration,
    editCollaboration,
    inviteParty,
    answerInvitation,
    leaveCollaboration,
    removeParty,
    signCollaboration,
    endCollaboration,
    enterCollaboration,
    takeOut,
    answerCharterTest,
    carryOver,
    lookAgain,
    organisationsUnderCharter,
    listCollaborations,
    showCollaboration,
    showEntry,
    showBelonging,
    findOrganisations,
    nameOfSubject,
    whatNeedsMe,
    partiesToTell,
    noticeInWords,
  ),
  pages: [
    listPage,
    listCsv,
    setUpPage,
    entryPage,
    answerPage,
    charterOfDeploymentPage,
    collaborationPage,
    editPage,
    invitePage,
    consentPage,
    addPage,
    enterPage,
    ...confirmPages,
  ],
  routes: collaborationRoutes,
  subscribers: collaborationSubscribers,
  clockJobs: [charterJob],
  banners: collaborationBanners,
  homeItems,
})
