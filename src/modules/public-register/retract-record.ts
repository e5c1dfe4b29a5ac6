import { Conflict } from '#kernel/errors.js'
import { publicRecordRetracted } from '#kernel/events/public-register.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { checkOwn } from './check-own.js'
import { MAY_PUBLISH, retractRecordInput } from './model.js'
import { readRecord, takeDown } from './store.js'

/** Takes what is published down; the draft and what was published stay in the record. Throws Conflict. */
export const retractRecord = command({
  name: 'public-register.retract-record',
  allow: MAY_PUBLISH,
  input: retractRecordInput,
  async run({ tx, actor, now }, { deploymentId, reason }) {
    checkOwn(await requireDeployment(tx, deploymentId), actor)
    const record = await readRecord(tx, deploymentId)
    if (!record || record.publishedNumber === null) {
      throw new Conflict('Nothing is published of this deployment.')
    }
    await takeDown(tx, record, { byName: actor.name, at: now, reason })
    return {
      result: { id: record.id, deploymentId },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { published: record.publishedNumber },
        after: { published: null },
        reason,
      },
      events: [
        publicRecordRetracted({
          recordId: record.id,
          organisationId: record.organisationId,
          deploymentId,
        }),
      ],
    }
  },
})
