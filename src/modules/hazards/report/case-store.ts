import type { ReadDb, Tx } from '#registry/handles.js'
import type { Report } from '#ui/report/report.js'

/** A report as it was issued. */
export interface IssuedCase {
  id: string
  number: number
  report: Report
  digest: string
  issuedByName: string
  issuedOn: string
}

/** The reports issued of a log, newest first. */
export const readCases = async (db: ReadDb, logId: string): Promise<IssuedCase[]> => {
  const rows = await db
    .selectFrom('safety_cases')
    .selectAll()
    .where('log_id', '=', logId)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    report: row.content as unknown as Report,
    digest: row.digest,
    issuedByName: row.issued_by_name,
    issuedOn: row.issued_on,
  }))
}

/** Keeps a report as it was issued. */
export const insertCase = async (
  tx: Tx,
  issued: IssuedCase & { organisationId: string; logId: string; by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('safety_cases')
    .values({
      id: issued.id,
      organisation_id: issued.organisationId,
      log_id: issued.logId,
      number: issued.number,
      content: JSON.stringify(issued.report),
      digest: issued.digest,
      issued_by: issued.by,
      issued_by_name: issued.issuedByName,
      issued_on: issued.issuedOn,
      issued_at: issued.at,
    })
    .execute()
}
