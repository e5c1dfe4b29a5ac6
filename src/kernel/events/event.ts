import type { z } from 'zod'

/** The contract of an event: its name and the shape of its payload. Names are `noun.past-verb`. */
export interface EventContract<Payload = unknown> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** What happened, in one sentence, for docs/reference/events.md. */
  readonly says: string
}

/** An event on its way out of a command. */
export interface DomainEvent {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Declares an event; calling the result makes one with a checked payload. */
export const defineEvent = <Payload extends Record<string, unknown>>(
  name: string,
  says: string,
  payload: z.ZodType<Payload>,
): EventContract<Payload> & ((data: Payload) => DomainEvent) => {
  const make = (data: Payload): DomainEvent => ({ name, payload: payload.parse(data) })
  Object.defineProperty(make, 'name', { value: name })
  return Object.assign(make, { payload, says }) as EventContract<Payload> &
    ((data: Payload) => DomainEvent)
}
