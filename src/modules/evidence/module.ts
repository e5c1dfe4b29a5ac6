import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/describe.js'
import { addLink, attachDocumentTo } from './attach-document.js'
import { findExpired, noteExpiry } from './note-expiry.js'
import { openDocument } from './open-document.js'
import { answerPage } from './pages/answer-page.js'
import { documentPages } from './pages/document-pages.js'
import { FILE_ROOTS } from './pages/file-root.js'
import { evidenceListPage } from './pages/list-page.js'
import type { FormProgressQuery } from './pages/guided-form.js'
import { signPage } from './pages/sign-page.js'
import { reopenEvidence } from './reopen-evidence.js'
import { evidenceRoutes } from './routes.js'
import { saveAnswer } from './save-answer.js'
import { showAnswer, showEvidence } from './show-evidence.js'
import { signAnswer } from './sign-answer.js'
import { evidenceJobs, evidenceSubscribers } from './subscribers.js'
import { evidenceHomeItems, findWaitingEvidence } from './what-needs-me.js'
import { withdrawDocument } from './withdraw-document.js'

/**
 * Evidence: answers, documents and signatures for each requirement. `formProgress` asks the module of
 * guided forms, which stands above, how far a form is.
 */
export const evidenceModule = ({
  files,
  formProgress,
}: {
  files: FileStore
  formProgress: FormProgressQuery
}): ModuleDescription =>
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
      showEvidence,
      showAnswer,
      findWaitingEvidence,
    ),
    pages: FILE_ROOTS.flatMap((root) => [
      evidenceListPage(root),
      answerPage(root, formProgress),
      signPage(root),
      ...documentPages(files, root),
    ]),
    routes: evidenceRoutes,
    subscribers: evidenceSubscribers,
    clockJobs: evidenceJobs,
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
