import type { Role } from '#kernel/roles.js'
import type {
  ExceptionRule,
  GateCheck,
  GateEffect,
  GateId,
  Requirement,
  SignOffStep,
} from './model.js'

/** What a system adds to a requirement of the national set; the national words stay beside it. */
export interface LocalAddition {
  /** The name of the layer it comes from. */
  readonly layer: string
  readonly example: string | null
  readonly wording: string | null
  /** Lines at gates that ask more than the national ones and count before them. */
  readonly gates: readonly GateEffect[]
  /** Set where fewer people may make an exception than nationally; the national rules stay beside it. */
  readonly exceptions?: {
    readonly by: readonly Role[] | 'nobody'
    readonly national: readonly ExceptionRule[]
  }
}

/**
 * What a system adds to the national set: requirements, stricter gates, checks of the record, signatures
 * before a decision, fewer people who may make an exception, examples and wording.
 */
export interface Layer {
  readonly id: string
  readonly name: string
  /** Requirements of its own, with ids such as `L-NEL1`. */
  readonly requirements: readonly Requirement[]
  readonly gates: readonly (GateEffect & { readonly requirement: string })[]
  /** Checks of the record that a gate makes here too, or more strictly. */
  readonly checks: readonly (Omit<GateCheck, 'local'> & { readonly gate: GateId })[]
  /** Signatures that a gate needs here too, after the national ones, with ids such as `l-board`. */
  readonly signatures: readonly (Omit<SignOffStep, 'local'> & { readonly gate: GateId })[]
  /** Who may still make an exception to a national requirement; a rule within the national ones. */
  readonly exceptions: readonly {
    readonly requirement: string
    readonly by: readonly Role[] | 'nobody'
    readonly because: string | null
  }[]
  readonly additions: readonly {
    readonly requirement: string
    readonly example: string | null
    readonly wording: string | null
  }[]
}

/** Whether a requirement is a layer's own. */
export const isLocal = ({ id }: Pick<Requirement, 'id'>): boolean => id.startsWith('L-')
