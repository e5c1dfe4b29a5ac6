import { sql } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { contentOf } from './content.js'
import { fieldsChanged } from './field-words.js'
import { toColumns, toHazard } from './hazard-row.js'
import type { Hazard, HazardContent, HazardRevision } from './model.js'

/** The hazard of one's own organisation with this id. Throws NotFound, also for another organisation's. */
export const requireHazard = async (db: ReadDb, id: string): Promise<Hazard> => {
  const row = await db.selectFrom('hazards').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such hazard, or it is not your organisation’s.')
  return toHazard(row)
}

/** Every hazard of a log, in the order of their numbers. */
export const readHazards = async (db: ReadDb, logId: string): Promise<Hazard[]> => {
  const rows = await db
    .selectFrom('hazards')
    .selectAll()
    .where('log_id', '=', logId)
    .orderBy('number')
    .execute()
  return rows.map(toHazard)
}

/** Adds hazards with the numbers given, and their first revisions. */
export const insertHazards = async (
  tx: Tx,
  hazards: readonly (Hazard & { number: number })[],
  told: { what: string; note: string; at: Date; by: { id: string; name: string } },
): Promise<void> => {
  if (hazards.length === 0) return
  await tx
    .insertInto('hazards')
    .values(
      hazards.map((one) => ({
        ...toColumns(one),
        id: one.id,
        organisation_id: one.organisationId,
        log_id: one.logId,
        number: one.number,
        origin: one.origin,
        lineage: one.lineage,
        revision: 1,
        changed_at: told.at,
        changed_by_name: told.by.name,
      })),
    )
    .execute()
  await insertRevisions(tx, hazards, told)
}

/** Writes a hazard that is still as it was seen, and its revision. Throws Conflict with how it is now. */
export const updateHazard = async (
  tx: Tx,
  seenRevision: number,
  after: Hazard,
  told: { what: string; note: string; at: Date; by: { id: string; name: string } },
): Promise<void> => {
  const updated = await tx
    .updateTable('hazards')
    .set({
      ...toColumns(after),
      revision: seenRevision + 1,
      changed_at: told.at,
      changed_by_name: told.by.name,
    })
    .where('id', '=', after.id)
    .where('revision', '=', seenRevision)
    .executeTakeFirst()
  if (updated.numUpdatedRows !== 1n) {
    refuseLostEdit(updated, await changedSince(tx, after.id, seenRevision))
  }
  await insertRevisions(tx, [{ ...after, revision: seenRevision + 1 }], told)
}

// Only what somebody else changed since is shown beside what was typed.
const changedSince = async (
  db: ReadDb,
  id: string,
  seenRevision: number,
): Promise<Record<string, unknown>> => {
  const now = await requireHazard(db, id)
  const seen = (await readRevisions(db, id)).find((one) => one.revision === seenRevision)
  return { revision: now.revision, ...(seen ? fieldsChanged(seen.content, now) : {}) }
}

const insertRevisions = async (
  tx: Tx,
  hazards: readonly Hazard[],
  told: { what: string; note: string; at: Date; by: { id: string; name: string } },
): Promise<void> => {
  await tx
    .insertInto('hazard_revisions')
    .values(
      hazards.map((one) => ({
        hazard_id: one.id,
        revision: one.revision,
        organisation_id: one.organisationId,
        what: told.what,
        note: told.note,
        content: JSON.stringify(contentOf(one)),
        at: told.at,
        by_id: told.by.id,
        by_name: told.by.name,
      })),
    )
    .execute()
}

/** The revisions of a hazard, newest first. */
export const readRevisions = async (db: ReadDb, hazardId: string): Promise<HazardRevision[]> => {
  const rows = await db
    .selectFrom('hazard_revisions')
    .selectAll()
    .where('hazard_id', '=', hazardId)
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({
    revision: row.revision,
    what: row.what,
    note: row.note,
    content: row.content as unknown as HazardContent,
    at: row.at,
    byName: row.by_name,
  }))
}

/** Looks every risk of an organisation up again in a matrix; the scores themselves stay. */
export const lookUpAgain = async (
  tx: Tx,
  organisationId: string,
  matrix: readonly (readonly number[])[],
): Promise<void> => {
  const text = JSON.stringify(matrix)
  const cell = (likelihood: string, severity: string) => sql<number>`
    (${text}::jsonb -> (${sql.ref(likelihood)} - 1) ->> (${sql.ref(severity)} - 1))::smallint`
  await tx
    .updateTable('hazards')
    .set({
      initial_risk: cell('initial_likelihood', 'initial_severity'),
      residual_risk: cell('residual_likelihood', 'residual_severity'),
    })
    .where('organisation_id', '=', organisationId)
    .execute()
}

/** Concerns of one's own organisation by their references; the table is that of a module above this one. */
export const findConcerns = async (
  db: ReadDb,
  organisationId: string,
  references: readonly string[],
): Promise<{ id: string; reference: string }[]> =>
  references.length === 0
    ? []
    : db
        .selectFrom('concerns')
        .select(['id', 'reference'])
        .where('organisation_id', '=', organisationId)
        .where('reference', 'in', [...references])
        .orderBy('reference')
        .execute()
