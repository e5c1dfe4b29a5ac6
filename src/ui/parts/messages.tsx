import type { ReactElement, ReactNode } from 'react'
import { Button } from '../forms/button.js'
import { IfMayOpen } from './act-link.js'

/** Nothing here yet: says what would be, and the one thing to do about it. */
export const EmptyState = (props: {
  heading: string
  children?: ReactNode | undefined
  action?: { href: string; words: string } | undefined
}): ReactElement => (
  <div className="wr-empty">
    <h2 className="wr-card__heading">{props.heading}</h2>
    {props.children}
    {props.action ? (
      <IfMayOpen href={props.action.href}>
        <Button href={props.action.href}>{props.action.words}</Button>
      </IfMayOpen>
    ) : null}
  </div>
)

/**
 * What stands in place of a list with nothing in it. While filters are on it says that nothing fits them
 * and how to clear them: what was asked for is missing, not the list. Otherwise what would stand here.
 */
export const EmptyList = (props: {
  heading: string
  children?: ReactNode | undefined
  /** Where all filters are off; given when one is on, as to the filters above. */
  clearHref: string | undefined
}): ReactElement =>
  props.clearHref === undefined ? (
    <EmptyState heading={props.heading}>{props.children}</EmptyState>
  ) : (
    <EmptyState heading="Nothing fits these filters">
      <p>
        Try fewer words, or <a href={props.clearHref}>see the whole list</a>.
      </p>
    </EmptyState>
  )

/** Something that happened or matters for the whole page. */
export const NotificationBanner = ({
  title = 'Important',
  success = false,
  children,
}: {
  title?: string | undefined
  success?: boolean | undefined
  children: ReactNode
}): ReactElement => (
  <div
    className={`nhsuk-notification-banner${success ? ' nhsuk-notification-banner--success' : ''}`}
    role={success ? 'alert' : 'region'}
    aria-labelledby="notification-title"
  >
    <div className="nhsuk-notification-banner__header">
      <h2 className="nhsuk-notification-banner__title" id="notification-title">
        {title}
      </h2>
    </div>
    <div className="nhsuk-notification-banner__content">{children}</div>
  </div>
)

/** Words set apart from the text around them. */
export const InsetText = ({ children }: { children: ReactNode }): ReactElement => (
  <div className="nhsuk-inset-text">
    <span className="nhsuk-u-visually-hidden">Information: </span>
    {children}
  </div>
)

/** Something that goes wrong if it is not read. */
export const WarningCallout = ({
  heading,
  headingLevel: Heading = 'h3',
  children,
}: {
  heading: string
  /** `h2` where no heading stands between it and the heading of the page. */
  headingLevel?: 'h2' | 'h3'
  children: ReactNode
}): ReactElement => (
  <div className="nhsuk-warning-callout">
    <Heading className="nhsuk-warning-callout__label">{heading}</Heading>
    {children}
  </div>
)

/** More to read for those who want it. */
export const Details = ({
  summary,
  open,
  children,
  id,
}: {
  summary: ReactNode
  open?: boolean | undefined
  children: ReactNode
  id?: string | undefined
}): ReactElement => (
  <details className="nhsuk-details" open={open} id={id}>
    <summary className="nhsuk-details__summary">
      <span className="nhsuk-details__summary-text">{summary}</span>
    </summary>
    <div className="nhsuk-details__text">{children}</div>
  </details>
)
