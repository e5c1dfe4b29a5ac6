import { z } from 'zod'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { readCease, readCeaseTasks } from './cease-store.js'
import { readSitesOf } from './site-store.js'
import { ceasedNotOff, readStops } from './stop-store.js'
import { requireDeployment } from './store.js'
import { readStageChanges, readVersionRuns } from './version-store.js'

/** A deployment with everything this module knows of it, as far as the asker may see. Throws NotFound. */
export const showDeployment = query({
  name: 'deployments.show-deployment',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, actor }, { id }) {
    const deployment = await requireDeployment(db, id)
    const [stageChanges, versionRuns, sites, stops, isNotOff, cease, ceaseTasks] =
      await Promise.all([
        readStageChanges(db, id),
        readVersionRuns(db, id),
        readSitesOf(db, id),
        readStops(db, id),
        ceasedNotOff(db, id),
        readCease(db, id),
        readCeaseTasks(db, id),
      ])
    const isOwn = deployment.organisationId === actor.organisationId
    return {
      deployment,
      isOwn,
      stageChanges,
      versionRuns,
      sites,
      stops,
      isNotOff: isNotOff || deployment.state === 'stop-called',
      cease,
      ceaseTasks,
    }
  },
})

/** The same, with the agreed way in force for it: its pages show the words of that version. Throws NotFound. */
export const showDeploymentAndWay = query({
  name: 'deployments.show-deployment-and-way',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, read }, { id }) {
    const shown = await read(showDeployment, { id })
    return { ...shown, framework: await agreedWayFor(db, shown.deployment.organisationId) }
  },
})
