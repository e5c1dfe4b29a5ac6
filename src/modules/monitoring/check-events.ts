import { findIdentifiable, isNhsNumber } from '#kernel/identifiable-data.js'
import { startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import type { OutcomeEvent, PredictionEvent } from '#telemetry/telemetry-store.js'
import { UNREADABLE } from './read-batch.js'

/** Why an event was refused; stable, for programs. */
export type RejectionCode =
  | 'unreadable'
  | 'missing'
  | 'malformed'
  | 'unknown_field'
  | 'identifiable'
  | 'version_unknown'
  | 'window_final'
  | 'in_the_future'
  | 'conflict'

/** One event that was refused, by its place in the batch. */
export interface Rejection {
  index: number
  event_id: string | null
  code: RejectionCode
  message: string
}

/** What events are checked against. */
export interface IntakeRules {
  now: Date
  /** The day before which every window is final. */
  finalBefore: CalendarDate
  /** Names of the versions the deployment ran, in lower case. */
  versions: ReadonlySet<string>
}

/** Events fit to be kept, each with its place in the batch, and those refused. */
export interface Checked<Event> {
  events: { index: number; event: Event }[]
  rejected: Rejection[]
}

const LONGEST_ID = 200
const LONGEST_LABEL = 120
const MOST_GROUPS = 20
const A_DAY = 86_400_000
const PLAIN = /^[\x20-\x7e]*$/
const CONTROL = /[\p{Cc}\p{Cs}]/u
const holdsControl = (text: string): boolean => !PLAIN.test(text) && CONTROL.test(text)
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i

class Refused extends Error {
  readonly code: RejectionCode
  constructor(code: RejectionCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Checks predictions one by one; nothing of a refused one is kept. */
export const checkPredictions = (
  batch: readonly unknown[],
  rules: IntakeRules,
): Checked<PredictionEvent> => {
  const labels = new Set<string>()
  const isFinal = finalCheck(rules)
  return checkEach(batch, (event) => {
    onlyKnown(event, PREDICTION_FIELDS)
    const occurredAt = timeOf(event, 'at', rules)
    if (isFinal(occurredAt)) throw finalWindow()
    const version = labelOf(event, 'version', labels)
    if (version !== undefined && !rules.versions.has(version.toLowerCase())) {
      throw new Refused('version_unknown', `This deployment never ran a version “${version}”.`)
    }
    const decision = event['decision'] ?? undefined
    if (decision !== undefined && decision !== 0 && decision !== 1) {
      throw new Refused('malformed', 'decision must be 0 or 1, or left out.')
    }
    const site = labelOf(event, 'site', labels)
    const groups = groupsOf(event, labels)
    const kept: PredictionEvent = {
      eventId: idOf(event, 'event_id'),
      predictionId: idOf(event, 'prediction_id'),
      occurredAt,
      score: scoreOf(event),
    }
    if (decision !== undefined) kept.decision = decision
    if (version !== undefined) kept.version = version
    if (site !== undefined) kept.site = site
    if (groups !== undefined) kept.groups = groups
    return kept
  })
}

/** Checks outcomes one by one. */
export const checkOutcomes = (
  batch: readonly unknown[],
  rules: IntakeRules,
): Checked<OutcomeEvent> => {
  const isFinal = finalCheck(rules)
  return checkEach(batch, (event) => {
    onlyKnown(event, OUTCOME_FIELDS)
    const knownAt = timeOf(event, 'known_at', rules)
    if (isFinal(knownAt)) throw finalWindow()
    const outcome = event['outcome']
    if (outcome !== 0 && outcome !== 1) throw new Refused('malformed', 'outcome must be 0 or 1.')
    return {
      eventId: idOf(event, 'event_id'),
      predictionId: idOf(event, 'prediction_id'),
      knownAt,
      outcome,
    }
  })
}

/** Whether a time is in a window that is final; the instant is worked out once a batch, not once a row. */
const finalCheck = ({ finalBefore }: IntakeRules): ((at: Date) => boolean) => {
  const first = startOfLondonDay(finalBefore).getTime()
  return (at) => at.getTime() < first
}

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

const checkEach = <Event>(
  batch: readonly unknown[],
  check: (event: Fields) => Event,
): Checked<Event> => {
  const refuseIds = idsLookLikeNhsNumbers(batch)
  const events: Checked<Event>['events'] = []
  const rejected: Rejection[] = []
  for (const [index, given] of batch.entries()) {
    try {
      const fields = fieldsOf(given)
      if (refuseIds && (isNhsText(fields['event_id']) || isNhsText(fields['prediction_id']))) {
        throw identifiable('The ids are NHS numbers. Hash them before they are sent.')
      }
      events.push({ index, event: check(fields) })
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused
      rejected.push({
        index,
        event_id: refused.code === 'identifiable' ? null : eventIdOf(given),
        code: refused.code,
        message: refused.message,
      })
    }
  }
  return { events, rejected }
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

const idOf = (event: Fields, name: string): string => {
  const value = event[name]
  if (value === undefined || value === null || value === '') {
    throw new Refused('missing', `${name} is missing.`)
  }
  if (typeof value !== 'string' || value.length > LONGEST_ID || holdsControl(value)) {
    throw new Refused('malformed', `${name} must be text of up to ${LONGEST_ID} characters.`)
  }
  if (isPersonal(value)) throw identifiable(`${name} looks like a way to reach a person.`)
  return value
}

/** What an address, a postcode or such a telephone number must hold; spares most ids the full search. */
const MAY_BE_PERSONAL = /[@ ]|^[+0]|gir0aa/i

// Whole numbers padded with zeros are common ids, so only what is written as a telephone number counts.
const isPersonal = (id: string): boolean => {
  if (!MAY_BE_PERSONAL.test(id)) return false
  const kinds = findIdentifiable(id, 'strict')
  if (kinds.includes('email') || kinds.includes('postcode')) return true
  return kinds.includes('telephone') && /^(?:\+44|0[1237]\d)/.test(id)
}

const scoreOf = (event: Fields): number => {
  const score = event['score']
  if (score === undefined || score === null) throw new Refused('missing', 'score is missing.')
  if (typeof score !== 'number' || !Number.isFinite(score)) {
    throw new Refused('malformed', 'score must be a finite number.')
  }
  return score === 0 ? 0 : score
}

const timeOf = (event: Fields, name: string, { now }: IntakeRules): Date => {
  const text = event[name]
  if (text === undefined || text === null) throw new Refused('missing', `${name} is missing.`)
  const match = typeof text === 'string' ? TIME.exec(text.trim()) : null
  const at = match ? instantOf(match[0], match[1] !== undefined) : null
  if (at === null || Number.isNaN(at.getTime())) {
    throw new Refused('malformed', `${name} must be a time such as 2026-10-05T09:30:00Z.`)
  }
  if (at.getTime() > now.getTime() + A_DAY) {
    throw new Refused('in_the_future', `${name} is in the future.`)
  }
  return at
}

/** Times without a zone are London's (design.md section 4). */
const instantOf = (text: string, hasZone: boolean): Date => {
  const iso = text.replace(' ', 'T')
  if (hasZone) return new Date(iso)
  const [date = '', clock = ''] = iso.split('T')
  const asUtc = new Date(`${date}T${clock}Z`)
  if (Number.isNaN(asUtc.getTime())) return asUtc
  const offset = startOfLondonDay(date).getTime() - Date.parse(`${date}T00:00:00Z`)
  const guess = new Date(asUtc.getTime() + offset)
  return londonClock(guess) === clock.slice(0, 5)
    ? guess
    : new Date(asUtc.getTime() + (offset === 0 ? -3_600_000 : 0))
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const londonClock = (instant: Date): string => london.format(instant)

const labelOf = (event: Fields, name: string, seen: Set<string>): string | undefined => {
  const value = event[name]
  if (value === undefined || value === null || value === '') return undefined
  return checkedLabel(value, name, seen)
}

const checkedLabel = (value: unknown, name: string, seen: Set<string>): string => {
  if (typeof value !== 'string' || value.length > LONGEST_LABEL || holdsControl(value)) {
    throw new Refused('malformed', `${name} must be text of up to ${LONGEST_LABEL} characters.`)
  }
  if (seen.has(value)) return value
  if (findIdentifiable(value, 'strict').length > 0) {
    throw identifiable(`${name} holds something that may identify a person.`)
  }
  seen.add(value)
  return value
}

const groupsOf = (event: Fields, seen: Set<string>): Record<string, string> | undefined => {
  const groups = event['groups']
  if (groups === undefined || groups === null) return undefined
  if (typeof groups !== 'object' || Array.isArray(groups)) {
    throw new Refused('malformed', 'groups must be an object of names and values.')
  }
  const names = Object.keys(groups)
  const kept: Record<string, string> = Object.create(null)
  let count = 0
  for (const name of names) {
    const value: unknown = (groups as Fields)[name]
    if (value === null || value === '') continue
    count += 1
    if (count > MOST_GROUPS) {
      throw new Refused('malformed', `groups may have up to ${MOST_GROUPS} names.`)
    }
    kept[checkedLabel(name, 'groups', seen)] = checkedLabel(value, 'groups', seen)
  }
  return kept
}

const finalWindow = (): Refused =>
  new Refused(
    'window_final',
    'The window this belongs to is final and its rows are deleted. Send a summary of the whole window to correct it.',
  )

const identifiable = (message: string): Refused =>
  new Refused('identifiable', `${message} It has not been stored.`)

const isNhsText = (value: unknown): boolean => typeof value === 'string' && isNhsNumber(value)

/** Over 90% of the ten-digit ids pass the NHS number check (design.md section 7). */
const idsLookLikeNhsNumbers = (batch: readonly unknown[]): boolean =>
  (['event_id', 'prediction_id'] as const).some((name) => {
    let tenDigits = 0
    let valid = 0
    for (const given of batch) {
      const id = typeof given === 'object' && given !== null ? (given as Fields)[name] : null
      if (typeof id !== 'string' || !/^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(id)) continue
      tenDigits += 1
      if (isNhsNumber(id)) valid += 1
    }
    return valid > tenDigits * 0.9
  })
