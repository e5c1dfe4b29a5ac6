export { addSupplier } from './add-supplier.js'
export {
  readOrganisation,
  readOrganisationByCode,
  requireOrganisation,
  searchOrganisations,
  systemsOf,
} from './store.js'
export {
  ORGANISATION_KIND_NAMES,
  ORGANISATION_KINDS,
  REGION_NAMES,
  type Organisation,
  type OrganisationKind,
  type Site,
  type SystemMembership,
} from './model.js'
