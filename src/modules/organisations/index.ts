export { addNamedOrganisation } from './add-organisation.js'
export { addSupplier } from './add-supplier.js'
export { confirmMembership, decideProposal, endMembership } from './confirm-membership.js'
export { editOrganisation } from './edit-organisation.js'
export { importOrganisations, proposeImport, type ImportOutcome } from './import/index.js'
export { addSite, closeSite } from './keep-sites.js'
export { importSection, organisationsModule } from './module.js'
export { confirmSuccession, recordSuccession } from './record-succession.js'
export { sayWhetherListed, takeListedBack } from './say-whether-listed.js'
export { partnersOf, seenOrganisations } from './seen-organisations.js'
export { NamedOrganisationFields } from './pages/named-fields.js'
export { seedReferencePack } from './seed-reference-pack.js'
export { organisationVerbs } from './verbs.js'
export { readSitesOf } from './site-store.js'
export {
  likelySuppliers,
  readOrganisation,
  readOrganisationByCode,
  requireOrganisation,
  searchOrganisations,
  systemsOf,
  type LikelySupplier,
} from './store.js'
export {
  addOrganisationInput,
  ORGANISATION_KIND_NAMES,
  ORGANISATION_KINDS,
  REGION_NAMES,
  type Organisation,
  type OrganisationKind,
  type Site,
  type SystemMembership,
} from './model.js'
