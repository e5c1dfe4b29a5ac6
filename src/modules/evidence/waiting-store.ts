import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'

/** A signed answer that ends soon or is under review. */
export interface EndingRow {
  deploymentId: string
  product: string
  requirementId: string
  inDateUntil: string | null
  reviewSince: string | null
}

const MOST = 100
const MOST_DEPLOYMENTS = 20

/** The signed answers of an organisation that end by a day or are under review, soonest first. */
export const readEnding = (
  db: ReadDb,
  organisationId: string,
  by: CalendarDate,
): Promise<EndingRow[]> =>
  db
    .selectFrom('signed_answers')
    .innerJoin('deployments', 'deployments.id', 'signed_answers.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .select([
      'deployments.id as deploymentId',
      'products.name as product',
      'requirement_id as requirementId',
      'in_date_until as inDateUntil',
      'review_since as reviewSince',
    ])
    .where('signed_answers.organisation_id', '=', organisationId)
    .where('superseded_at', 'is', null)
    .where('deployments.state', '<>', 'ceased')
    .where((where) =>
      where.or([where('in_date_until', '<=', by), where('review_since', 'is not', null)]),
    )
    .orderBy('in_date_until')
    .limit(MOST)
    .execute()

/** The drafts of an organisation that nobody has signed as they stand, last changed first. */
export const readUnsigned = (db: ReadDb, organisationId: string) =>
  db
    .selectFrom('answer_drafts')
    .innerJoin('deployments', 'deployments.id', 'answer_drafts.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .leftJoin('signed_answers', (join) =>
      join
        .onRef('signed_answers.deployment_id', '=', 'answer_drafts.deployment_id')
        .onRef('signed_answers.requirement_id', '=', 'answer_drafts.requirement_id')
        .on('signed_answers.superseded_at', 'is', null),
    )
    .select([
      'deployments.id as deploymentId',
      'products.name as product',
      'answer_drafts.requirement_id as requirementId',
    ])
    .where('answer_drafts.organisation_id', '=', organisationId)
    .where('deployments.state', '<>', 'ceased')
    .where((where) =>
      where.or([
        where('signed_answers.id', 'is', null),
        where('signed_answers.draft_revision', '<', where.ref('answer_drafts.revision')),
      ]),
    )
    .orderBy('answer_drafts.changed_at', 'desc')
    .limit(MOST)
    .execute()

/** The deployments of an organisation before business as usual, with what they have begun to answer. */
export const readBegun = (db: ReadDb, organisationId: string) =>
  db
    .selectFrom('deployments')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .select(['deployments.id', 'products.name as product', 'facts'])
    .select((select) =>
      select
        .selectFrom('answer_drafts')
        .select((inner) => inner.fn<string[]>('array_agg', ['requirement_id']).as('begun'))
        .whereRef('answer_drafts.deployment_id', '=', 'deployments.id')
        .as('begun'),
    )
    .where('deployments.organisation_id', '=', organisationId)
    .where('deployments.state', '=', 'running')
    .where('stage', 'in', ['assess', 'pilot', 'implement'])
    .orderBy('deployments.changed_at', 'desc')
    .limit(MOST_DEPLOYMENTS)
    .execute()
