import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { acceptEvidence } from './accept-evidence.js'
import { openOffered, openOfferedDocument } from './open-offered.js'
import { followedPage } from './pages/followed-page.js'
import { offeredPages } from './pages/offered-pages.js'
import { openingPages } from './pages/opening-page.js'
import { reliancePages } from './pages/reliance-pages.js'
import { workPage } from './pages/work-page.js'
import { setReuseHours, showReuseHours } from './reuse-hours.js'
import { setOpening } from './set-opening.js'
import { showOpening } from './show-opening.js'
import { startFrom } from './start-from.js'
import { findUsableWork } from './usable-work.js'
import { withdrawAcceptance } from './withdraw-acceptance.js'
import { addLink, attachDocumentTo, checkMayAttach, useDocument } from './attach-document.js'
import { deadLinkHomeItems, findDeadLinks, linksInWords } from './links/dead-links.js'
import { linkJob } from './links/link-job.js'
import { findLinksToCheck, findOrganisationsWithLinks, noteLinks } from './links/note-links.js'
import { closedHomeItems, closedInWords, findClosedDocuments } from './stored/closed-documents.js'
import {
  findFilesToSearch,
  noteSearched,
  putFilesBack,
  takeFilesToSearch,
} from './stored/note-searched.js'
import { searchJobOf } from './stored/search-job.js'
import { findExpired, noteExpiry } from './note-expiry.js'
import { openDocument } from './open-document.js'
import { answerPage } from './pages/answer-page.js'
import { documentPages } from './pages/document-pages.js'
import { FILE_ROOTS } from './pages/file-root.js'
import { evidenceListPage } from './pages/list-page.js'
import type { FormProgressQuery } from './pages/guided-form.js'
import { withdrawAnswerPage } from './pages/withdraw-answer-page.js'
import { passportParts } from './passport/index.js'
import { findRelying, noteReliance } from './note-reliance.js'
import { unsignedInWords } from './unsigned-in-words.js'
import { withdrawAnswer } from './withdraw-answer.js'
import { followFile, unfollowFile } from './follow-file.js'
import {
  findChangedFiles,
  followedHomeItems,
  lookAtFollowed,
  showFollowedChanges,
} from './look-at-followed.js'
import { findEnds, findFollowers, isOfItsSupplier, noteEnds, noteFollowed } from './note-ends.js'
import { findPublicProducts, publicFilePages, showPublicFile } from './public/index.js'
import { organisationTab } from './pages/organisation-tab.js'
import { passportTab } from './pages/passport-tab.js'
import { showOrganisationEvidence } from './show-organisation-evidence.js'
import { showPassport } from './show-passport.js'
import { findRelianceWaiting, relianceHomeItems } from './reliance-home.js'
import { signPage } from './pages/sign-page.js'
import { reopenEvidence } from './reopen-evidence.js'
import { endingInWords } from './ending-in-words.js'
import { reviewInWords } from './review-in-words.js'
import { findAsked, reviewChanged } from './review-changed.js'
import { evidenceRoutes } from './routes/index.js'
import { saveAnswer } from './save-answer.js'
import { showAnswer, showEvidence } from './show-evidence.js'
import { signAnswer } from './sign-answer.js'
import { evidenceJobs, evidenceSubscribers } from './subscribers.js'
import { evidenceHomeItems, findWaitingEvidence } from './what-needs-me.js'
import { withdrawDocument } from './withdraw-document.js'

/** Evidence: answers, documents and signatures for each requirement. */
export const evidenceModule = (parts: {
  files: FileStore
  /** Where the key that signs passports is kept. */
  dataDirectory: string
  /** Asks the module of guided forms, which stands above, how far a form is. */
  formProgress: FormProgressQuery
}): ModuleDescription => {
  const passport = passportParts(parts.dataDirectory)
  const { files, formProgress } = parts
  return moduleOf({
    name: 'evidence',
    rank: 7,
    operations: operations(
      saveAnswer,
      signAnswer,
      checkMayAttach,
      attachDocumentTo(files),
      addLink,
      useDocument,
      withdrawDocument,
      openDocument,
      reopenEvidence,
      noteExpiry,
      findExpired,
      noteLinks,
      findFilesToSearch,
      takeFilesToSearch,
      putFilesBack,
      noteSearched,
      findClosedDocuments,
      closedInWords,
      findDeadLinks,
      linksInWords,
      findLinksToCheck,
      findOrganisationsWithLinks,
      showEvidence,
      showAnswer,
      findWaitingEvidence,
      acceptEvidence,
      withdrawAcceptance,
      setOpening,
      showOpening,
      startFrom,
      openOffered,
      openOfferedDocument,
      findUsableWork,
      setReuseHours,
      showReuseHours,
      withdrawAnswer,
      followFile,
      unfollowFile,
      findChangedFiles,
      showFollowedChanges,
      lookAtFollowed,
      showPassport,
      showOrganisationEvidence,
      findPublicProducts,
      showPublicFile,
      findEnds,
      noteEnds,
      findFollowers,
      isOfItsSupplier,
      noteFollowed,
      findRelianceWaiting,
      findRelying,
      findAsked,
      reviewChanged,
      endingInWords,
      reviewInWords,
      unsignedInWords,
      noteReliance,
      passport.exportPassport,
    ),
    pages: [
      workPage,
      passportTab,
      organisationTab,
      followedPage,
      ...publicFilePages,
      ...passport.pages,
      ...reliancePages,
      ...offeredPages(files),
      ...FILE_ROOTS.flatMap((root) => [
        ...openingPages(root),
        evidenceListPage(root),
        answerPage(root, formProgress),
        signPage(root),
        withdrawAnswerPage(root),
        ...documentPages(files, root),
      ]),
    ],
    routes: [...evidenceRoutes(files), passport.route],
    subscribers: evidenceSubscribers,
    clockJobs: [...evidenceJobs, linkJob, searchJobOf(files)],
    tabs: [
      {
        of: 'deployment',
        label: 'Evidence',
        order: 3,
        path: '/register/deployments/:id/evidence',
        allow: ['signed-in'],
        ownOnly: true,
      },
      {
        of: 'product',
        label: 'Evidence',
        order: 3,
        path: '/register/products/:id/evidence',
        allow: ['signed-in'],
      },
      {
        of: 'organisation',
        label: 'Evidence',
        order: 3,
        path: '/register/organisations/:id/evidence',
        allow: ['signed-in'],
      },
    ],
    homeItems: async (context) => [
      ...(await evidenceHomeItems(context)),
      ...(await relianceHomeItems(context)),
      ...(await followedHomeItems(context)),
      ...(await closedHomeItems(context)),
      ...(await deadLinkHomeItems(context)),
    ],
  })
}
