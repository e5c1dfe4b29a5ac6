import type { SqlRow, SqlValue } from './sql-engine.js'
import type { EventBatch, JoinedRow, OutcomeEvent, PredictionEvent } from './telemetry-store.js'

/** What the sender told in an event, as columns; scope and arrival are added when it is stored. */
export const contentRows = (batch: EventBatch): SqlRow[] =>
  batch.kind === 'predictions' ? batch.events.map(predictionRow) : batch.events.map(outcomeRow)

/** Whether two rows tell the same, whoever sent them and whenever they arrived. */
export const sameContent = (kind: EventBatch['kind'], one: SqlRow, other: SqlRow): boolean =>
  (kind === 'predictions' ? PREDICTION_CONTENT : OUTCOME_CONTENT).every(
    (column) => one[column] === other[column],
  )

/** A row of the joined query as the summariser takes it. */
export const toJoinedRow = (row: SqlRow): JoinedRow => {
  const decision = binary(row['decision'])
  const version = text(row['version'])
  const site = text(row['site'])
  return {
    eventId: String(row['event_id']),
    predictionId: String(row['prediction_id']),
    at: new Date(Number(row['occurred_ms'])),
    score: Number(row['score']),
    outcome: binary(row['outcome']) ?? null,
    ...(isAbsent(row['known_ms']) ? {} : { knownAt: new Date(Number(row['known_ms'])) }),
    ...(decision === undefined ? {} : { decision }),
    ...(version === undefined ? {} : { version }),
    ...(site === undefined ? {} : { site }),
    groups: toGroups(String(row['group_values'])),
  }
}

const toGroups = (json: string): Readonly<Record<string, string>> => {
  const groups: unknown = JSON.parse(json)
  if (typeof groups !== 'object' || groups === null) return {}
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, String(value)]))
}

const PREDICTION_CONTENT = [
  'prediction_id',
  'occurred_ms',
  'score',
  'decision',
  'version',
  'site',
  'group_values',
]
const OUTCOME_CONTENT = ['prediction_id', 'known_ms', 'outcome']

const predictionRow = (event: PredictionEvent): SqlRow => ({
  event_id: event.eventId,
  prediction_id: event.predictionId,
  occurred_ms: event.occurredAt.getTime(),
  score: event.score,
  decision: event.decision ?? null,
  version: event.version ?? null,
  site: event.site ?? null,
  group_values: groupsText(event.groups ?? {}),
})

const outcomeRow = (event: OutcomeEvent): SqlRow => ({
  event_id: event.eventId,
  prediction_id: event.predictionId,
  known_ms: event.knownAt.getTime(),
  outcome: event.outcome,
})

/** JSON with its names in order, so that equal groups are equal texts. */
const groupsText = (groups: Readonly<Record<string, string>>): string => {
  const names = Object.keys(groups).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(groups[name])}`).join(',')}}`
}

const isAbsent = (value: SqlValue | undefined): boolean => value === null || value === undefined

const text = (value: SqlValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const binary = (value: SqlValue | undefined): 0 | 1 | undefined =>
  isAbsent(value) ? undefined : Number(value) === 1 ? 1 : 0
