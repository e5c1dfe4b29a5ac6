import type { ReactElement } from 'react'
import { Pagination } from './pagination.js'

/** Below a list: the pages before and after, and the whole list as a file. */
export const ListFoot = ({
  list,
  to,
  csvHref,
}: {
  list: { previous: string | null; next: string | null }
  /** The address of this list at another cursor. */
  to: (changes: { cursor: string }) => string
  csvHref: string
}): ReactElement => (
  <>
    <Pagination
      previous={list.previous ? to({ cursor: list.previous }) : undefined}
      next={list.next ? to({ cursor: list.next }) : undefined}
    />
    <p className="wr-screen-only">
      <a href={csvHref}>Download this list (CSV)</a>
    </p>
  </>
)
