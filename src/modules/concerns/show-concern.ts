import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import { readDeployment } from '#modules/deployments/index.js'
import { readVersions } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readEntries } from './concern-entries.js'
import { requireConcern } from './concern-store.js'
import type { Concern } from './model.js'

const SEES_REPORTER = new Set([
  'clinical-safety-officer',
  'deployment-owner',
  'administrator',
  'information-governance-lead',
  'auditor',
])

/** A concern of one's own organisation with what was done about it. Throws NotFound. */
export const showConcern = query({
  name: 'concerns.show-concern',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, actor }, { id }) {
    const concern = await requireConcern(db, id)
    const deployment = concern.deploymentId
      ? await readDeployment(db, concern.deploymentId)
      : undefined
    return {
      concern: withoutReporter(concern, actor),
      entries: await readEntries(db, id),
      deployment,
      versions: deployment ? await readVersions(db, deployment.product.id) : [],
      isMine: concern.raisedBy === actor.id,
    }
  },
})

/** The reporter is named only to those who look into concerns, and to themselves. */
const withoutReporter = (concern: Concern, actor: Actor): Concern =>
  concern.raisedBy === actor.id || actor.roles.some((role) => SEES_REPORTER.has(role))
    ? concern
    : { ...concern, raisedBy: null, raisedByName: null }
