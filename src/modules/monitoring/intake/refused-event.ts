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

/** Thrown while one event is checked, to refuse it. */
export class Refused extends Error {
  readonly code: RejectionCode
  constructor(code: RejectionCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A refusal of what may identify a person; nothing of the event is repeated. */
export const identifiable = (message: string): Refused =>
  new Refused('identifiable', `${message} It has not been stored.`)

/** What a check gives, or null where it refuses. */
export const unlessRefused = <Value>(check: () => Value): Value | null => {
  try {
    return check()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return null
  }
}

const PLAIN = /^[\x20-\x7e]*$/
const CONTROL = /[\p{Cc}\p{Cs}]/u

/** Whether a text holds a control character or half a character, which cannot be kept. */
export const holdsControl = (text: string): boolean => !PLAIN.test(text) && CONTROL.test(text)
