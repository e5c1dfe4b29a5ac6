import type { ReactElement } from 'react'

/** The parts of a long page, for whoever looks for one of them; each `id` is that of a part. */
export const OnThisPage = ({
  parts,
}: {
  parts: readonly { id: string; words: string }[]
}): ReactElement => (
  <nav className="wr-on-page wr-screen-only" aria-label="On this page">
    <span className="wr-quiet">On this page</span>
    <ul>
      {parts.map(({ id, words }) => (
        <li key={id}>
          <a href={`#${id}`}>{words}</a>
        </li>
      ))}
    </ul>
  </nav>
)
