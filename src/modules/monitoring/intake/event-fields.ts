import type { EventBatch } from '#telemetry/telemetry-store.js'

/** Fields of an event as bits, so that a set of them is a number. */
export const FIELD = {
  eventId: 1,
  predictionId: 2,
  time: 4,
  score: 8,
  binary: 16,
  version: 32,
  site: 64,
  groups: 128,
} as const

const NAMES: Readonly<Record<EventBatch['kind'], Readonly<Record<string, number>>>> = {
  predictions: {
    event_id: FIELD.eventId,
    prediction_id: FIELD.predictionId,
    at: FIELD.time,
    score: FIELD.score,
    decision: FIELD.binary,
    version: FIELD.version,
    site: FIELD.site,
    groups: FIELD.groups,
  },
  outcomes: {
    event_id: FIELD.eventId,
    prediction_id: FIELD.predictionId,
    known_at: FIELD.time,
    outcome: FIELD.binary,
  },
}

const ALWAYS = FIELD.eventId + FIELD.predictionId + FIELD.time

/** Fields without which an event is refused. */
export const NEEDED: Readonly<Record<EventBatch['kind'], number>> = {
  predictions: ALWAYS + FIELD.score,
  outcomes: ALWAYS + FIELD.binary,
}

/** Tells the field that some bytes name; 0 for any other name. */
export const fieldNames = (
  kind: EventBatch['kind'],
): ((bytes: Uint8Array, from: number, to: number) => number) => {
  const byLength: { name: Buffer; field: number }[][] = []
  for (const [name, field] of Object.entries(NAMES[kind])) {
    ;(byLength[name.length] ??= []).push({ name: Buffer.from(name), field })
  }
  return (bytes, from, to) => {
    for (const { name, field } of byLength[to - from] ?? []) {
      if (isSame(name, bytes, from)) return field
    }
    return 0
  }
}

const isSame = (name: Buffer, bytes: Uint8Array, from: number): boolean => {
  for (let place = 0; place < name.length; place += 1) {
    if (name[place] !== bytes[from + place]) return false
  }
  return true
}
