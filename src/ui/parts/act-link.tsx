import { createContext, useContext, type ReactElement, type ReactNode } from 'react'

/** Whether the person who looks may open an address; outside the shell everything is shown. */
const MayOpen = createContext<(href: string) => boolean>(() => true)

/** Says, for everything drawn inside, which addresses the person who looks may open. */
export const MayOpenWithin = (props: {
  mayOpen: (href: string) => boolean
  children: ReactNode
}): ReactElement => <MayOpen.Provider value={props.mayOpen}>{props.children}</MayOpen.Provider>

/** Shows what leads to an address to whoever may open it, and nothing, or other words, to the rest. */
export const IfMayOpen = (props: {
  href: string
  children: ReactNode
  otherwise?: ReactNode | undefined
}): ReactElement => (
  <>{useContext(MayOpen)(props.href) ? props.children : (props.otherwise ?? null)}</>
)

/** A link to an act of some roles: nobody is led to a page that refuses them. */
export const ActLink = (props: { href: string; children: ReactNode }): ReactElement => (
  <IfMayOpen href={props.href}>
    <a href={props.href}>{props.children}</a>
  </IfMayOpen>
)
