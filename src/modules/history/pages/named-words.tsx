import { Fragment, type ReactElement, type ReactNode } from 'react'
import { IfMayOpen } from '#ui/index.js'
import { stretchesOf, type Stretch } from '../identifiers.js'
import type { Named, Names } from '../model.js'

/** Words with every identifier named, led to where it may be opened, and kept in small print. */
export const NamedWords = (props: { words: string; names: Names }): ReactElement => (
  <>
    {stretchesOf(props.words, props.names).map((one, place) => (
      <Fragment key={place}>{typeof one === 'string' ? one : <Identified {...one} />}</Fragment>
    ))}
  </>
)

const Identified = ({ id, named }: Exclude<Stretch, string>): ReactElement => (
  <>
    {named ? (
      <>
        <Name {...named} />{' '}
      </>
    ) : null}
    <SmallPrint>{id}</SmallPrint>
  </>
)

/** The name of a record, as a link where whoever looks may open its page. */
export const Name = ({ name, href }: Named): ReactElement =>
  href === null ? (
    <>{name}</>
  ) : (
    <IfMayOpen href={href} otherwise={name}>
      <a href={href}>{name}</a>
    </IfMayOpen>
  )

/** What a reader needs only to look something up elsewhere. */
export const SmallPrint = ({ children }: { children: ReactNode }): ReactElement => (
  <small className="wr-id">{children}</small>
)
