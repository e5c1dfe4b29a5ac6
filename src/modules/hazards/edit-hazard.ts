import { Invalid } from '#kernel/errors.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { peopleWithRole } from '#modules/people/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { z } from 'zod'
import { editHazardInput, setControlsInput } from './inputs.js'
import { MAY_READ, MAY_WRITE, type Hazard } from './model.js'
import { requireOpenHazard, reviseHazard } from './revise-hazard.js'
import { findConcerns } from './store.js'

/** Changes the words, owner and links of a hazard. Throws Invalid, and Conflict when somebody else did first. */
export const editHazard = command({
  name: 'hazards.edit-hazard',
  allow: MAY_WRITE,
  input: editHazardInput,
  async run(context, { id, revision, ownerId, concerns: references, ...words }) {
    const found = await requireOpenHazard(context, id)
    const { hazard } = found
    const concerns = await findConcerns(context.tx, hazard.organisationId, references)
    const missing = references.filter((one) => !concerns.some(({ reference }) => reference === one))
    if (missing.length > 0) {
      const message = `No concern here has the reference ${missing.join(', ')}.`
      throw new Invalid([{ field: 'concerns', message }])
    }
    const owner = await settleOwner(context.tx, hazard, ownerId)
    const change = { ...words, ...owner, concerns }
    return reviseHazard(context, found, revision, { what: 'Changed', change })
  },
})

/** Sets the controls of a hazard, all of them in order. Throws Conflict when somebody else did first. */
export const setControls = command({
  name: 'hazards.set-controls',
  allow: MAY_WRITE,
  input: setControlsInput,
  async run(context, { id, revision, controls }) {
    const found = await requireOpenHazard(context, id)
    return reviseHazard(context, found, revision, {
      what: 'Controls changed',
      change: { controls },
    })
  },
})

const MAY_OWN = ['clinical-safety-officer', 'deployment-owner', 'technical-lead'] as const

/** The people of the organisation who can own a hazard. */
export const findHazardOwners = query({
  name: 'hazards.find-owners',
  allow: MAY_READ,
  input: z.object({}),
  run: ({ db, organisationId }) => ownersOf(db, organisationId()),
})

const ownersOf = async (
  db: ReadDb,
  organisationId: string,
): Promise<{ personId: string; name: string }[]> => {
  const people = await peopleWithRole(db, organisationId, [...MAY_OWN])
  return [...new Map(people.map(({ personId, name }) => [personId, { personId, name }])).values()]
}

const settleOwner = async (
  db: ReadDb,
  hazard: Hazard,
  chosen: string | undefined,
): Promise<Pick<Hazard, 'ownerId' | 'ownerName'>> => {
  if (chosen === undefined || chosen === hazard.ownerId)
    return { ownerId: hazard.ownerId, ownerName: hazard.ownerName }
  if (chosen === '') return { ownerId: null, ownerName: ROLE_NAMES['clinical-safety-officer'] }
  const owner = (await ownersOf(db, hazard.organisationId)).find((one) => one.personId === chosen)
  if (owner) return { ownerId: owner.personId, ownerName: owner.name }
  throw new Invalid([
    { field: 'ownerId', message: 'Choose somebody of your organisation from the list.' },
  ])
}
