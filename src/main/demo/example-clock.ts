import type { Clock } from '#kernel/time.js'

/** A clock that runs like the machine's, from another day: the worked example has a past to show. */
export interface ExampleClock extends Clock {
  /** Puts the clock to an instant, never to one that has not come yet; it runs on from there. */
  set(instant: Date): void
  /** Back to the machine's own time. */
  catchUp(): void
}

/** An example clock that starts at the machine's time. */
export const exampleClock = (): ExampleClock => {
  let offset = 0
  return {
    now: () => new Date(Date.now() + offset),
    set: (instant) => {
      offset = Math.min(0, instant.getTime() - Date.now())
    },
    catchUp: () => {
      offset = 0
    },
  }
}
