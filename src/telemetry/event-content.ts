import type { SqlRow, SqlValue } from './sql-engine.js'
import type {
  EventBatch,
  JoinedRow,
  OutcomeEvent,
  PredictionEvent,
  Scope,
} from './telemetry-store.js'

/** Events as rows; the arrival is put in when they are stored. */
export const eventRows = (scope: Scope, batch: EventBatch): EventRow[] => {
  const groupsText = makeGroupsText()
  return batch.kind === 'predictions'
    ? batch.events.map((event) => predictionRow(scope, event, groupsText(event.groups)))
    : batch.events.map((event) => outcomeRow(scope, event))
}

/** A row that is not stored yet. */
export type EventRow = Record<string, SqlValue>

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

const predictionRow = (scope: Scope, event: PredictionEvent, groups: string): EventRow => ({
  organisation_id: scope.organisationId,
  deployment_id: scope.deploymentId,
  event_id: event.eventId,
  prediction_id: event.predictionId,
  occurred_ms: event.occurredAt.getTime(),
  arrival: null,
  score: event.score,
  decision: event.decision ?? null,
  version: event.version ?? null,
  site: event.site ?? null,
  group_values: groups,
})

const outcomeRow = (scope: Scope, event: OutcomeEvent): EventRow => ({
  organisation_id: scope.organisationId,
  deployment_id: scope.deploymentId,
  event_id: event.eventId,
  prediction_id: event.predictionId,
  known_ms: event.knownAt.getTime(),
  arrival: null,
  outcome: event.outcome,
})

type Groups = Readonly<Record<string, string>>

/**
 * JSON with its names in order, so that equal groups are equal texts. The names of a batch are
 * mostly the same ones in the same order, so they are sorted and written once.
 */
const makeGroupsText = (): ((groups: Groups | undefined) => string) => {
  let known: readonly string[] = []
  let sorted: { name: string; text: string }[] = []
  return (groups = {}) => {
    const names = Object.keys(groups)
    if (names.length !== known.length || names.some((name, place) => name !== known[place])) {
      known = names
      sorted = names.toSorted().map((name) => ({ name, text: `${JSON.stringify(name)}:` }))
    }
    return `{${sorted.map(({ name, text }) => text + JSON.stringify(groups[name])).join(',')}}`
  }
}

/** The groups of one event as they are kept. */
export const groupsText = (groups: Groups | undefined): string => makeGroupsText()(groups)

const isAbsent = (value: SqlValue | undefined): boolean => value === null || value === undefined

const text = (value: SqlValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const binary = (value: SqlValue | undefined): 0 | 1 | undefined =>
  isAbsent(value) ? undefined : Number(value) === 1 ? 1 : 0
