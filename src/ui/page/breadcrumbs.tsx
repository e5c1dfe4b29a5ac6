import type { ReactElement } from 'react'

/** A step on the way to this page; the last has no link. */
export interface Crumb {
  label: string
  href?: string | undefined
}

/** The way to this page. */
export const Breadcrumbs = ({ crumbs }: { crumbs: readonly Crumb[] }): ReactElement => (
  <nav className="wr-crumbs" aria-label="Breadcrumb">
    <ol>
      {crumbs.map(({ label, href }) => (
        <li key={label}>
          {href ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}
        </li>
      ))}
    </ol>
  </nav>
)
