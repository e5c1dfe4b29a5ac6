import { z } from 'zod'
import type { Role } from '#kernel/roles.js'
import { peopleWithRole } from '#modules/people/index.js'
import { query } from '#registry/query.js'
import { contactRoleName } from './model.js'
import { requireDeployment } from './store.js'

/** The roles that have something to do with a deployment, in the order in which they are shown. */
const ROLES_SHOWN: readonly Role[] = [
  'deployment-owner',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'executive-sponsor',
  'analyst',
  'administrator',
]

/** Somebody to ask about a deployment, with all they do here. */
export interface PersonHere {
  personId: string
  name: string
  email: string
  roles: readonly Role[]
  owns: boolean
}

/**
 * Who answers for a deployment and who holds which role where it runs. Partners see whom to ask by
 * role and no names. Throws NotFound where the deployment may not be seen.
 */
export const showPeopleOfDeployment = query({
  name: 'deployments.show-people',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor }, { deploymentId }) {
    const deployment = await requireDeployment(db, deploymentId)
    const own = deployment.organisationId === actor.organisationId
    const holding = own ? await peopleWithRole(db, deployment.organisationId, ROLES_SHOWN) : []
    const people = new Map<string, PersonHere>()
    for (const { personId, name, email, role } of holding) {
      const roles = [...(people.get(personId)?.roles ?? []), role]
      people.set(personId, { personId, name, email, roles, owns: personId === deployment.ownerId })
    }
    const missing = own
      ? ROLES_SHOWN.filter((role) => !holding.some((one) => one.role === role))
      : []
    return {
      own,
      people: [...people.values()].toSorted((a, b) => Number(b.owns) - Number(a.owns)),
      missing,
      contactRole: contactRoleName(deployment),
      organisation: { id: deployment.organisationId, name: deployment.organisationName },
      supplier: { id: deployment.product.supplierId, name: deployment.product.supplierName },
    }
  },
})
