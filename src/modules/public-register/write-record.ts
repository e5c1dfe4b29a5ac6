import { command } from '#registry/command.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { MAY_WRITE, writeRecordInput } from './model.js'
import { checkOwn } from './check-own.js'
import { changedMeanwhile, insertRecord, readRecord, updateDraft } from './store.js'

/** Writes the draft beside whatever is published; nobody outside sees it. Throws Conflict with theirs. */
export const writeRecord = command({
  name: 'public-register.write-record',
  allow: MAY_WRITE,
  input: writeRecordInput,
  async run({ tx, actor, now, newId }, { deploymentId, revision, ...draft }) {
    const deployment = await requireDeployment(tx, deploymentId)
    checkOwn(deployment, actor)
    const before = await readRecord(tx, deploymentId)
    const told = { by: actor.id, byName: actor.name, at: now }
    const id = before?.id ?? newId('pub')
    if (before && revision === 0) throw changedMeanwhile(before, draft)
    if (before) await updateDraft(tx, before, revision, draft, told)
    else {
      const { organisationId } = deployment
      await insertRecord(tx, { id, organisationId, deploymentId, draft }, told)
    }
    return {
      result: { id, deploymentId, revision: (before?.revision ?? 0) + 1 },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: before ? { publicRecordDraft: before.draft } : null,
        after: { publicRecordDraft: draft },
      },
      events: [],
    }
  },
})
