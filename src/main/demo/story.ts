import type { Actor } from '#kernel/actor.js'
import type { Doors, Operation } from '#kernel/operation.js'
import type { ExampleClock } from './example-clock.js'
import type { ExampleKey } from './example-organisations.js'
import type { ExamplePeople } from './example-people.js'

/** What telling the example's story takes. */
export interface Story {
  people: ExamplePeople
  clock: ExampleClock
  doorsFor(actor: Actor): Doors
  /** A command that its module makes with the store of documents, by its name. */
  command(name: string): Operation<unknown, Readonly<Record<string, unknown>>>
}

/** Puts the clock to noon of a day: so many weeks from this week's Monday, and so many days after; to now where that noon has not come. */
export type Go = (weeks: number, days?: number) => void

/** The tool of the story. */
export interface ExampleProduct {
  productId: string
  versionId: string
}

/** A deployment of the story. */
export interface ExampleDeployment {
  at: ExampleKey
  id: string
}
