/** One thing that is wrong with what was given: the field it is about, and a sentence for people. */
export interface Problem {
  field?: string
  message: string
}

/** What stands in the way of a gate: the requirement, whether it can be excepted, and why it is unmet. */
export interface UnmetRequirement {
  requirement: string
  name: string
  sentence: string
}

/** The stable names of the eight errors, used at every entrance. */
export type ErrorCode =
  | 'not_found'
  | 'not_allowed'
  | 'not_signed_in'
  | 'invalid'
  | 'conflict'
  | 'unmet'
  | 'limit_reached'
  | 'unavailable'

/** A refusal that a person can understand and act on; anything else that is thrown is a fault. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode
}

/** There is no such record, or none that this actor may see. */
export class NotFound extends DomainError {
  readonly code = 'not_found'
}

/** The actor is known and may not do this. */
export class NotAllowed extends DomainError {
  readonly code = 'not_allowed'
}

/** Nobody is signed in, or the session or key is no longer valid. */
export class NotSignedIn extends DomainError {
  readonly code = 'not_signed_in'
}

/** What was given is wrong; each problem names its field and says what to do. */
export class Invalid extends DomainError {
  readonly code = 'invalid'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[] | string, options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems
    super(list.map((problem) => problem.message).join(' '), options)
    this.problems = list
  }
}

/** The record is not in the state this act expects, mostly because somebody else was first. */
export class Conflict extends DomainError {
  readonly code = 'conflict'
  /** The record as it is now, so that a page can show both sides. */
  readonly current: Readonly<Record<string, unknown>> | undefined
  /** The same for people, where a value is no word; null for what only a program can use. */
  readonly inWords: Readonly<Record<string, string | null>>
  constructor(
    message: string,
    current?: Readonly<Record<string, unknown>>,
    inWords: Readonly<Record<string, string | null>> = {},
  ) {
    super(message)
    this.current = current
    this.inWords = inWords
  }
}

/** A gate has blocking requirements that are not met. */
export class Unmet extends DomainError {
  readonly code = 'unmet'
  readonly unmet: readonly UnmetRequirement[]
  constructor(message: string, unmet: readonly UnmetRequirement[]) {
    super(message)
    this.unmet = unmet
  }
}

/** Too many, too large or too often. */
export class LimitReached extends DomainError {
  readonly code = 'limit_reached'
  /** Seconds after which it may be tried again, where that helps. */
  readonly retryAfter: number | undefined
  constructor(message: string, retryAfter?: number) {
    super(message)
    this.retryAfter = retryAfter
  }
}

/** One thing is too large, where not too many came and none too often: sent again it is as large. */
export class TooLarge extends LimitReached {}

/** Something this depends on does not answer; trying later may help. */
export class Unavailable extends DomainError {
  readonly code = 'unavailable'
}
