import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'

/** A deployment that the actor's organisation answers for as the group. Throws NotFound and NotAllowed. */
export const requireOwnGroup = async (
  db: ReadDb,
  actor: Actor,
  deploymentId: string,
): Promise<Deployment> => {
  const deployment = await requireDeployment(db, deploymentId)
  if (deployment.organisationId !== actor.organisationId)
    throw new NotAllowed(`${deployment.organisationName} says whom this deployment covers.`)
  if (deployment.state === 'ceased') throw new Conflict('This deployment has ceased.')
  return deployment
}
