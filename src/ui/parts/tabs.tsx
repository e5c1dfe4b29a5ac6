import type { ReactElement } from 'react'

/** A page of a record. */
export interface Tab {
  label: string
  href: string
  count?: number | undefined
}

/** The pages of a record, as links; `active` is the `href` of this one. */
export const Tabs = ({
  label,
  tabs,
  active,
}: {
  /** What the pages belong to, for screen readers: "This deployment". */
  label: string
  tabs: readonly Tab[]
  active: string
}): ReactElement => (
  <nav className="wr-tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li key={tab.href}>
          <a href={tab.href} aria-current={tab.href === active ? 'page' : undefined}>
            {tab.label}
            {tab.count === undefined ? null : <span className="wr-tabs__count"> {tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
