import type { ReactElement } from 'react'
import {
  DomainError,
  type Problem,
  Conflict,
  Invalid,
  LimitReached,
  TooLarge,
  Unmet,
} from '#kernel/errors.js'
import { translateLostDatabase } from '#kernel/lost-database.js'
import { asDate, PageHeading } from '#ui/index.js'
import { type Kept, TypedWords } from './typed-words.js'

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/

/** How a refusal looks on the web: its HTTP status, the heading, and the problems for the form. */
export interface WebProblem {
  status: 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  heading: string
  problems: readonly Problem[]
  /** Seconds after which it may be tried again, where that helps. */
  wait?: number | undefined
}

/** Translates whatever was thrown into what the web shows. A fault never shows its message. */
export const webProblem = (fault: unknown): WebProblem => {
  const thrown = translateLostDatabase(fault)
  if (!(thrown instanceof DomainError)) {
    return { status: 500, heading: 'Sorry, there is a problem', problems: [] }
  }
  const said = [{ message: thrown.message }]
  switch (thrown.code) {
    case 'not_found':
      return { status: 404, heading: 'Page not found', problems: said }
    case 'not_allowed':
      return { status: 403, heading: 'You cannot do this', problems: said }
    case 'not_signed_in':
      return { status: 401, heading: 'Sign in first', problems: said }
    case 'invalid':
      return {
        status: 422,
        heading: 'Some of this needs changing',
        problems: thrown instanceof Invalid ? thrown.problems : said,
      }
    case 'conflict':
      return {
        status: 409,
        heading:
          thrown instanceof Conflict && thrown.current
            ? 'Somebody else was first'
            : 'This cannot be done now',
        problems: conflictProblems(thrown),
      }
    case 'unmet':
      return {
        status: 409,
        heading: 'This gate cannot be passed yet',
        problems: unmetProblems(thrown),
      }
    case 'limit_reached':
      if (thrown instanceof TooLarge)
        return { status: 413, heading: 'This is too large', problems: said }
      return {
        status: 429,
        heading: 'Too much at once',
        problems: retryProblems(thrown),
        wait: thrown instanceof LimitReached ? thrown.retryAfter : undefined,
      }
    case 'unavailable':
      return { status: 503, heading: 'This is not available just now', problems: said }
  }
}

/** The body of a problem page: what happened and what to do. */
export const ProblemBody = ({ problem }: { problem: WebProblem & Kept }): ReactElement => (
  <>
    <PageHeading>{problem.heading}</PageHeading>
    {problem.problems.map((one) => (
      <p key={one.message}>{one.message}</p>
    ))}
    {problem.status === 500 ? (
      <p>
        Try again in a moment. What you sent may not have been stored: look before you send it
        twice.
      </p>
    ) : null}
    {problem.status === 404 ? (
      <p>
        Check the address, or start from the first page: it may have moved, or not be shared with
        you.
      </p>
    ) : null}
    {problem.typed?.length ? <TypedWords typed={problem.typed} /> : null}
    {problem.signInAt === undefined ? null : (
      <p className="wr-screen-only">
        <a className="nhsuk-button" href={problem.signInAt}>
          Sign in
        </a>
      </p>
    )}
    {problem.againAt === undefined ? null : (
      <p className="wr-screen-only">
        <a href={problem.againAt}>Load this page again</a>
      </p>
    )}
    <p className="wr-screen-only">
      <a href="/">Go to the first page</a>
    </p>
  </>
)

const conflictProblems = (thrown: DomainError): Problem[] => {
  if (!(thrown instanceof Conflict)) return [{ message: thrown.message }]
  const { current = {}, inWords } = thrown
  return [
    { message: thrown.message },
    ...Object.entries(current).flatMap(([field, value]) => {
      const said = field in inWords ? inWords[field] : shown(value)
      return said === null ? [] : [{ field, message: `Now stored: ${said}` }]
    }),
  ]
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'not answered'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value !== 'string') return JSON.stringify(value)
  return CALENDAR_DATE.test(value) ? asDate(value) : value
}

const unmetProblems = (thrown: DomainError): Problem[] => [
  { message: thrown.message },
  ...(thrown instanceof Unmet ? thrown.unmet : []).map((unmet) => ({
    field: unmet.requirement,
    message: `${unmet.name}: ${unmet.sentence}`,
  })),
]

const retryProblems = (thrown: DomainError): Problem[] => {
  const wait = thrown instanceof LimitReached ? thrown.retryAfter : undefined
  const says = !wait || /try again/i.test(thrown.message)
  return [{ message: says ? thrown.message : `${thrown.message} Try again in ${wait} seconds.` }]
}
