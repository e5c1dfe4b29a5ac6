import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'

/** A tool to choose when raising or triaging a concern, or a version to issue a system alert about. */
export interface OwnTool {
  deploymentId: string
  name: string
  versionId: string | null
  versionName: string | null
}

const MOST = 200

/** The organisation's tools in use, by name; an organisation with more than 200 narrows by words. */
export const ownTools = query({
  name: 'concerns.own-tools',
  allow: ['signed-in'],
  input: z.object({ text: z.string().trim().max(100).default('') }),
  async run({ db, organisationId }, { text }): Promise<OwnTool[]> {
    const like = `%${text.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
    const rows = await toolRows(db)
      .where('deployments.organisation_id', '=', organisationId())
      .$if(text !== '', (some) =>
        some.where((one) =>
          one.or([one('products.name', 'ilike', like), one('use_cases.title', 'ilike', like)]),
        ),
      )
      .execute()
    return rows.map(toTool)
  },
})

/** The versions that run in the system, one tool each, for a system AI lead to warn about. */
export const systemVersions = query({
  name: 'concerns.system-versions',
  allow: ['system-ai-lead'],
  input: z.object({}),
  async run({ db }): Promise<OwnTool[]> {
    const rows = await toolRows(db)
      .where('deployments.version_id', 'is not', null)
      .distinctOn(['products.name', 'deployments.version_id'])
      .clearOrderBy()
      .orderBy('products.name')
      .orderBy('deployments.version_id')
      .execute()
    return rows.map(toTool)
  },
})

const toolRows = (db: ReadDb) =>
  db
    .selectFrom('deployments')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .leftJoin('versions', 'versions.id', 'deployments.version_id')
    .select([
      'deployments.id',
      'products.name as product_name',
      'use_cases.title',
      'deployments.version_id',
      'versions.name as version_name',
    ])
    .where('deployments.state', '<>', 'ceased')
    .orderBy('products.name')
    .orderBy('deployments.id')
    .limit(MOST)

const toTool = (row: {
  id: string
  product_name: string
  title: string
  version_id: string | null
  version_name: string | null
}): OwnTool => ({
  deploymentId: row.id,
  name: `${row.product_name}, ${row.title}`,
  versionId: row.version_id,
  versionName: row.version_name === null ? null : `${row.product_name} ${row.version_name}`,
})
