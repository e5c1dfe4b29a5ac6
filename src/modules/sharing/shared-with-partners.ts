import { z } from 'zod'
import { readAllOwn, requireDeployment } from '#modules/deployments/index.js'
import { decodeCursor, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import { MAY_SEE_OVERVIEWS } from './show-overview.js'
import { readCurrentSystems, readMembers, type NamedOrganisation } from './store.js'

/** A system, and the partners in it who see what is shared. */
export interface Audience {
  system: NamedOrganisation
  partners: readonly NamedOrganisation[]
}

/** What of the asker's organisation partners see, a page at a time, and who they are. */
export const showSharing = query({
  name: 'sharing.show-sharing',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({ cursor: z.string().max(500).optional() }),
  async run({ db, organisationId }, { cursor }) {
    const after = cursor ? String(decodeCursor(cursor, 1)[0]) : ''
    const own = await readAllOwn(db, organisationId(), after, PAGE_SIZE + 1)
    return {
      ...toPage(own, PAGE_SIZE, (one) => [one.id]),
      audiences: await readAudiences(db, organisationId()),
    }
  },
})

/** What partners see of one deployment of the asker's organisation. Throws NotFound. */
export const previewSharing = query({
  name: 'sharing.preview-sharing',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, organisationId }, { deploymentId }) {
    return {
      deployment: await requireDeployment(db, deploymentId),
      audiences: await readAudiences(db, organisationId()),
    }
  },
})

const readAudiences = async (db: ReadDb, own: string): Promise<Audience[]> => {
  const audiences: Audience[] = []
  for (const system of await readCurrentSystems(db)) {
    const members = await readMembers(db, system.id)
    audiences.push({ system, partners: members.filter((one) => one.id !== own) })
  }
  return audiences
}
