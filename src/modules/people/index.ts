export { actorOfKey } from './actor-of-key.js'
export { membershipsOf, type HeldRoles } from './memberships-of.js'
