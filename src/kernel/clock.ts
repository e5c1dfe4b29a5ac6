/** Tells the time; passed in everywhere, so that tests can set it. */
export interface Clock {
  now(): Date
}

/** The clock of the machine. A file of its own: what only asks the time need not load a calendar. */
export const systemClock: Clock = { now: () => new Date() }
