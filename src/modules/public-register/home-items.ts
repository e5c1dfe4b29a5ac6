import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { readLive } from '#modules/deployments/index.js'
import { query } from '#registry/query.js'
import { MAY_PUBLISH } from './model.js'
import { readRecordStates } from './store.js'

const SHOWN = 20

/** Tools of one's own that are in use or on trial and of which the public can read nothing. */
export const toolsNotPublished = query({
  name: 'public-register.tools-not-published',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId, actor }) {
    const records = await readRecordStates(db, organisationId())
    const live = await readLive(
      db,
      {
        organisationId: organisationId(),
        ...(actor.roles.includes('administrator') ? {} : { ownerId: actor.id }),
        without: records.filter((one) => one.isPublished).map((one) => one.deploymentId),
      },
      SHOWN,
    )
    const drafted = new Set(records.map((one) => one.deploymentId))
    return live.map(({ id, productName }) => ({ id, name: productName, hasDraft: drafted.has(id) }))
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
    detail: tool.hasDraft ? 'There is a draft that nobody has published' : 'There is no draft yet',
    href: `/register/deployments/${tool.id}/public-record`,
    action: tool.hasDraft ? 'Read and publish' : 'Write it',
  }))
}
