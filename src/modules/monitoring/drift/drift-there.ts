import type { Tx } from '#registry/handles.js'
import { readBasis, type DriftBasis } from './drift-basis.js'
import type { DriftMeasure } from './drift-points.js'

/** A current point of drift or missing values. */
export interface DriftThere {
  id: string
  figuresId: string
  measure: string
  site: string
  windowFrom: string
  value: number | null
  place: string
  finalOn: string
  reference: DriftBasis | null
}

/** Where a point belongs: the figures of its window and its measure, as one text. */
export const placeOf = (figuresId: string, measure: string): string => `${figuresId} ${measure}`

/** The current points of some measures of drift. */
export const readDriftThere = async (
  tx: Tx,
  deploymentId: string,
  measures: readonly DriftMeasure[],
): Promise<DriftThere[]> => {
  const rows = await tx
    .selectFrom('points')
    .select([
      'id',
      'figures_id',
      'measure',
      'final_on',
      'reference',
      'site',
      'window_from',
      'value',
    ])
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('measure', 'in', measures)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    figuresId: row.figures_id,
    measure: row.measure,
    site: row.site,
    windowFrom: row.window_from,
    value: row.value,
    place: placeOf(row.figures_id, row.measure),
    finalOn: row.final_on,
    reference: readBasis(row.reference),
  }))
}

/** Notes what replaced a point; it stays as it was computed. */
export const supersedePoint = async (tx: Tx, id: string, by: string): Promise<void> => {
  await tx
    .updateTable('points')
    .set({ superseded_by: by })
    .where('id', '=', id)
    .where('superseded_by', 'is', null)
    .execute()
}
