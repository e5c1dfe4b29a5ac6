import type { Insertable, Selectable } from 'kysely'
import type { Rows } from '#registry/handles.js'
import type { Level } from './clinical-safety-data.js'
import type { Control, Hazard, HazardContent, Score, SourceStatement } from './model.js'

/** The columns that a hazard is written to. */
export const toColumns = (one: Hazard) =>
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
