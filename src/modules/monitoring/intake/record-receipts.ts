import { z } from 'zod'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { everTookRows, insertReceipts } from './intake-store.js'
import { SENDERS } from '../received/take-summary.js'

const count = z.int().min(0)

const receipt = z.object({
  kind: z.enum(['predictions', 'outcomes']),
  digest: z.string().length(64),
  accepted: count,
  duplicate: count,
  rejected: count,
  windowFinal: count,
})

/** That a batch of rows is on disk, and what became of its rows. */
export type Receipt = z.infer<typeof receipt>

/** Most receipts noted at once. */
export const MOST_RECEIPTS = 50

/** Notes that batches of rows were received and are on disk; the same batch with the same answer, once. */
export const recordReceipts = command({
  name: 'monitoring.record-receipts',
  allow: SENDERS,
  input: z.object({
    deploymentId: z.string().max(40),
    receipts: z.array(receipt).min(1).max(MOST_RECEIPTS),
  }),
  async run({ tx, actor, now, newId, organisationId }, input) {
    const { deploymentId } = input
    const isOwn = await everTookRows(tx, deploymentId, organisationId())
    if (!isOwn) await requireOwn(tx, deploymentId, organisationId())
    const receipts = input.receipts.map((given) => ({ ...given, id: newId('rec') }))
    const to = { organisationId: organisationId(), deploymentId }
    const added = await insertReceipts(tx, to, receipts, { by: actor.id, at: now })
    const [first, ...others] = receipts
      .filter(({ id }) => added.has(id))
      .map(({ id, kind, accepted, duplicate, rejected, windowFinal }) => ({
        subject: { kind: 'deployment', id: deploymentId },
        after: { receipt: id, kind, accepted, duplicate, rejected, windowFinal },
      }))
    return {
      result: { added: added.size },
      audit: first ? [first, ...others] : 'nothing-changed',
      events: [],
    }
  },
})
