import { DomainError } from '#kernel/errors.js'
import { NO_ANSWER } from './telemetry-store.js'

/**
 * A refusal of the store in the words of whoever runs it: the reason first. For a command and the
 * log; who sends rows is told no host.
 */
export const reasonOf = (problem: unknown): string => {
  if (!(problem instanceof Error)) return String(problem)
  const { cause } = problem
  if (problem.message !== NO_ANSWER || !(cause instanceof Error)) return problem.message
  if (cause instanceof DomainError) return cause.message
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return `The telemetry store does not answer: ${first instanceof Error ? first.message : String(first)}.`
}
