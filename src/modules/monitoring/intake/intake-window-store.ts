import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Window } from '../periods.js'

/** A window of rows that are still kept. */
export interface IntakeWindow extends Window {
  tallyDue: boolean
  talliedAt: Date | null
  finalAt: Date | null
  problem: string | null
}

/** The windows whose rows are still kept, oldest first. */
export const readKeptWindows = async (db: ReadDb, deploymentId: string): Promise<IntakeWindow[]> =>
  readKeptWindowsOf(db, [deploymentId])

/** The same of several deployments together. */
export const readKeptWindowsOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(IntakeWindow & { deploymentId: string })[]> =>
  db
    .selectFrom('intake_windows')
    .select([
      'deployment_id as deploymentId',
      'window_from as from',
      'window_to as to',
      'tally_due as tallyDue',
      'tallied_at as talliedAt',
      'final_at as finalAt',
      'problem',
    ])
    .where('deployment_id', 'in', deploymentIds)
    .where('rows_deleted_at', 'is', null)
    .orderBy('window_from')
    .execute()

/** Windows of a deployment whose rows changed, up to an arrival. */
export interface TouchedWindows {
  deploymentId: string
  windows: readonly Window[]
  until: number
}

/** Notes windows whose rows changed, so that each is tallied once it has ended. */
export const noteWindows = async (
  tx: Tx,
  organisationId: string,
  touched: readonly TouchedWindows[],
): Promise<void> => {
  const rows = touched.flatMap(({ deploymentId, windows }) =>
    windows.map(({ from, to }) => ({
      organisation_id: organisationId,
      deployment_id: deploymentId,
      window_from: from,
      window_to: to,
      tally_due: true,
    })),
  )
  for (let start = 0; start < rows.length; start += IN_ONE_STATEMENT) {
    await tx
      .insertInto('intake_windows')
      .values(rows.slice(start, start + IN_ONE_STATEMENT))
      .onConflict((conflict) =>
        conflict
          .columns(['deployment_id', 'window_from', 'window_to'])
          .doUpdateSet({ tally_due: true, rows_deleted_at: null }),
      )
      .execute()
  }
  const ids = touched.map(({ deploymentId }) => deploymentId)
  const arrivals = touched.map(({ until }) => until)
  await sql`
    insert into intake_progress (deployment_id, organisation_id, noted_until)
    select deployment_id, ${organisationId}, noted_until
      from unnest(${ids}::text[], ${arrivals}::bigint[]) as told (deployment_id, noted_until)
    on conflict (deployment_id) do update
      set noted_until = greatest(intake_progress.noted_until, excluded.noted_until)`.execute(tx)
}

const IN_ONE_STATEMENT = 1000

/** Updates the same window of rows of some deployments. */
export const updateIntakeWindow = async (
  tx: Tx,
  deploymentIds: readonly string[],
  window: Window,
  set: {
    tally_due?: boolean
    tallied_at?: Date
    final_at?: Date
    rows_deleted_at?: Date
    problem?: string | null
  },
): Promise<void> => {
  await tx
    .updateTable('intake_windows')
    .set(set)
    .where('deployment_id', 'in', deploymentIds)
    .where('window_from', '=', window.from)
    .where('window_to', '=', window.to)
    .execute()
}
