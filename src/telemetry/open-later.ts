import { Unavailable } from '#kernel/errors.js'
import { NO_ANSWER, type TelemetryStore } from './telemetry-store.js'

/** A store that need not be open yet. */
export interface LaterStore {
  store: TelemetryStore
  /** Opens it where it is not open. Throws what stands in the way. */
  open: () => Promise<void>
}

/**
 * A store that its first use opens, once however many ask meanwhile; where that fails, the next use
 * tries again. A use that cannot be served throws Unavailable, with what stands in the way as cause.
 */
export const openLater = (
  engine: TelemetryStore['engine'],
  openStore: () => Promise<TelemetryStore>,
): LaterStore => {
  let opening: Promise<TelemetryStore> | null = null
  const opened = (): Promise<TelemetryStore> => {
    opening ??= openStore().catch((fault: unknown) => {
      opening = null
      throw fault
    })
    return opening
  }
  const opens = async (): Promise<TelemetryStore> => {
    try {
      return await opened()
    } catch (cause) {
      throw new Unavailable(NO_ANSWER, { cause })
    }
  }
  return {
    store: storeThrough(engine, opens, async () => {
      const store = await opening?.catch(() => undefined)
      await store?.close()
    }),
    open: async () => {
      await opened()
    },
  }
}

const storeThrough = (
  engine: TelemetryStore['engine'],
  opens: () => Promise<TelemetryStore>,
  close: () => Promise<void>,
): TelemetryStore => ({
  engine,
  append: async (...asked) => (await opens()).append(...asked),
  appendLines: async (...asked) => (await opens()).appendLines(...asked),
  joinedRows: async function* joinedRows(...asked) {
    yield* (await opens()).joinedRows(...asked)
  },
  joinedRowsOf: async function* joinedRowsOf(...asked) {
    yield* (await opens()).joinedRowsOf(...asked)
  },
  tally: async (...asked) => (await opens()).tally(...asked),
  datesTouched: async (...asked) => (await opens()).datesTouched(...asked),
  datesTouchedOf: async (...asked) => (await opens()).datesTouchedOf(...asked),
  counts: async (...asked) => (await opens()).counts(...asked),
  deleteWindow: async (...asked) => (await opens()).deleteWindow(...asked),
  deleteUnmatched: async (...asked) => (await opens()).deleteUnmatched(...asked),
  reclaim: async () => (await opens()).reclaim(),
  exportAll: async (...asked) => (await opens()).exportAll(...asked),
  importAll: async (...asked) => (await opens()).importAll(...asked),
  health: async () => (await opens()).health(),
  close,
})
