import { moduleOf, operations } from '#kernel/declare/module.js'
import { addOrganisation } from './add-organisation.js'
import { addSupplier } from './add-supplier.js'
import { confirmMembership, decideProposal, endMembership } from './confirm-membership.js'
import { editOrganisation } from './edit-organisation.js'
import { importOrganisations, proposeImport } from './import/index.js'
import { addSite, closeSite } from './keep-sites.js'
import { listOrganisations } from './list-organisations.js'
import { organisationHead } from './pages/head.js'
import { homeItems } from './pages/home-items.js'
import { organisationPages } from './pages/pages.js'
import { confirmSuccession, recordSuccession } from './record-succession.js'
import { organisationRoutes } from './routes.js'
import { takeInReferencePack } from './seed-reference-pack.js'
import { sayWhetherListed, takeListedBack } from './say-whether-listed.js'
import {
  openSystems,
  showOrganisation,
  waitingDoubles,
  waitingProposals,
} from './show-organisation.js'

/** Organisations, the systems they belong to, what followed them, and their sites. */
export const organisationsModule = moduleOf({
  name: 'organisations',
  rank: 2,
  operations: operations(
    addOrganisation,
    addSupplier,
    editOrganisation,
    sayWhetherListed,
    takeListedBack,
    importOrganisations,
    proposeImport,
    takeInReferencePack,
    confirmMembership,
    endMembership,
    decideProposal,
    recordSuccession,
    confirmSuccession,
    addSite,
    closeSite,
    listOrganisations,
    showOrganisation,
    openSystems,
    waitingProposals,
    waitingDoubles,
  ),
  pages: organisationPages,
  routes: organisationRoutes,
  heads: [organisationHead],
  homeItems,
  tabs: [
    {
      of: 'organisation',
      label: 'Summary',
      order: 1,
      path: '/register/organisations/:id',
      allow: ['signed-in', 'operator'],
    },
  ],
})

/** Taking national files in, among the pages of Administration. */
export const importSection = {
  href: '/register/organisations/import',
  title: 'National files of organisations',
  words: 'Take in the national lists of trusts, boards and GP practices.',
  roles: ['operator'],
} as const
