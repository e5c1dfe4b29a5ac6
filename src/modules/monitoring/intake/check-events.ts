import { startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import type { EventBatch, OutcomeEvent, PredictionEvent } from '#telemetry/telemetry-store.js'
import { checkedId, LONGEST_ID, refuseNhsNumber } from './check-ids.js'
import { labelChecks, type LabelChecks } from './check-labels.js'
import { readTime } from './event-time.js'
import { UNREADABLE } from './read-batch.js'
import { Refused, type Rejection } from './refused-event.js'

/** What events are checked against. */
export interface IntakeRules extends TakenSpan {
  /** Names of the versions the deployment ran, in lower case. */
  versions: ReadonlySet<string>
}

/** One event that may be kept, as a batch of one, or why it is refused. */
export type CheckEvent = (given: unknown, index: number) => EventBatch | Rejection

const A_DAY = 86_400_000

/** Checks the events of a batch one by one. `refuseNhsIds`: its ids look like NHS numbers. */
export const eventCheck = (
  kind: EventBatch['kind'],
  rules: IntakeRules,
  refuseNhsIds: boolean,
): CheckEvent => {
  const labels = labelChecks(rules.versions)
  return (given, index) => {
    try {
      const fields = fieldsOf(given)
      if (refuseNhsIds) {
        refuseNhsNumber(fields['event_id'])
        refuseNhsNumber(fields['prediction_id'])
      }
      return kind === 'predictions'
        ? { kind, events: [predictionOf(fields, labels, rules)] }
        : { kind, events: [outcomeOf(fields, rules)] }
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused
      const { code, message } = refused
      return { index, event_id: code === 'identifiable' ? null : eventIdOf(given), code, message }
    }
  }
}

/** Times that are taken, in milliseconds since 1970, both ends included. */
export interface TakenSpan {
  first: number
  last: number
}

/** From the day before which every window is final to a day from now. */
export const takenSpan = (now: Date, finalBefore: CalendarDate): TakenSpan => ({
  first: startOfLondonDay(finalBefore).getTime(),
  last: now.getTime() + A_DAY,
})

type Fields = Readonly<Record<string, unknown>>

const PREDICTION_FIELDS = new Set([
  'event_id',
  'prediction_id',
  'at',
  'score',
  'decision',
  'version',
  'site',
  'groups',
])
const OUTCOME_FIELDS = new Set(['event_id', 'prediction_id', 'known_at', 'outcome'])

const predictionOf = (event: Fields, labels: LabelChecks, span: TakenSpan): PredictionEvent => {
  onlyKnown(event, PREDICTION_FIELDS)
  const occurredAt = timeOf(event, 'at', span)
  const version = labels.version(event['version'])
  const decision = event['decision'] ?? undefined
  if (decision !== undefined && decision !== 0 && decision !== 1) {
    throw new Refused('malformed', 'decision must be 0 or 1, or left out.')
  }
  const site = labels.site(event['site'])
  const groups = labels.groups(event['groups'])
  const kept: PredictionEvent = {
    eventId: checkedId(event['event_id'], 'event_id'),
    predictionId: checkedId(event['prediction_id'], 'prediction_id'),
    occurredAt,
    score: scoreOf(event),
  }
  if (decision !== undefined) kept.decision = decision
  if (version !== undefined) kept.version = version
  if (site !== undefined) kept.site = site
  if (groups !== undefined) kept.groups = groups
  return kept
}

const outcomeOf = (event: Fields, span: TakenSpan): OutcomeEvent => {
  onlyKnown(event, OUTCOME_FIELDS)
  const knownAt = timeOf(event, 'known_at', span)
  const outcome = event['outcome']
  if (outcome !== 0 && outcome !== 1) throw new Refused('malformed', 'outcome must be 0 or 1.')
  return {
    eventId: checkedId(event['event_id'], 'event_id'),
    predictionId: checkedId(event['prediction_id'], 'prediction_id'),
    knownAt,
    outcome,
  }
}

const fieldsOf = (given: unknown): Fields => {
  if (given === UNREADABLE) throw new Refused('unreadable', 'This line is not JSON.')
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Fields
  throw new Refused('unreadable', 'An event must be a JSON object.')
}

const eventIdOf = (given: unknown): string | null => {
  const id = typeof given === 'object' && given !== null ? (given as Fields)['event_id'] : null
  return typeof id === 'string' && id.length <= LONGEST_ID ? id : null
}

const onlyKnown = (event: Fields, known: ReadonlySet<string>): void => {
  for (const name in event) {
    if (known.has(name)) continue
    throw new Refused('unknown_field', 'Leave out the fields that are not in the contract.')
  }
}

const scoreOf = (event: Fields): number => {
  const score = event['score']
  if (score === undefined || score === null) throw new Refused('missing', 'score is missing.')
  if (typeof score !== 'number' || !Number.isFinite(score)) {
    throw new Refused('malformed', 'score must be a finite number.')
  }
  return score === 0 ? 0 : score
}

const timeOf = (event: Fields, name: string, { first, last }: TakenSpan): Date => {
  const text = event[name]
  if (text === undefined || text === null) throw new Refused('missing', `${name} is missing.`)
  const at = typeof text === 'string' ? readTime(text) : Number.NaN
  if (Number.isNaN(at)) {
    throw new Refused('malformed', `${name} must be a time such as 2026-10-05T09:30:00Z.`)
  }
  if (at > last) throw new Refused('in_the_future', `${name} is in the future.`)
  if (at < first) {
    throw new Refused(
      'window_final',
      'The window this belongs to is final and its rows are deleted. Send a summary of the whole window to correct it.',
    )
  }
  return new Date(at)
}
