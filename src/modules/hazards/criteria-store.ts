import type { Selectable } from 'kysely'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Need, RiskMatrix } from './clinical-safety-data.js'
import type { Criteria } from './model.js'
import { PUBLISHED_CRITERIA } from './rules.js'

/** The criteria in force: the organisation's own, or the published ones. */
export const readCriteria = async (db: ReadDb, organisationId: string): Promise<Criteria> => {
  const row = await db
    .selectFrom('hazard_criteria')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  return row ? toCriteria(row) : PUBLISHED_CRITERIA
}

/** Every set of criteria an organisation has had, newest first. */
export const readAllCriteria = async (db: ReadDb, organisationId: string): Promise<Criteria[]> => {
  const rows = await db
    .selectFrom('hazard_criteria')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(toCriteria)
}

/** Puts new criteria in force; those before stay on record. */
export const insertCriteria = async (
  tx: Tx,
  criteria: {
    id: string
    organisationId: string
    matrix: RiskMatrix
    needs: readonly Need[]
    note: string
  },
  signed: { by: string; byName: string; on: string; at: Date },
): Promise<void> => {
  await tx
    .updateTable('hazard_criteria')
    .set({ superseded_at: signed.at })
    .where('organisation_id', '=', criteria.organisationId)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .insertInto('hazard_criteria')
    .values({
      id: criteria.id,
      organisation_id: criteria.organisationId,
      matrix: JSON.stringify(criteria.matrix),
      needs: JSON.stringify(criteria.needs),
      note: criteria.note,
      signed_by: signed.by,
      signed_by_name: signed.byName,
      signed_on: signed.on,
      signed_at: signed.at,
    })
    .execute()
}

const toCriteria = (row: Selectable<Rows['hazard_criteria']>): Criteria => ({
  id: row.id,
  matrix: row.matrix as unknown as RiskMatrix,
  needs: row.needs as unknown as Need[],
  note: row.note,
  signedByName: row.signed_by_name,
  signedOn: row.signed_on,
})
