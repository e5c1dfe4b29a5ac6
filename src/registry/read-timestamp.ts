import { types } from 'pg'

const usual: (text: string) => unknown = types.getTypeParser(types.builtins.TIMESTAMPTZ)
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/

/**
 * A moment as PostgreSQL writes it. In UTC, as nearly every one is, the platform reads it in a tenth
 * of the time; a page of figures has hundreds. Microseconds are cut off, as the usual parser does.
 */
export const readTimestamp = (text: string): unknown =>
  IN_UTC.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : usual(text)
