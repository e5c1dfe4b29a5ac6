import { Conflict, Invalid } from '#kernel/errors.js'
import { deploymentVersionChanged } from '#kernel/events/deployments.js'
import { readVersion } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import { changeVersionInput, MAY_REGISTER } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { beginVersionRun, readVersionRuns, setVersion } from './version-store.js'

/** Notes that another version or configuration runs from now on. Throws NotAllowed, Invalid and Conflict. */
export const changeVersion = command({
  name: 'deployments.change-version',
  allow: MAY_REGISTER,
  input: changeVersionInput,
  async run({ tx, actor, now, newId }, { deploymentId, versionId, configuration }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (before.state === 'ceased') throw new Conflict('This deployment has ceased.')
    const version = await readVersion(tx, versionId)
    if (version?.productId !== before.product.id) {
      throw new Invalid([
        { field: 'versionId', message: `Choose a version of ${before.product.name}.` },
      ])
    }
    const [running] = await readVersionRuns(tx, deploymentId)
    if (before.version?.id === versionId && (running?.configuration ?? '') === configuration) {
      return { result: { id: deploymentId, changed: false }, audit: 'nothing-changed', events: [] }
    }
    await setVersion(tx, deploymentId, before.version?.id ?? null, versionId, now)
    await beginVersionRun(tx, {
      id: newId('cha'),
      organisationId: before.organisationId,
      deploymentId,
      versionId,
      configuration,
      at: now,
      by: actor.id,
    })
    return {
      result: { id: deploymentId, changed: true },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: {
          version: before.version?.name ?? 'not chosen',
          configuration: running?.configuration,
        },
        after: { version: version.name, configuration },
      },
      events: [
        deploymentVersionChanged({
          deploymentId,
          organisationId: before.organisationId,
          from: before.version?.id ?? null,
          to: versionId,
        }),
      ],
    }
  },
})
