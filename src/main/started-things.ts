/** What was started so far, to be stopped again in reverse order. */
export interface StartedThings {
  add(stop: () => Promise<void> | void): void
  /** Stops all of it; one that fails does not keep the others, and is thrown at the end. */
  stopAll: () => Promise<void>
}

/** Begins with nothing started. */
export const startedThings = (): StartedThings => {
  const stops: (() => Promise<void> | void)[] = []
  return {
    add: (stop) => {
      stops.push(stop)
    },
    stopAll: async () => {
      const failures: unknown[] = []
      for (const stop of stops.splice(0).toReversed()) {
        try {
          await stop()
        } catch (failure) {
          failures.push(failure)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
