import { sql, type Insertable, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Level } from './clinical-safety-data.js'
import { contentOf } from './content.js'
import { fieldsChanged } from './field-words.js'
import type {
  Control,
  Hazard,
  HazardContent,
  HazardRevision,
  Score,
  SourceStatement,
} from './model.js'

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

const toColumns = (one: Hazard) =>
  ({
    source: one.source === null ? null : JSON.stringify(one.source),
    name: one.name,
    kind: one.kind,
    words: JSON.stringify(wordsOf(one)),
    controls: JSON.stringify(one.controls),
    entry: one.entry,
    state: one.state,
    initial_likelihood: one.initial?.likelihood ?? null,
    initial_severity: one.initial?.severity ?? null,
    initial_risk: one.initialRisk,
    residual_likelihood: one.residual?.likelihood ?? null,
    residual_severity: one.residual?.severity ?? null,
    residual_risk: one.residualRisk,
    corporate_score: one.corporateScore,
    owner_id: one.ownerId,
    owner_name: one.ownerName,
    concerns: JSON.stringify(one.concerns),
    review_since: one.reviewSince,
    reviewed_on: one.reviewedOn,
    reviewed_by_name: one.reviewedByName,
  }) satisfies Partial<Insertable<Rows['hazards']>>

type StoredWords = Pick<
  HazardContent,
  | 'description'
  | 'causes'
  | 'effect'
  | 'hazard'
  | 'harm'
  | 'existingControls'
  | 'toleratedBecause'
  | 'stateReason'
  | 'transferredTo'
  | 'initialHarm'
  | 'residualHarm'
>

const wordsOf = (one: Hazard): StoredWords => ({
  description: one.description,
  causes: one.causes,
  effect: one.effect,
  hazard: one.hazard,
  harm: one.harm,
  existingControls: one.existingControls,
  toleratedBecause: one.toleratedBecause,
  stateReason: one.stateReason,
  transferredTo: one.transferredTo,
  initialHarm: one.initialHarm,
  residualHarm: one.residualHarm,
})

const scoreOf = (likelihood: number | null, severity: number | null): Score | null =>
  likelihood === null || severity === null
    ? null
    : { likelihood: likelihood as Level, severity: severity as Level }

/** A hazard of its row. */
export const toHazard = (row: Selectable<Rows['hazards']>): Hazard => ({
  ...(row.words as unknown as StoredWords),
  id: row.id,
  organisationId: row.organisation_id,
  logId: row.log_id,
  reference: `H-${row.number}`,
  origin: row.origin as Hazard['origin'],
  lineage: row.lineage,
  source: row.source as unknown as SourceStatement | null,
  name: row.name,
  kind: row.kind,
  controls: row.controls as unknown as Control[],
  entry: row.entry as Hazard['entry'],
  state: row.state as Hazard['state'],
  initial: scoreOf(row.initial_likelihood, row.initial_severity),
  residual: scoreOf(row.residual_likelihood, row.residual_severity),
  initialRisk: row.initial_risk as Level | null,
  residualRisk: row.residual_risk as Level | null,
  corporateScore: row.corporate_score,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  concerns: row.concerns as unknown as Hazard['concerns'],
  reviewSince: row.review_since,
  reviewedOn: row.reviewed_on,
  reviewedByName: row.reviewed_by_name,
  revision: row.revision,
  changedAt: row.changed_at,
  changedByName: row.changed_by_name,
})
