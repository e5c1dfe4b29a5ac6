import type { ReactElement, ReactNode } from 'react'

/** The page's h1, with what it belongs to beside it. */
export const PageHeading = ({
  children,
  aside,
  caption,
}: {
  children: ReactNode
  /** Small words after the heading: "version 2.3 at Example Teaching Hospitals". */
  aside?: ReactNode | undefined
  /** Small words above the heading. */
  caption?: ReactNode | undefined
}): ReactElement => (
  <h1 className="wr-title">
    {caption ? <span className="wr-title__caption">{caption} </span> : null}
    {children}
    {aside ? <span className="wr-title__aside"> {aside}</span> : null}
  </h1>
)
