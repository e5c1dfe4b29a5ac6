import type { PageDescription } from '#kernel/declare/page.js'
import { editOrganisationPage } from './edit.js'
import { importPage } from './import.js'
import { listedBackPage, listedPage } from './listed.js'
import { listCsv, listPage } from './list.js'
import { endMembershipPage, newMembershipPage, proposalPage } from './memberships.js'
import { organisationPage } from './organisation.js'
import { closeSitePage, newSitePage } from './sites.js'
import { confirmSuccessionPage, newSuccessionPage } from './successions.js'
import { newOrganisationPage } from './new-organisation.js'
import { newSupplierPage } from './supplier.js'

/** The pages about organisations; those with a fixed address stand before those with an id. */
export const organisationPages: readonly PageDescription[] = [
  listPage,
  listCsv,
  importPage,
  newSupplierPage,
  newOrganisationPage,
  organisationPage,
  editOrganisationPage,
  listedPage,
  listedBackPage,
  newMembershipPage,
  endMembershipPage,
  proposalPage,
  newSitePage,
  closeSitePage,
  newSuccessionPage,
  confirmSuccessionPage,
]
