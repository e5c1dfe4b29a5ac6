import type { ReactElement, ReactNode } from 'react'
import { PageHeading } from '../parts/page-heading.js'

/** What a page that cannot be shown says instead: what happened, and what to do next. */
export const ProblemPage = ({
  heading = 'Sorry, there is a problem',
  children,
  reference,
}: {
  heading?: string | undefined
  children?: ReactNode | undefined
  /** The request's id, to give to whoever looks after Wardround. */
  reference?: string | undefined
}): ReactElement => (
  <div className="wr-readable">
    <PageHeading>{heading}</PageHeading>
    {children ?? (
      <>
        <p>What you saved before is kept. Go back and try again in a few minutes.</p>
        <p>
          If it goes on, tell whoever looks after Wardround in your organisation what you were
          doing.
        </p>
      </>
    )}
    {reference ? <p className="wr-quiet">Reference: {reference}</p> : null}
  </div>
)

/** There is no such page, or none that this person may know of. */
export const NotFoundPage = (): ReactElement => (
  <ProblemPage heading="Page not found">
    <p>
      If you typed the address, check it is correct. If you pasted it, check you copied all of it.
    </p>
    <p>It may also belong to another organisation, which has not shared it.</p>
    <p className="wr-screen-only">
      <a href="/">Go to your first page</a>
    </p>
  </ProblemPage>
)

/** The person is known but may not do this; `message` says who may. */
export const NotAllowedPage = ({
  message,
  switchHref,
}: {
  message: string
  /** Where to act in another role; left out when there is none. */
  switchHref?: string | undefined
}): ReactElement => (
  <ProblemPage heading="You cannot do this in your present role">
    <p>{message}</p>
    {switchHref ? (
      <p className="wr-screen-only">
        <a href={switchHref}>Switch organisation or role</a>
      </p>
    ) : null}
    <p className="wr-screen-only">
      <a href="/">Go to your first page</a>
    </p>
  </ProblemPage>
)
