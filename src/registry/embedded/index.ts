export { startEmbeddedPostgres } from './start-embedded-postgres.js'
export type {
  EmbeddedPostgres,
  EmbeddedPostgresOptions,
  StartLog,
} from './start-embedded-postgres.js'
export { groupRoles, ownerRole } from './roles.js'
export { provisionExternal } from './provision-external.js'
