import type { Actor } from '../actor.js'
import type { NewId } from '../ids.js'
import type { Doors } from '../operation.js'

/** What a command-line verb is given. */
export interface VerbContext extends Doors {
  actor: Actor
  now: Date
  newId: NewId
  /** Values of the declared arguments and options, by name. */
  options: Readonly<Record<string, string | string[] | boolean | undefined>>
  /** A line for people on standard error; silent with --json. */
  progress: (line: string) => void
}

/** What a verb answers: data for --json, lines for people, and the exit code where it is not 0. */
export interface VerbAnswer {
  json: unknown
  text: string
  exitCode?: number
}

/** A command-line verb, as data. */
export interface VerbDescription {
  noun: string
  /** Absent for verbs of one word such as `summarise`. */
  verb?: string
  summary: string
  arguments?: readonly { name: string; description: string; optional?: boolean; many?: boolean }[]
  options?: readonly { flags: string; description: string; many?: boolean; required?: boolean }[]
  /** Whole lines that the help shows after the options. */
  examples?: readonly string[]
  /** `nothing` runs without a server or a database; `organisation` needs --organisation. */
  needs: 'nothing' | 'registry' | 'organisation'
  /** An argument that holds a deployment's id; without --organisation its organisation is acted for. */
  organisationOf?: string
  run(context: VerbContext): Promise<VerbAnswer>
}

/** Declares a command-line verb. */
export const verb = (description: VerbDescription): VerbDescription => description
