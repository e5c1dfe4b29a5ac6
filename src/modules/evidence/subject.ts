import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireRequirement, type Framework, type Requirement } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'

/** A deployment of the actor's own organisation. Throws NotFound, and NotAllowed for a partner's. */
export const requireOwnDeployment = async (
  db: ReadDb,
  actor: Actor,
  deploymentId: string,
): Promise<Deployment> => {
  const deployment = await requireDeployment(db, deploymentId)
  if (deployment.organisationId === actor.organisationId) return deployment
  throw new NotAllowed('Evidence is seen by the organisation it belongs to only.')
}

/** What is answered: a deployment of one's own that has not ceased, and a requirement. */
export const requireSubject = async (
  db: ReadDb,
  actor: Actor,
  about: { deploymentId: string; requirementId: string },
): Promise<{ deployment: Deployment; framework: Framework; requirement: Requirement }> => {
  const deployment = await requireOwnDeployment(db, actor, about.deploymentId)
  const framework = await agreedWayFor(db, deployment.organisationId)
  const requirement = requireRequirement(framework, about.requirementId)
  if (deployment.state === 'ceased')
    throw new Conflict('This deployment has ceased; its evidence is closed.')
  return { deployment, framework, requirement }
}
