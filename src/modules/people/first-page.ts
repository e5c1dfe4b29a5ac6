import type { PeopleParts } from './parts.js'
import { personIn } from './parts.js'
import { membershipsOf } from './memberships-of.js'
import { isUnnamed } from './show-people.js'

/**
 * Where somebody starts who has just signed in: Home, or, while they hold no role, naming the first
 * organisation or the page that says how to get a role.
 */
export const firstPageOf =
  (doorsFor: PeopleParts['doorsFor']) =>
  async (personId: string): Promise<string> => {
    const doors = doorsFor(personIn({ id: personId, name: personId }, null))
    if ((await doors.read(membershipsOf, { personId })).length > 0) return '/'
    return (await doors.read(isUnnamed, {})) ? '/first-organisation' : '/account/organisation'
  }
