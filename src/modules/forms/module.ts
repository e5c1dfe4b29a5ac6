import type { FileStore } from '#files/file-store.js'
import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import {
  attachFileThrough,
  attachLinkThrough,
  checkMayAttachThrough,
  takeOffThrough,
} from './attach-to-question.js'
import { finishFormThrough } from './finish-form.js'
import { listForms } from './list-forms.js'
import { listPage } from './pages/list.js'
import { noteAnswering } from './note-answering.js'
import { attachmentPages } from './pages/attachment-pages.js'
import { checkPage } from './pages/check.js'
import { overviewPage } from './pages/overview.js'
import { printPage } from './pages/print.js'
import { sectionPage } from './pages/section.js'
import { startPage } from './pages/start.js'
import { formRoutes } from './routes.js'
import { saveAnswers } from './save-answers.js'
import { findForm, formProgress, showForm } from './show-form.js'
import { startForm } from './start-form.js'
import { evidenceDoors } from './use-as-evidence.js'

/** Guided forms, question by question; what is attached and finished lies in the evidence. */
export const formsModule = ({ files }: { files: FileStore }): ModuleDescription => {
  const evidence = evidenceDoors(files)
  return moduleOf({
    name: 'forms',
    rank: 8,
    operations: operations(
      startForm,
      saveAnswers,
      noteAnswering,
      checkMayAttachThrough(evidence),
      attachFileThrough(evidence),
      attachLinkThrough(evidence),
      takeOffThrough(evidence),
      finishFormThrough(evidence),
      showForm,
      findForm,
      formProgress,
      listForms,
    ),
    pages: [
      listPage,
      startPage,
      overviewPage,
      sectionPage,
      ...attachmentPages(evidence),
      checkPage(evidence),
      printPage,
    ],
    routes: formRoutes(evidence),
  })
}
