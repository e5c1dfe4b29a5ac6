import { z } from 'zod'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { successionConfirmed } from '#kernel/events/organisations.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { endsPredecessor, recordSuccessionInput } from './model.js'
import { readOrganisation, readOrganisationByCode, requireOrganisation } from './store.js'
import { confirmSuccessionRow, insertSuccessions, readSuccessionPairs } from './succession-store.js'

/** Says that one organisation follows another, dated and with its source. Throws Invalid and Conflict. */
export const recordSuccession = command({
  name: 'organisations.record-succession',
  allow: ['operator', 'system'],
  input: recordSuccessionInput,
  async run({ tx }, input) {
    const before = await requireOrganisation(tx, input.predecessorId)
    const after =
      (await readOrganisationByCode(tx, input.successor)) ??
      (await readOrganisation(tx, input.successor))
    if (!after || after.id === before.id) {
      const message = 'Enter the ODS code of another organisation in the register.'
      throw new Invalid([{ field: 'successor', message }])
    }
    if ((await readSuccessionPairs(tx)).has(`${before.id} ${after.id}`)) {
      throw new Conflict('This succession is already recorded.')
    }
    const { kind, effective, source } = input
    await insertSuccessions(tx, [
      { predecessorId: before.id, successorId: after.id, kind, effective, source },
    ])
    const said = { predecessor: before.name, successor: after.name, kind, effective, source }
    return {
      result: { predecessorId: before.id, successorId: after.id },
      audit: [
        { subject: { kind: 'organisation', id: before.id }, after: said },
        { subject: { kind: 'organisation', id: after.id }, after: said },
      ],
      events: [],
    }
  },
})

/**
 * The successor's administrator confirms that it follows a predecessor, without which nothing of
 * the predecessor may pass. Where the predecessor ended, its administration passes with it. Throws
 * NotAllowed for anybody else, and Conflict before the day it takes effect and when it is done.
 */
export const confirmSuccession = command({
  name: 'organisations.confirm-succession',
  allow: ['administrator'],
  input: z.object({ predecessorId: z.string().max(60), successorId: z.string().max(60) }),
  async run({ tx, actor, now }, pair) {
    if (actor.organisationId !== pair.successorId) {
      throw new NotAllowed('Only an administrator of the organisation that follows may confirm.')
    }
    const before = await requireOrganisation(tx, pair.predecessorId)
    const after = await requireOrganisation(tx, pair.successorId)
    const { kind } = await confirmSuccessionRow(tx, pair, {
      name: actor.name,
      at: now,
      on: londonDate(now),
    })
    return {
      result: pair,
      audit: {
        subject: { kind: 'organisation', id: pair.successorId },
        before: { follows: before.name, succession: 'not confirmed' },
        after: { follows: before.name, succession: 'confirmed' },
      },
      events: endsPredecessor(kind)
        ? [
            successionConfirmed({
              predecessorId: before.id,
              predecessorName: before.name,
              successorId: after.id,
              successorName: after.name,
            }),
          ]
        : [],
    }
  },
})
