import { z } from 'zod'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { wayFor } from './agreed-way-for.js'
import { changedIds, wayChanged } from './changed-way.js'
import {
  readFollowedSystem,
  readOrganisationsThatMoved,
  writeFollowedSystem,
} from './followed-system-store.js'

/** Organisations that follow another system than was last seen, or the one named, if it does. */
export const findMoved = query({
  name: 'agreed-way.find-moved',
  allow: ['system'],
  input: z.object({ organisationId: z.string().max(60).nullable() }),
  run: ({ db }, { organisationId }) => readOrganisationsThatMoved(db, organisationId),
})

/**
 * Notes that an organisation follows another system, or none, since the day it joined or left one. Gates
 * are assessed by the way in force there from that day on; what it asks otherwise is told in this commit
 * to those whom it touches, as an adoption does (decision 15). A second run changes nothing.
 */
export const noteFollowedSystem = command({
  name: 'agreed-way.note-followed-system',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now, organisationId }) {
    const own = organisationId()
    const earlier = await readFollowedSystem(tx, own)
    const { framework: after, system, proposalId } = await wayFor(tx, own)
    const systemId = system?.id ?? null
    const result = { systemId }
    if (systemId === earlier) return { result, audit: 'nothing-changed', events: [] }
    const { framework: before, system: left } = await wayFor(tx, earlier)
    await writeFollowedSystem(tx, { organisationId: own, systemId }, now)
    const change = { before, after, systemId, proposalId, organisationId: own }
    return {
      result,
      audit: {
        subject: { kind: 'organisation', id: own },
        before: { followsTheWayOf: left?.name ?? null, version: before.version },
        after: {
          followsTheWayOf: system?.name ?? null,
          version: after.version,
          asksOtherwise: changedIds(change),
        },
        reason: 'It joined or left a system.',
      },
      events: wayChanged(change),
    }
  },
})
