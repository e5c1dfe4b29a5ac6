import { Conflict } from '#kernel/errors.js'
import { addNamedOrganisation, addOrganisationInput } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { countPeople } from './store.js'

/**
 * Adds the organisation that the holder of the first account works for, where no national file lists it.
 * Possible only while nobody holds a role anywhere. Throws Conflict afterwards.
 */
export const addFirstOrganisation = command({
  name: 'people.add-first-organisation',
  allow: ['person'],
  input: addOrganisationInput,
  isolation: 'serializable',
  async run({ tx, now, newId }, given) {
    if ((await countPeople(tx)).members > 0) {
      throw new Conflict(
        'The first organisation has been named. Ask its administrator to invite you.',
      )
    }
    return addNamedOrganisation(tx, newId('org'), given, now)
  },
})
