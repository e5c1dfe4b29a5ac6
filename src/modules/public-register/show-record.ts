import { z } from 'zod'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import { decodeCursor, LARGEST_PAGE, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { readProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import { publicContent, type PublicContent, type PublicRecord } from './model.js'
import { readRecord, readRevisions, toRecord } from './store.js'

/**
 * The public record of a deployment as the asker may see it: its own organisation sees the draft and
 * everything that was published; partners are told only that it is the organisation's. Throws NotFound.
 */
export const showRecord = query({
  name: 'public-register.show-record',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor }, { deploymentId }) {
    const deployment = await requireDeployment(db, deploymentId)
    const isOwn = deployment.organisationId === actor.organisationId
    const record = isOwn ? await readRecord(db, deploymentId) : undefined
    return {
      deployment,
      isOwn,
      record,
      revisions: record ? await readRevisions(db, record.id) : [],
      suggested: await suggestedContent(db, deployment),
    }
  },
})

/** Records of one's own organisation, drafts and published, a page at a time. */
export const listRecords = query({
  name: 'public-register.list-records',
  allow: ['signed-in'],
  input: z.object({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
  }),
  async run({ db, organisationId }, { cursor, limit }) {
    const after = cursor ? String(decodeCursor(cursor, 1)[0]) : ''
    const rows = await db
      .selectFrom('public_records')
      .selectAll()
      .where('organisation_id', '=', organisationId())
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    return toPage<PublicRecord>(rows.map(toRecord), limit, (one) => [one.id])
  },
})

/** A first draft from what the register already says; a person reads and changes it before it is kept. */
const suggestedContent = async (db: ReadDb, deployment: Deployment): Promise<PublicContent> => {
  const product = await readProduct(db, deployment.product.id)
  return publicContent.parse({
    name: deployment.product.name,
    madeBy: deployment.product.supplierName,
    what: product?.summary ?? '',
    where: deployment.useCase.setting,
  })
}
