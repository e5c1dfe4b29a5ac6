import type { Unavailable } from '#kernel/errors.js'
import type { EventLines } from './event-lines.js'

/** Whose events, of which deployment: every method takes it, and no statement runs without it. */
export interface Scope {
  organisationId: string
  deploymentId: string
}

/** A prediction as the sender told it. */
export interface PredictionEvent {
  /** Unique among the predictions of one deployment; sending it again is a duplicate. */
  eventId: string
  /** What outcomes refer to. A second event with the same id corrects the first. */
  predictionId: string
  /** Time of the prediction; decides the window it belongs to. Kept to the millisecond. */
  occurredAt: Date
  /** As sent; a finite double, never -0. */
  score: number
  /** What the product decided, where it sends that. */
  decision?: 0 | 1
  version?: string
  site?: string
  groups?: Readonly<Record<string, string>>
}

/** What turned out to be true, as the sender told it. */
export interface OutcomeEvent {
  /** Unique among the outcomes of one deployment; sending it again is a duplicate. */
  eventId: string
  predictionId: string
  /** When the outcome was known; of several, the latest counts. Kept to the millisecond. */
  knownAt: Date
  outcome: 0 | 1
}

/** Events of one kind, sent together. */
export type EventBatch =
  | { kind: 'predictions'; events: readonly PredictionEvent[] }
  | { kind: 'outcomes'; events: readonly OutcomeEvent[] }

/** `conflict`: this event id is stored already with other content; the new event was not stored. */
export type AppendResult = 'accepted' | 'duplicate' | 'conflict'

/** A span of prediction times, `from` included and `to` not. */
export interface Span {
  from: Date
  to: Date
}

/** The counting prediction with the counting outcome; outcome is null while none is known. */
export interface JoinedRow {
  eventId: string
  predictionId: string
  at: Date
  score: number
  outcome: 0 | 1 | null
  knownAt?: Date
  decision?: 0 | 1
  version?: string
  site?: string
  groups: Readonly<Record<string, string>>
}

/** Rows of one deployment among several. */
export interface ScopedJoinedRows {
  scope: Scope
  rows: readonly JoinedRow[]
}

/** Counts against the outcome; rows without an outcome are in none of them. */
export interface Confusion {
  tp: number
  fp: number
  tn: number
  fn: number
}

/** Counts of one version at one site. `n` counts every row; `pending` those without an outcome. */
export interface TallyRow {
  version: string | null
  site: string | null
  n: number
  events: number
  nonEvents: number
  pending: number
  /** At each threshold given, in order; a score equal to the threshold is positive. */
  atThresholds: readonly (Confusion & { threshold: number })[]
  /** By the decision sent, over the rows that carry one. */
  byDecision: Confusion
}

/** Order of arrival: microseconds since 1970, strictly increasing for one writer. */
export type Arrival = number

/** A deployment with the arrival from which on changes are asked for. */
export interface Since {
  scope: Scope
  since: Arrival
}

/** What changed of a deployment; nothing is known of one that waits. */
export interface Touched {
  scope: Scope
  dates: string[]
  until: Arrival
  /** Why nothing is known: its server does not answer. Ask again from the same arrival. */
  waitsFor?: Unavailable
}

/** Events stored, corrections included. */
export interface EventCounts {
  predictions: number
  outcomes: number
}

/** What reading back an export did. */
export interface ImportCounts {
  accepted: number
  duplicates: number
  conflicts: number
}

/** Longest time one read may take; 60 seconds unless given. */
export interface ReadOptions {
  timeoutSeconds?: number
}

/** What is said to whoever asks for rows, or sends them, while the store is out; why is in the cause. */
export const NO_ANSWER = 'The telemetry store does not answer. Try again in a minute.'

/**
 * Prediction and outcome rows at rest: append-only, idempotent by event id, visible to one
 * organisation alone, deleted when their window is final. Methods throw Invalid for events that
 * cannot be kept as sent and Unavailable when the engine does not answer in time.
 */
export interface TelemetryStore {
  readonly engine: 'duckdb' | 'clickhouse'
  /** Keeps events; one result per event, in order. Durable on disk before it resolves. */
  append(scope: Scope, batch: EventBatch): Promise<readonly AppendResult[]>
  /** The same for events that were written as lines; the lines are the store's from then on. */
  appendLines(lines: EventLines): Promise<readonly AppendResult[]>
  /** Rows of the span in batches, ordered by time of prediction, then prediction id. */
  joinedRows(scope: Scope, span: Span, options?: ReadOptions): AsyncIterable<readonly JoinedRow[]>
  /**
   * The same for many deployments in one pass, one deployment after the other; a deployment's rows may
   * come in several parts, and one without rows in none.
   */
  joinedRowsOf(
    scopes: readonly Scope[],
    span: Span,
    options?: ReadOptions,
  ): AsyncIterable<ScopedJoinedRows>
  /** Counts of the span by version and site, ordered by both, those without first. */
  tally(
    scope: Scope,
    span: Span,
    thresholds: readonly number[],
    options?: ReadOptions,
  ): Promise<readonly TallyRow[]>
  /**
   * London dates whose rows changed by events that arrived after `since` (0: ever), sorted, and
   * the arrival to ask from next time. A correction that moves a row touches both its dates.
   */
  datesTouched(scope: Scope, since: Arrival): Promise<{ dates: string[]; until: Arrival }>
  /**
   * The same for many deployments in one pass, in their order, each from an arrival of its own. Those of a
   * server that does not answer wait, and hold up none of the others.
   */
  datesTouchedOf(asked: readonly Since[]): Promise<readonly Touched[]>
  counts(scope: Scope): Promise<EventCounts>
  /**
   * Deletes the rows whose counting prediction is in the span, with all their events, of many
   * deployments in one pass for each organisation; answers how many of each deployment that had any.
   * Cut short, some are deleted: ask again.
   */
  deleteWindow(scopes: readonly Scope[], span: Span): Promise<readonly (Scope & EventCounts)[]>
  /** Deletes outcomes known before `before` that no stored prediction goes with, of many likewise. */
  deleteUnmatched(
    scopes: readonly Scope[],
    before: Date,
  ): Promise<readonly (Scope & Pick<EventCounts, 'outcomes'>)[]>
  /** Takes deleted rows off the disk, once after many deletions: it may rewrite whole files. */
  reclaim(): Promise<void>
  /** Writes the events of one deployment, or of all, as NDJSON files into an empty directory. */
  exportAll(directory: string, of: Scope | 'all'): Promise<EventCounts>
  /** Reads an export back; events that are there already are duplicates. */
  importAll(directory: string): Promise<ImportCounts>
  /** Resolves when the engine answers; throws Unavailable when it does not. */
  health(): Promise<{ engine: string; schemaVersion: number }>
  close(): Promise<void>
}
