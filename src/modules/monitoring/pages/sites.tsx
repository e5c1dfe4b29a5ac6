import type { ReactElement } from 'react'

/** Links to the same page about another site; nothing where there is only one. */
export const SiteLinks = (props: {
  sites: readonly string[]
  site: string
  keep?: Readonly<Record<string, string>>
}): ReactElement | null =>
  props.sites.length < 2 ? null : (
    <p>
      Site:{' '}
      {props.sites.map((site, place) => (
        <span key={site}>
          {place > 0 ? ' · ' : ''}
          {site === props.site ? (
            <strong>{site || 'not named'}</strong>
          ) : (
            <a href={`?${new URLSearchParams({ ...props.keep, site })}`}>{site || 'not named'}</a>
          )}
        </span>
      ))}
    </p>
  )
