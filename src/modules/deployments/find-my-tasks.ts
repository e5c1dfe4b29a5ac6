import { z } from 'zod'
import { addDays, londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { deploymentRows, toDeployment } from './store.js'

/** Days before a review is due from which it is on its owner's first page. */
export const REVIEW_NOTICE_DAYS = 30
const TASK_NOTICE_DAYS = 14
const MOST = 50

/** What waits for the asker: their deployments that need something, and what is chased after a cease. */
export const findMyTasks = query({
  name: 'deployments.find-my-tasks',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, actor, now, organisationId }) {
    const today = londonDate(now)
    const rows = await deploymentRows(db)
      .where('owner_id', '=', actor.id)
      .where('deployments.organisation_id', '=', organisationId())
      .where('state', '<>', 'ceased')
      .where((is) =>
        is.or([
          is('deployments.version_id', 'is', null),
          is('review_due', '<=', addDays(today, REVIEW_NOTICE_DAYS)),
          is.and([is('stage', '=', 'pilot'), is('pilot_ends', '<', today)]),
        ]),
      )
      .orderBy('deployments.id')
      .limit(MOST)
      .execute()
    const chased = await db
      .selectFrom('cease_tasks')
      .innerJoin('deployments', 'deployments.id', 'cease_tasks.deployment_id')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .select(['cease_tasks.item', 'cease_tasks.due', 'deployments.id', 'products.name'])
      .where('cease_tasks.owner_id', '=', actor.id)
      .where('cease_tasks.organisation_id', '=', organisationId())
      .where('settled', 'is', null)
      .where('due', '<=', addDays(today, TASK_NOTICE_DAYS))
      .orderBy('due')
      .limit(MOST)
      .execute()
    const notOff = await deploymentRows(db)
      .where('deployments.organisation_id', '=', organisationId())
      .$if(!actor.roles.includes('executive-sponsor'), (some) =>
        some.where('owner_id', '=', actor.id),
      )
      .where((where) =>
        where.exists(
          where
            .selectFrom('stops')
            .select('stops.id')
            .whereRef('stops.deployment_id', '=', 'deployments.id')
            .where('stops.confirmed_at', 'is', null),
        ),
      )
      .orderBy('deployments.id')
      .limit(MOST)
      .execute()
    return {
      today,
      deployments: rows.map(toDeployment),
      chased,
      /** A stop was called and nobody has said yet that it is off; an executive sponsor's are all of the organisation. */
      notOff: notOff.map(toDeployment),
    }
  },
})
