import type {
  JoinedRow,
  OutcomeEvent,
  PredictionEvent,
  ReadOptions,
  Scope,
  Span,
  TelemetryStore,
} from '#telemetry/telemetry-store.js'

/** A scope that no other test uses. */
export const newScope = (() => {
  let made = 0
  return (): Scope => {
    made += 1
    return { organisationId: `org_${made}`, deploymentId: `dep_${made}` }
  }
})()

/** Monday 5 January 2026 in London, and the seven days from it. */
export const MONDAY = new Date('2026-01-05T00:00:00Z')
export const WEEK: Span = { from: MONDAY, to: new Date('2026-01-12T00:00:00Z') }

const HOUR = 3_600_000

/** A prediction so many hours into the week. */
export const prediction = (
  id: string,
  hours: number,
  score: number,
  more: Partial<PredictionEvent> = {},
): PredictionEvent => ({
  eventId: `prediction-${id}`,
  predictionId: id,
  occurredAt: new Date(MONDAY.getTime() + hours * HOUR),
  score,
  ...more,
})

/** An outcome for a prediction, known so many hours into the week. */
export const outcome = (
  id: string,
  hours: number,
  value: 0 | 1,
  more: Partial<OutcomeEvent> = {},
): OutcomeEvent => ({
  eventId: `outcome-${id}`,
  predictionId: id,
  knownAt: new Date(MONDAY.getTime() + hours * HOUR),
  outcome: value,
  ...more,
})

/** Appends predictions, then outcomes. */
export const keep = async (
  store: TelemetryStore,
  scope: Scope,
  predictions: readonly PredictionEvent[],
  outcomes: readonly OutcomeEvent[] = [],
): Promise<void> => {
  await store.append(scope, { kind: 'predictions', events: predictions })
  await store.append(scope, { kind: 'outcomes', events: outcomes })
}

/** All joined rows of a span. */
export const rowsOf = async (
  store: TelemetryStore,
  scope: Scope,
  span: Span = WEEK,
  options?: ReadOptions,
): Promise<JoinedRow[]> => {
  const rows: JoinedRow[] = []
  for await (const batch of store.joinedRows(scope, span, options)) rows.push(...batch)
  return rows
}
