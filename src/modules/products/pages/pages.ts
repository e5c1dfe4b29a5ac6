import type { PageDescription } from '#kernel/declare/page.js'
import { confirmClaimPage } from './edit/confirm-claim-page.js'
import { claimPage, editPage } from './edit/page.js'
import { listCsv, listPage } from './list/page.js'
import { registerPage } from './register/page.js'
import { showPage } from './show/page.js'
import { versionsPage } from './versions/page.js'

/** The pages about products. */
export const productPages: readonly PageDescription[] = [
  listPage,
  listCsv,
  registerPage,
  showPage,
  versionsPage,
  editPage,
  claimPage,
  confirmClaimPage,
]
