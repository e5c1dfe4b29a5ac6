import { z } from 'zod'
import { answerToReview } from '#kernel/events/evidence.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { isReopenedBy } from '#modules/framework/index.js'
import { readVersion } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import { markForReview } from './store.js'

/**
 * Puts what a change of version or of configuration touches under review: the signed answers whose
 * requirement is renewed on it (product.md, rule 3).
 */
export const reopenEvidence = command({
  name: 'evidence.reopen',
  allow: ['system'],
  input: z.object({
    deploymentId: z.string().max(60),
    from: z.string().max(60).nullable(),
    to: z.string().max(60).nullable(),
  }),
  async run({ tx, now }, { deploymentId, from, to }) {
    const deployment = await requireDeployment(tx, deploymentId)
    const change = from === to ? 'change' : 'version'
    const framework = await agreedWayFor(tx, deployment.organisationId)
    const touched = framework.requirements
      .filter((one) => isReopenedBy(one.renewal, change))
      .map((one) => one.id)
    const version = to ? await readVersion(tx, to) : undefined
    const since =
      change === 'change' ? 'a new configuration' : `version ${version?.name ?? ''}`.trim()
    // An event may come late: what was signed for the new version meanwhile is not older than it.
    const signedFor = change === 'version' ? to : null
    const reopened = await markForReview(tx, deploymentId, touched, since, now, signedFor)
    const reason = `Under review since ${since}.`
    return {
      result: { reopened: reopened.map((one) => one.requirementId) },
      audit:
        reopened.length === 0
          ? 'nothing-changed'
          : {
              subject: { kind: 'deployment', id: deploymentId },
              after: { underReview: reopened.map((one) => one.requirementId) },
              reason,
            },
      events: reopened.map((one) =>
        answerToReview({
          answerId: one.id,
          requirementId: one.requirementId,
          organisationId: deployment.organisationId,
          deploymentId,
          because: reason,
        }),
      ),
    }
  },
})
