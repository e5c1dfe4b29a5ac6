import { z } from 'zod'
import { sql } from 'kysely'
import { command } from '#registry/command.js'
import { requireOwn } from './deployment-facts.js'
import { SENDERS } from './take-summary.js'

const count = z.int().min(0)

/** Notes that a batch of rows was received and is on disk; the same batch with the same answer, once. */
export const recordReceipt = command({
  name: 'monitoring.record-receipt',
  allow: SENDERS,
  input: z.object({
    deploymentId: z.string().max(40),
    kind: z.enum(['predictions', 'outcomes']),
    digest: z.string().length(64),
    accepted: count,
    duplicate: count,
    rejected: count,
    windowFinal: count,
  }),
  async run({ tx, actor, now, newId, organisationId }, input) {
    const { id: deploymentId } = await requireOwn(tx, input.deploymentId, organisationId())
    const id = newId('rec')
    const { numAffectedRows } = await sql`
      insert into intake_receipts (id, organisation_id, deployment_id, kind, batch_digest, accepted,
        duplicate, rejected, window_final, received_at, received_by)
      values (${id}, ${organisationId()}, ${deploymentId}, ${input.kind}, ${input.digest},
        ${input.accepted}, ${input.duplicate}, ${input.rejected}, ${input.windowFinal}, ${now},
        ${actor.id})
      on conflict do nothing`.execute(tx)
    const { digest: _, ...counts } = input
    return {
      result: { id },
      audit:
        numAffectedRows === 1n
          ? { subject: { kind: 'deployment', id: deploymentId }, after: { receipt: id, ...counts } }
          : 'nothing-changed',
      events: [],
    }
  },
})
