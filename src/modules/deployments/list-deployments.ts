import { sql, type SelectQueryBuilder } from 'kysely'
import { z } from 'zod'
import { PAGE_SIZE } from '#kernel/paging.js'
import { partnersOf, seenOrganisations } from '#modules/organisations/index.js'
import { PRODUCT_KINDS, searchProductIds } from '#modules/products/index.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb, Rows as RegistryRows } from '#registry/handles.js'
import { cutPage, seek, type TwoWayPage } from '#registry/keyset.js'
import { planOnce } from '#registry/plan-once.js'
import { query, type QueryContext } from '#registry/query.js'
import { DEPLOYMENT_STAGES, DEPLOYMENT_STATES, type Deployment } from './model.js'
import { deploymentRows, toDeployment } from './store.js'

/** Rows an export reads at once; the API allows fewer. */
const MOST_AT_ONCE = 2000

const orNothing = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal('')]).optional()

/** What the list of deployments can be narrowed and sorted by. */
export const listDeploymentsInput = z.object({
  search: z.string().trim().max(200).optional(),
  stage: orNothing(z.enum(DEPLOYMENT_STAGES)),
  state: orNothing(z.enum(DEPLOYMENT_STATES)),
  kind: orNothing(z.enum(PRODUCT_KINDS)),
  organisation: z.string().max(60).optional(),
  product: z.string().max(60).optional(),
  whose: orNothing(z.enum(['ours', 'mine', 'partners'])),
  sort: z.enum(['changed', 'product', 'stage-since']).default('changed'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_AT_ONCE).default(PAGE_SIZE),
})

/** Deployments of the organisation and those that partners share, a page at a time. */
export const listDeployments = query({
  name: 'deployments.list-deployments',
  allow: ['signed-in'],
  input: listDeploymentsInput,
  run: async (context, input) => pageOfDeployments(context, input, await partnersOf(context.db)),
})

/** A page of deployments, for a reader whose partners are known. */
export const pageOfDeployments = async (
  { db, actor, organisationId }: QueryContext,
  input: z.output<typeof listDeploymentsInput>,
  partners: readonly string[],
): Promise<TwoWayPage<Deployment>> => {
  const order = orders[input.sort]
  const seen = seenOrganisations(organisationId(), partners, input)
  const ids = await pageOfIds(db, input, seen, actor.id)
  const rows = ids.length
    ? await deploymentRows(db)
        .modifyFront(planOnce)
        .where('deployments.id', '=', sql<string>`any(${ids})`)
        .orderBy(seek(order, input.cursor).orderBy)
        .execute()
    : []
  return cutPage(rows.map(toDeployment), input.limit, input.cursor, order.keyOf)
}

/** The ids of one page and one more, found before anything is joined that only the screen needs. */
const pageOfIds = async (
  db: ReadDb,
  input: z.output<typeof listDeploymentsInput>,
  seen: readonly string[],
  actorId: string,
): Promise<string[]> => {
  const page = seek(orders[input.sort], input.cursor)
  let rows = db
    .selectFrom('deployments')
    .select('deployments.id')
    .where(page.where)
    .where('deployments.organisation_id', '=', sql<string>`any(${seen})`)
  if (input.sort === 'product' || input.kind)
    rows = rows.innerJoin('products', 'products.id', 'deployments.product_id') as typeof rows
  if (input.search) rows = rows.where(await searched(db, input.search, seen))
  if (input.stage) rows = rows.where('deployments.stage', '=', input.stage)
  if (input.state) rows = rows.where('deployments.state', '=', input.state)
  if (input.kind) rows = rows.where(sql.ref('products.kind'), '=', input.kind)
  if (input.product) rows = rows.where('deployments.product_id', '=', input.product)
  if (input.whose === 'mine') rows = rows.where('deployments.owner_id', '=', actorId)
  if (input.search && input.sort !== 'product' && seen.length <= FEW_ORGANISATIONS)
    rows = readBeforeSorting(db, rows)
  const found = await rows
    .orderBy(page.orderBy)
    .limit(input.limit + 1)
    .execute()
  return found.map((row) => row.id)
}

/** Up to so many organisations, all their deployments are read for a search. */
const FEW_ORGANISATIONS = 60

type Rows = SelectQueryBuilder<RegistryRows, 'deployments', { id: string }>

/** Without it PostgreSQL may walk every deployment in order until it has met a page of those it seeks. */
const readBeforeSorting = (db: ReadDb, rows: Rows): Rows =>
  db
    .selectFrom(
      rows
        .select(['deployments.changed_at', 'deployments.stage_since'])
        .offset(sql.lit(0))
        .as('deployments'),
    )
    .select('deployments.id')

/**
 * What a deployment must be for a search to find it: of a product, a use or an organisation that holds
 * the text. Only the products are many, so only they need the trigram index outside row-level security.
 */
const searched = async (db: ReadDb, text: string, seen: readonly string[]) => {
  const pattern = `%${escapeLike(text.toLowerCase())}%`
  const products = await searchProductIds(db, text, EVERY_PRODUCT)
  const uses = await db
    .selectFrom('use_cases')
    .select('id')
    .where('organisation_id', '=', sql<string>`any(${seen})`)
    .where(sql<boolean>`lower(title) like ${pattern}`)
    .execute()
  const organisations = await db
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', sql<string>`any(${seen})`)
    .where(sql<boolean>`lower(name) like ${pattern}`)
    .execute()
  return sql<boolean>`(deployments.product_id = any(${products})
    or deployments.use_case_id = any(${uses.map((one) => one.id)})
    or deployments.organisation_id = any(${organisations.map((one) => one.id)}))`
}

/** More products than any register holds: a search leaves none out. */
const EVERY_PRODUCT = 1_000_000

const id = sql.ref('deployments.id')

const orders = {
  changed: {
    value: sql.ref('deployments.changed_at'),
    id,
    descending: true,
    keyOf: (one: Deployment) => ({ value: one.changedAt.toISOString(), id: one.id }),
  },
  product: {
    value: sql`lower(products.name)`,
    id,
    descending: false,
    keyOf: (one: Deployment) => ({ value: one.product.name.toLowerCase(), id: one.id }),
  },
  'stage-since': {
    value: sql.ref('deployments.stage_since'),
    id,
    descending: true,
    keyOf: (one: Deployment) => ({ value: one.stageSince, id: one.id }),
  },
}
