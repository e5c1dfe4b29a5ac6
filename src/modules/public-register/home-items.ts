import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import type { HomeItem, PageContext } from '#kernel/describe.js'
import { query } from '#registry/query.js'
import { MAY_PUBLISH } from './model.js'

const SHOWN = 20

/** Tools of one's own that are in use or on trial and of which the public can read nothing. */
export const toolsNotPublished = query({
  name: 'public-register.tools-not-published',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId, actor }) {
    let rows = db
      .selectFrom('deployments')
      .innerJoin('products', 'products.id', 'deployments.product_id')
      .leftJoin('public_records', 'public_records.deployment_id', 'deployments.id')
      .select(['deployments.id', 'products.name', 'public_records.id as record_id'])
      .where('deployments.organisation_id', '=', organisationId())
      .where('deployments.stage', 'in', ['pilot', 'implement', 'usual', 'scale'])
      .where('deployments.state', '<>', 'ceased')
      .where('public_records.published_number', 'is', null)
    if (!actor.roles.includes('administrator')) {
      rows = rows.where('deployments.owner_id', '=', actor.id)
    }
    return rows.orderBy('deployments.id').limit(SHOWN).execute()
  },
})

/** What waits for those who may publish. */
export const publicRegisterHomeItems = async ({
  actor,
  read,
}: PageContext): Promise<readonly HomeItem[]> => {
  if (!isAllowed(actor, MAY_PUBLISH)) return []
  const tools = await read(toolsNotPublished, {})
  return tools.map((tool) => ({
    urgency: 80,
    tag: { word: 'Public record', tone: 'neutral' },
    title: `${tool.name}: the public can read nothing about it yet`,
    detail: tool.record_id ? 'There is a draft that nobody has published' : 'There is no draft yet',
    href: `/register/deployments/${tool.id}/public-record`,
    action: tool.record_id ? 'Read and publish' : 'Write it',
  }))
}
