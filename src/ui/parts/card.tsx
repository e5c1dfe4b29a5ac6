import type { ReactElement, ReactNode } from 'react'
import type { Tone } from './tag.js'

/** A white box with a heading; `edge` gives it the coloured top of the box that says what to do. */
export const Card = (props: {
  heading?: string | undefined
  headingLevel?: 2 | 3 | undefined
  id?: string | undefined
  edge?: Tone | undefined
  children: ReactNode
}): ReactElement => {
  const Heading = props.headingLevel === 3 ? 'h3' : 'h2'
  const edge = props.edge ? ` wr-card--edge wr-edge--${props.edge}` : ''
  return (
    <section className={`wr-card${edge}`} id={props.id}>
      {props.heading ? <Heading className="wr-card__heading">{props.heading}</Heading> : null}
      {props.children}
    </section>
  )
}

/** The one sentence that says how things are, before any figure. */
export const Panel = ({
  tone = 'blue',
  children,
}: {
  tone?: Tone | undefined
  children: ReactNode
}): ReactElement => <div className={`wr-panel wr-edge--${tone}`}>{children}</div>

/**
 * Main part and side part; one under the other on a phone. `lead` is the one thing to do: above the main
 * part on a phone, at the top of the side elsewhere.
 */
export const TwoColumns = (props: {
  lead?: ReactNode
  main: ReactNode
  side: ReactNode
}): ReactElement => (
  <div className="wr-columns">
    {props.lead ? <div className="wr-columns__lead">{props.lead}</div> : null}
    <div className="wr-columns__main">{props.main}</div>
    <div className="wr-columns__side">{props.side}</div>
  </div>
)
