import type { ReactElement, ReactNode } from 'react'
import { Details } from '../parts/messages.js'

/** What every chart takes besides its data. */
export interface ChartProps {
  /** Unique on the page; the parts of the chart are named after it. */
  id: string
  title: string
  headingLevel?: 2 | 3 | undefined
  /** What the chart shows, for people who cannot see it; made from the figures when left out. */
  description?: string | undefined
  /** Method, denominators, completeness and date of the figures. */
  note?: ReactNode | undefined
  /** Where else the same figures are: "CSV", "How this is worked out". */
  links?: readonly { href: string; words: string }[] | undefined
  /** Leaves the table out, on a page whose `links` lead to it. */
  withoutTable?: boolean | undefined
}

/** A chart with its heading, what is to be known about it, and the table of the same figures. */
export const ChartFigure = (
  props: ChartProps & {
    legend?: ReactNode | undefined
    table: () => ReactNode
    narrow?: boolean | undefined
    /** Its width is a size and no time: a phone shows its beginning, not its newest periods. */
    bySize?: boolean | undefined
    children: ReactNode
  },
): ReactElement => {
  const Heading = props.headingLevel === 3 ? 'h3' : 'h2'
  return (
    <figure className={`wr-chart${props.narrow ? ' wr-chart--narrow' : ''}`} id={props.id}>
      <Heading className="wr-chart__title">{props.title}</Heading>
      {props.narrow ? (
        props.children
      ) : (
        <>
          <div
            className={`wr-chart__scroll${props.bySize ? ' wr-chart__scroll--by-size' : ''}`}
            tabIndex={0}
            role="group"
            aria-label={props.title}
          >
            {props.children}
          </div>
          <p className="wr-chart__hint">
            Move the chart sideways to see {props.bySize ? 'all of it' : 'earlier periods'}.
          </p>
        </>
      )}
      {props.legend}
      <figcaption className="wr-chart__note">
        {props.note} <Links links={props.links ?? []} />
      </figcaption>
      {props.withoutTable ? null : (
        <Details summary="Table of these figures" id={`${props.id}-table`}>
          {props.table()}
        </Details>
      )}
    </figure>
  )
}

/** The picture of a chart, named and described for screen readers. */
export const Picture = (props: {
  id: string
  title: string
  description: string
  width: number
  height: number
  children: ReactNode
}): ReactElement => (
  <svg
    viewBox={`0 0 ${props.width} ${props.height}`}
    role="img"
    aria-labelledby={`${props.id}-title ${props.id}-description`}
  >
    <title id={`${props.id}-title`}>{props.title}</title>
    <desc id={`${props.id}-description`}>{props.description}</desc>
    {props.children}
  </svg>
)

const Links = ({ links }: { links: readonly { href: string; words: string }[] }): ReactElement => (
  <>
    {links.map(({ href, words }, index) => (
      <span key={href}>
        {index > 0 ? ' · ' : null}
        <a href={href}>{words}</a>
      </span>
    ))}
  </>
)
