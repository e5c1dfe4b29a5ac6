import { findIdentifiable, isNhsNumber } from '#kernel/identifiable-data.js'
import { holdsControl, identifiable, Refused } from './refused-event.js'

/** Most characters of an id. */
export const LONGEST_ID = 200

/** An id as it is kept. Throws Refused. */
export const checkedId = (value: unknown, name: string): string => {
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

/** Whether an id is an address, a postcode or a telephone number. */
// Whole numbers padded with zeros are common ids, so only what is written as a telephone number counts.
export const isPersonal = (id: string): boolean => {
  if (!MAY_BE_PERSONAL.test(id)) return false
  const kinds = findIdentifiable(id, 'strict')
  if (kinds.includes('email') || kinds.includes('postcode')) return true
  return kinds.includes('telephone') && /^(?:\+44|0[1237]\d)/.test(id)
}

/** The two columns of ids. */
export type IdColumn = 'event_id' | 'prediction_id'

/**
 * Counts the ids of a batch that have ten digits, to tell whether a column holds NHS numbers: over
 * 90% of them pass the check (design.md section 7).
 */
export class NhsIds {
  readonly #counts = {
    event_id: { tenDigits: 0, valid: 0 },
    prediction_id: { tenDigits: 0, valid: 0 },
  }

  note(column: IdColumn, id: unknown): void {
    if (typeof id !== 'string' || !/^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(id)) return
    this.#counts[column].tenDigits += 1
    if (isNhsNumber(id)) this.#counts[column].valid += 1
  }

  get areRefused(): boolean {
    return Object.values(this.#counts).some(({ tenDigits, valid }) => valid > tenDigits * 0.9)
  }
}

/** Throws Refused when an id is an NHS number. */
export const refuseNhsNumber = (id: unknown): void => {
  if (typeof id === 'string' && isNhsNumber(id)) {
    throw identifiable('The ids are NHS numbers. Hash them before they are sent.')
  }
}
