import { z } from 'zod'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { hasAlertOf } from './alert-store.js'
import { issueAlert } from './issue-alert.js'

/**
 * Tells the others who run a version that a stop was called here, or that the use has ceased; for
 * information, once for each stop or cease. Nobody is told when the version is not chosen.
 */
export const tellOfEnd = command({
  name: 'concerns.tell-of-end',
  allow: ['system'],
  input: z.object({
    notice: z.enum(['stop', 'cease']),
    deploymentId: z.string().max(60),
    versionId: z.string().max(60).nullable(),
    cause: z.string().max(200),
  }),
  async run({ tx, run, organisationId }, input) {
    const nothing = { result: null, audit: 'nothing-changed' as const, events: [] }
    if (!input.versionId || (await hasAlertOf(tx, organisationId(), input.cause))) return nothing
    const deployment = await requireDeployment(tx, input.deploymentId)
    await run(issueAlert, {
      notice: input.notice,
      cause: input.cause,
      kind: input.notice === 'stop' ? 'stop-called' : 'ceased',
      productId: deployment.product.id,
      versionId: input.versionId,
      useCase: deployment.useCase.title,
      contactRole: deployment.contactRole,
      issuedByRole: deployment.contactRole,
    })
    return nothing
  },
})
