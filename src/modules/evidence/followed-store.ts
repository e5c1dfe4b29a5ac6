import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import { cutPage, seek, type TwoWayPage } from '#registry/keyset.js'
import type { Subject } from './model.js'

/** Something that was signed or went to review in a file that an organisation follows. */
export interface FollowedChange {
  id: string
  requirementId: string
  because: string
  changedAt: Date
}

/** A followed file in which something changed since somebody last looked, or since it is followed. */
export interface ChangedFile extends Subject {
  name: string
  changes: number
  changedAt: Date
}

/** Whose look counts. */
export interface Looker {
  organisationId: string
  personId: string
}

/** Writes down that something changed in a followed file. */
export const insertFollowedChange = async (
  tx: Tx,
  change: Subject & Omit<FollowedChange, 'changedAt'> & { organisationId: string },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('followed_changes')
    .values({
      id: change.id,
      organisation_id: change.organisationId,
      scope: change.scope,
      subject_id: change.subjectId,
      requirement_id: change.requirementId,
      because: change.because,
      changed_at: at,
    })
    .execute()
}

/** The followed files in which something changed since somebody last looked, last changed first. */
export const readChangedFiles = async (db: ReadDb, looker: Looker): Promise<ChangedFile[]> => {
  const { rows } = await sql<ChangedFile>`
    select f.scope, f.subject_id as "subjectId", ${NAME} as name,
      count(c.id)::integer as changes, max(c.changed_at) as "changedAt"
      from ${followedBy(looker)}
      join followed_changes c on c.organisation_id = f.organisation_id and c.scope = f.scope
       and c.subject_id = f.subject_id and c.changed_at > ${SEEN}
     group by f.scope, f.subject_id, p.name, v.name, o.name
     order by max(c.changed_at) desc, f.subject_id limit ${MOST_FILES}`.execute(db)
  return rows
}

const MOST_FILES = 100

/** A file that an organisation follows: its name, its product, and until when somebody has seen it. */
export const readFollowedFile = async (
  db: ReadDb,
  looker: Looker,
  { scope, subjectId }: Subject,
): Promise<{ name: string; productId: string | null; seenUntil: Date } | undefined> => {
  const { rows } = await sql<{ name: string; productId: string | null; seenUntil: Date }>`
    select ${NAME} as name, p.id as "productId", ${SEEN} as "seenUntil"
      from ${followedBy(looker)} where f.scope = ${scope} and f.subject_id = ${subjectId}`.execute(
    db,
  )
  return rows[0]
}

const NAME = sql`coalesce(p.name || ' ' || v.name, o.name, '')`
const SEEN = sql`greatest(f.followed_at, l.looked_at)`
const followedBy = ({ organisationId, personId }: Looker) => sql`
  (select * from follows where organisation_id = ${organisationId} and ended_at is null) f
  left join followed_looks l on l.organisation_id = f.organisation_id and l.person_id = ${personId}
   and l.scope = f.scope and l.subject_id = f.subject_id
  left join versions v on f.scope = 'product_version' and v.id = f.subject_id
  left join products p on p.id = v.product_id
  left join organisations o on f.scope = 'supplier' and o.id = f.subject_id`

/** What changed in a followed file, newest first. */
export const readFollowedChanges = async (
  db: ReadDb,
  organisationId: string,
  { scope, subjectId }: Subject,
  page: { cursor: string | undefined; limit: number },
): Promise<TwoWayPage<FollowedChange>> => {
  const order = { value: sql.ref('changed_at'), id: sql.ref('id'), descending: true }
  const { where, orderBy } = seek(order, page.cursor)
  const rows = await db
    .selectFrom('followed_changes')
    .select(['id', 'requirement_id as requirementId', 'because', 'changed_at as changedAt'])
    .where('organisation_id', '=', organisationId)
    .where('scope', '=', scope)
    .where('subject_id', '=', subjectId)
    .where(where)
    .orderBy(orderBy)
    .limit(page.limit + 1)
    .execute()
  return cutPage(rows, page.limit, page.cursor, ({ id, changedAt }) => ({
    value: changedAt.toISOString(),
    id,
  }))
}

/** Writes down that somebody looked at what changed in a followed file. */
export const noteLook = async (
  tx: Tx,
  { organisationId, personId }: Looker,
  { scope, subjectId }: Subject,
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('followed_looks')
    .values({
      organisation_id: organisationId,
      person_id: personId,
      scope,
      subject_id: subjectId,
      looked_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'person_id', 'scope', 'subject_id'])
        .doUpdateSet({ looked_at: at }),
    )
    .execute()
}
