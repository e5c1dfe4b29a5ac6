import type { GateEffect, Requirement } from './model.js'

/** What a system adds to a requirement of the national set; the national words stay beside it. */
export interface LocalAddition {
  /** The name of the layer it comes from. */
  readonly layer: string
  readonly example: string | null
  readonly wording: string | null
  /** Lines at gates that ask more than the national ones and count before them. */
  readonly gates: readonly GateEffect[]
}

/** What a system adds to the national set: requirements, stricter gates, examples and wording. */
export interface Layer {
  readonly id: string
  readonly name: string
  /** Requirements of its own, with ids such as `L-NEL1`. */
  readonly requirements: readonly Requirement[]
  readonly gates: readonly (GateEffect & { readonly requirement: string })[]
  readonly additions: readonly {
    readonly requirement: string
    readonly example: string | null
    readonly wording: string | null
  }[]
}

/** Whether a requirement is a layer's own. */
export const isLocal = ({ id }: Pick<Requirement, 'id'>): boolean => id.startsWith('L-')
