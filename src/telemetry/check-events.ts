import { Invalid, type Problem } from '#kernel/errors.js'
import type { EventBatch, OutcomeEvent, PredictionEvent, Scope, Span } from './telemetry-store.js'

/** Most characters of an id, version, site, or group name or value. */
const LONGEST_TEXT = 300

/** Most groups of one prediction. */
export const MOST_GROUPS = 50

/**
 * Throws Invalid when an event could not be kept exactly as sent: a score that is no finite number
 * or is -0, a time that is none, a text that is empty, too long or not well-formed Unicode.
 */
export const checkEvents = (batch: EventBatch): void => {
  if (
    batch.kind === 'predictions' ? batch.events.every(isPrediction) : batch.events.every(isOutcome)
  ) {
    return
  }
  const problems =
    batch.kind === 'predictions'
      ? batch.events.flatMap(predictionProblems)
      : batch.events.flatMap(outcomeProblems)
  throw new Invalid(problems.slice(0, 20))
}

/** Throws Invalid unless both ids of a scope are texts that can be stored. */
export const checkScope = (scope: Scope): void => {
  if (!isText(scope.organisationId) || !isText(scope.deploymentId)) {
    throw new Invalid('Events are kept for one organisation and one deployment; name both.')
  }
}

/** Throws Invalid unless a span has two times, the first before the second. */
export const checkSpan = (span: Span): void => {
  if (!(span.from.getTime() < span.to.getTime())) {
    throw new Invalid('A window begins before it ends.')
  }
}

const predictionProblems = (event: PredictionEvent, index: number): Problem[] => [
  ...sharedProblems(event, event.occurredAt, index),
  ...when(!isScore(event.score), index, 'score', NO_SCORE),
  ...when(!isBinary(event.decision ?? 0), index, 'decision', 'must be 0 or 1'),
  ...when(!isText(event.version ?? 'none'), index, 'version', NO_TEXT),
  ...when(!isText(event.site ?? 'none'), index, 'site', NO_TEXT),
  ...when(!areGroups(event.groups), index, 'groups', 'must be a few names with a text each'),
]

const outcomeProblems = (event: OutcomeEvent, index: number): Problem[] => [
  ...sharedProblems(event, event.knownAt, index),
  ...when(!isBinary(event.outcome), index, 'outcome', 'must be 0 or 1'),
]

const sharedProblems = (
  event: { eventId: string; predictionId: string },
  time: Date,
  index: number,
): Problem[] => [
  ...when(!isText(event.eventId), index, 'event_id', NO_TEXT),
  ...when(!isText(event.predictionId), index, 'prediction_id', NO_TEXT),
  ...when(!isTime(time), index, 'time', 'must be a date and time'),
]

/** The same questions with no list of answers: nearly every event passes. */
const isPrediction = (event: PredictionEvent): boolean =>
  isText(event.eventId) &&
  isText(event.predictionId) &&
  isTime(event.occurredAt) &&
  isScore(event.score) &&
  isBinary(event.decision ?? 0) &&
  isText(event.version ?? 'none') &&
  isText(event.site ?? 'none') &&
  areGroups(event.groups)

const isOutcome = (event: OutcomeEvent): boolean =>
  isText(event.eventId) &&
  isText(event.predictionId) &&
  isTime(event.knownAt) &&
  isBinary(event.outcome)

const NO_SCORE = 'must be a finite number, and zero without a minus sign'
const NO_TEXT = `must have 1 to ${LONGEST_TEXT} characters and no control characters`

// Control characters and lone surrogates: the engines would change or cut them.
const PLAIN = /^[\x20-\x7e]*$/
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u

/** Whether a text can be kept exactly as it is. */
export const isText = (value: string): boolean =>
  value.length > 0 && value.length <= LONGEST_TEXT && (PLAIN.test(value) || !UNSTORABLE.test(value))

const isScore = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

const isTime = (time: Date): boolean => Number.isFinite(time.getTime())

const isBinary = (value: number): boolean => value === 0 || value === 1

const areGroups = (groups: Readonly<Record<string, string>> = {}): boolean => {
  let count = 0
  for (const name in groups) {
    count += 1
    if (count > MOST_GROUPS || !isText(name) || !isText(groups[name] ?? '')) return false
  }
  return true
}

const when = (wrong: boolean, index: number, field: string, message: string): Problem[] =>
  wrong ? [{ field, message: `Event ${index + 1}: ${field} ${message}.` }] : []
