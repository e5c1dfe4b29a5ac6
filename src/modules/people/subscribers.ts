import { z } from 'zod'
import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { successionConfirmed } from '#kernel/events/organisations.js'
import { personLeft } from '#kernel/events/people.js'
import type { SignIn } from '#modules/identity/index.js'
import { query } from '#registry/query.js'
import { closeAccount } from './close-account.js'
import { readPerson } from './store.js'
import { takeOverAdministration } from './take-over-administration.js'

/** Whether a person holds no role anywhere any more, so that their account is to be closed. */
export const isGone = query({
  name: 'people.is-gone',
  allow: ['system'],
  input: z.object({ personId: z.string().max(60) }),
  run: async ({ db }, { personId }) =>
    ((await readPerson(db, personId))?.deactivatedAt ?? null) !== null,
})

/** Closes the account of somebody who left, in case the page that said so did not get to it; passes administration to a successor. */
export const peopleSubscribers = (signIn: SignIn): readonly Subscriber[] => [
  subscriber({
    name: 'people.close-account',
    on: personLeft,
    handle: async ({ read }, { personId }) => {
      if (!(await read(isGone, { personId }))) return
      await closeAccount(signIn, { personId, by: 'system:people.close-account' })
    },
  }),
  subscriber({
    name: 'people.take-over-administration',
    on: successionConfirmed,
    handle: async ({ once }, event) => {
      const { predecessorId, predecessorName, successorId, successorName } = event
      await once({ id: predecessorId, name: predecessorName }).run(takeOverAdministration, {
        successorId,
        successorName,
      })
    },
  }),
]
