import { Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { z } from 'zod'
import { insertCriteria, readAllCriteria, readCriteria } from './criteria-store.js'
import { setCriteriaInput } from './inputs.js'
import { MAY_READ, MAY_SCORE } from './model.js'
import { problemsOfCriteria } from './rules.js'
import { lookUpAgain } from './store.js'

/**
 * Puts the organisation's own criteria of acceptable risk in force, signed and dated; every risk of its
 * logs is looked up again in the same commit. Throws Invalid where they contradict themselves or the
 * rule that nobody may except a risk of 5.
 */
export const setCriteria = command({
  name: 'hazards.set-criteria',
  allow: MAY_SCORE,
  input: setCriteriaInput,
  async run({ tx, actor, now, newId, organisationId }, { matrix, needs, note }) {
    const problems = problemsOfCriteria({ matrix, needs })
    if (problems.length > 0)
      throw new Invalid(problems.map((message) => ({ field: 'matrix', message })))
    const before = await readCriteria(tx, organisationId())
    const id = newId('rul')
    await insertCriteria(
      tx,
      { id, organisationId: organisationId(), matrix, needs, note },
      { by: actor.id, byName: actor.name, on: londonDate(now), at: now },
    )
    await lookUpAgain(tx, organisationId(), matrix)
    return {
      result: { id },
      audit: {
        subject: { kind: 'hazard-criteria', id },
        before: { matrix: before.matrix, needs: before.needs },
        after: { matrix, needs },
        reason: note,
      },
      events: [],
    }
  },
})

/** The criteria in force, and those before. */
export const showCriteria = query({
  name: 'hazards.show-criteria',
  allow: MAY_READ,
  input: z.object({}),
  run: async ({ db, organisationId }) => ({
    inForce: await readCriteria(db, organisationId()),
    all: await readAllCriteria(db, organisationId()),
  }),
})
