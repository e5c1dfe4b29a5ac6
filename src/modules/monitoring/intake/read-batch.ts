import { Invalid, TooLarge } from '#kernel/errors.js'

/** Most events in one batch, and most bytes. */
export const MOST_EVENTS = 10_000
export const MOST_BYTES = 8 * 1024 * 1024

/** A line that could not be read, in place of an event. */
export const UNREADABLE = Symbol('unreadable')

/**
 * The events of a body: a JSON array, or NDJSON, one a line. A line that is not JSON stands as
 * UNREADABLE, so that the others are still taken. Throws Invalid when the whole cannot be read.
 */
export const readBatch = (text: string): unknown[] => {
  const events = text.trimStart().startsWith('[') ? readArray(text) : readLines(text)
  if (events.length === 0) throw new Invalid('There are no events in this batch.')
  if (events.length > MOST_EVENTS) {
    throw new TooLarge(
      `Send at most ${MOST_EVENTS.toLocaleString('en-GB')} events in a batch. This one has ${events.length.toLocaleString('en-GB')}.`,
    )
  }
  if (events.every((event) => event === UNREADABLE)) {
    throw new Invalid('Send a JSON array of events, or NDJSON: one JSON object a line.')
  }
  return events
}

const readArray = (text: string): unknown[] => {
  try {
    const events: unknown = JSON.parse(text)
    if (Array.isArray(events)) return events
  } catch {
    // the one message below says what to send
  }
  throw new Invalid('The body is not valid JSON. Send a JSON array of events, or NDJSON.')
}

const readLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine)

/** The object or list of one line, or UNREADABLE. */
export const readLine = (line: string): unknown => {
  try {
    const event: unknown = JSON.parse(line)
    return typeof event === 'object' && event !== null ? event : UNREADABLE
  } catch {
    return UNREADABLE
  }
}
