import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import {
  readGoLiveTimes,
  readOnTheirWay,
  readStageStays,
  type GoLiveTimes,
  type OnItsWay,
  type StageStays,
} from '#modules/deployments/index.js'
import { query } from '#registry/query.js'
import { MAY_SEE_OVERVIEWS } from './show-overview.js'
import { readCurrentSystems, readMembers } from './store.js'

/** Deployments shown on one page of times. */
export const TIMES_SHOWN = 50

/** How long each stage takes and what is on its way, over one organisation or one system. */
export interface Times {
  name: string
  systemId: string | null
  organisations: number
  stays: readonly StageStays[]
  goLive: GoLiveTimes
  onTheirWay: readonly OnItsWay[]
  /** How many are on their way in all. */
  count: number
}

/** Time in stage and time to go live, of the asker's organisation or of a system as shared. Throws NotFound. */
export const showTimes = query({
  name: 'sharing.show-times',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({
    system: z.string().max(60).optional(),
    page: z.number().int().min(1).max(10_000).default(1),
  }),
  async run({ db, actor, organisationId }, { system: wanted, page }): Promise<Times> {
    const systems = await readCurrentSystems(db)
    const system = systems.find((one) => one.id === wanted)
    if (wanted && !system) throw new NotFound('Your organisation does not belong to that system.')
    const ids = system
      ? (await readMembers(db, system.id)).map((one) => one.id)
      : [organisationId()]
    const from = (page - 1) * TIMES_SHOWN
    const { rows, count } = await readOnTheirWay(db, ids, { from, most: TIMES_SHOWN })
    return {
      name: system?.name ?? actor.organisationName ?? '',
      systemId: system?.id ?? null,
      organisations: ids.length,
      stays: await readStageStays(db, ids),
      goLive: await readGoLiveTimes(db, ids),
      onTheirWay: rows,
      count,
    }
  },
})
