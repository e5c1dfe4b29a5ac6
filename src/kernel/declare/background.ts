import type { EventContract } from '../events/event.js'
import type { NewId } from '../ids.js'
import type { Doors } from '../operation.js'

/** A reaction to an event: run at least once, so its command must do nothing the second time. */
export interface Subscriber<Payload = unknown> {
  name: string
  on: EventContract<Payload>
  handle(context: HandlerContext, payload: Payload, eventId: string): Promise<void>
}

/** What handlers and clock jobs are given; `as` enters one organisation as `system:<job>`. */
export interface HandlerContext extends Doors {
  now: Date
  newId: NewId
  as: (organisation: { id: string; name: string }) => Doors
  /** Doors that record that this event was handled in the command's own transaction. */
  once: (organisation: { id: string; name: string } | null) => Doors
}

/** Declares a reaction. */
export const subscriber = <Payload>(description: Subscriber<Payload>): Subscriber => description

/** Work done by the clock. */
export interface ClockJob {
  name: string
  everyMinutes: number
  run(context: HandlerContext): Promise<void>
}
