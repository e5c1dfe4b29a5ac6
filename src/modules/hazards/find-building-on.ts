import { z } from 'zod'
import { deploymentsRunning } from '#modules/deployments/index.js'
import { readVersion } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readGroupDeployments } from './statement-store.js'

/** Who builds on a log, by organisation: those who run a supplier's version, or a group's own; for jobs. */
export const findBuildingOn = query({
  name: 'hazards.find-building-on',
  allow: ['system'],
  input: z.object({
    versionId: z.string().max(60).nullable(),
    deploymentId: z.string().max(60).nullable(),
  }),
  async run({ db }, { versionId, deploymentId }) {
    const found = versionId
      ? await deploymentsRunning(db, versionId)
      : await readGroupDeployments(db, deploymentId ?? '')
    const by = new Map<string, string[]>()
    for (const one of found)
      by.set(one.organisationId, [...(by.get(one.organisationId) ?? []), one.deploymentId])
    return [...by].map(([organisationId, deploymentIds]) => ({ organisationId, deploymentIds }))
  },
})

/** The name of a version; empty for none. */
export const versionInWords = query({
  name: 'hazards.version-in-words',
  allow: ['system'],
  input: z.object({ versionId: z.string().max(60).nullable() }),
  run: async ({ db }, { versionId }) =>
    versionId ? ((await readVersion(db, versionId))?.name ?? '') : '',
})
