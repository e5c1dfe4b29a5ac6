import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { publicRecordPublished } from '#kernel/events/public-register.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { checkOwn } from './check-own.js'
import { MAY_PUBLISH, publishRecordInput } from './model.js'
import { missingParts } from './rules.js'
import { changedMeanwhile, insertRevision, readRecord, readRevisions } from './store.js'

/**
 * Publishes the draft that somebody has read, in a named person's name. Throws Invalid while it lacks
 * something, and Conflict when the draft changed after it was read.
 */
export const publishRecord = command({
  name: 'public-register.publish-record',
  allow: MAY_PUBLISH,
  input: publishRecordInput,
  async run({ tx, actor, now }, { deploymentId, revision, decidedBy }) {
    checkOwn(await requireDeployment(tx, deploymentId), actor)
    const record = await readRecord(tx, deploymentId)
    if (!record) throw new Conflict('There is no draft to publish. Write one first.')
    if (record.revision !== revision) throw changedMeanwhile(record)
    const missing = missingParts(record.draft)
    if (missing.length > 0) throw new Invalid(missing)
    const byName = publisherName(actor, decidedBy)
    const revisions = await readRevisions(tx, record.id)
    const number = (revisions[0]?.number ?? 0) + 1
    await insertRevision(tx, record, number, { by: actor.id, byName, at: now })
    return {
      result: { id: record.id, deploymentId, published: number },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: record.publishedNumber === null ? null : { published: record.publishedNumber },
        after: { published: number, publishedBy: byName, publicRecord: record.draft },
      },
      events: [
        publicRecordPublished({
          recordId: record.id,
          organisationId: record.organisationId,
          deploymentId,
        }),
      ],
    }
  },
})

const publisherName = (actor: Actor, decidedBy: string): string => {
  if (actor.kind === 'person') return actor.name
  if (decidedBy) return `${decidedBy} (by ${actor.name})`
  throw new Invalid([
    { field: 'decidedBy', message: 'Enter the name of the person who decided to publish.' },
  ])
}
