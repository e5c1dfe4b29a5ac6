import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/describe.js'
import { addLink, attachDocumentTo } from './attach-document.js'
import { linkJob } from './links/link-job.js'
import { findLinksToCheck, findOrganisationsWithLinks, noteLinks } from './links/note-links.js'
import { findExpired, noteExpiry } from './note-expiry.js'
import { openDocument } from './open-document.js'
import { answerPage } from './pages/answer-page.js'
import { documentPages } from './pages/document-pages.js'
import { evidenceListPage } from './pages/list-page.js'
import { signPage } from './pages/sign-page.js'
import { reopenEvidence } from './reopen-evidence.js'
import { evidenceRoutes } from './routes.js'
import { saveAnswer } from './save-answer.js'
import { showAnswer, showEvidence } from './show-evidence.js'
import { signAnswer } from './sign-answer.js'
import { evidenceJobs, evidenceSubscribers } from './subscribers.js'
import { evidenceHomeItems, findWaitingEvidence } from './what-needs-me.js'
import { withdrawDocument } from './withdraw-document.js'

/** Evidence: answers, documents and signatures for each requirement. */
export const evidenceModule = ({ files }: { files: FileStore }): ModuleDescription =>
  moduleOf({
    name: 'evidence',
    rank: 7,
    operations: operations(
      saveAnswer,
      signAnswer,
      attachDocumentTo(files),
      addLink,
      withdrawDocument,
      openDocument,
      reopenEvidence,
      noteExpiry,
      findExpired,
      noteLinks,
      findLinksToCheck,
      findOrganisationsWithLinks,
      showEvidence,
      showAnswer,
      findWaitingEvidence,
    ),
    pages: [evidenceListPage, answerPage, signPage, ...documentPages(files)],
    routes: evidenceRoutes,
    subscribers: evidenceSubscribers,
    clockJobs: [...evidenceJobs, linkJob],
    tabs: [
      {
        of: 'deployment',
        label: 'Evidence',
        order: 3,
        path: '/register/deployments/:id/evidence',
        allow: ['signed-in'],
      },
    ],
    homeItems: evidenceHomeItems,
  })
