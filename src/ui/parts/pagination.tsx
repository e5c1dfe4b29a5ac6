import type { ReactElement, ReactNode } from 'react'

/** The pages before and after this one of a list; nothing when there is neither. */
export const Pagination = ({
  previous,
  next,
  words,
}: {
  previous?: string | undefined
  next?: string | undefined
  /** What this page shows: "51 to 100 of 10,000". */
  words?: ReactNode | undefined
}): ReactElement | null =>
  previous || next || words ? (
    <nav className="wr-pages" aria-label="Pages of this list">
      {previous ? (
        <a href={previous} rel="prev">
          <span aria-hidden="true">← </span>Previous page
        </a>
      ) : null}
      {words ? <span className="wr-quiet">{words}</span> : null}
      {next ? (
        <a href={next} rel="next">
          Next page<span aria-hidden="true"> →</span>
        </a>
      ) : null}
    </nav>
  ) : null
