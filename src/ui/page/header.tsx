import type { ReactElement } from 'react'
import { Form } from '../forms/form.js'

/** A part of Wardround in the main navigation. */
export interface NavItem {
  label: string
  href: string
  /** How many things wait there; shown when above zero. */
  count?: number | undefined
}

/** Who is signed in, and as which role in which organisation. */
export interface SignedInPerson {
  name: string
  organisation?: string | undefined
  role?: string | undefined
  /** Where to switch organisation or role; left out when there is only one. */
  switchHref?: string | undefined
  accountHref?: string | undefined
  /** Where the sign-out form posts to. */
  signOutAction: string
}

/** The dark blue band: name, navigation, and who you are. */
export const Header = (props: {
  user?: SignedInPerson | undefined
  nav: readonly NavItem[]
  active?: string | undefined
  csrf?: string | undefined
  signInHref?: string | undefined
}): ReactElement => (
  <header className="wr-header">
    <div className="wr-width wr-header__inner">
      <a className="wr-header__name" href={props.user ? '/' : '/public'}>
        Wardround
      </a>
      {props.nav.length ? (
        <nav className="wr-header__nav" aria-label="Main">
          <ul>
            {props.nav.map((item) => (
              <NavLink key={item.href} item={item} active={item.href === props.active} />
            ))}
          </ul>
        </nav>
      ) : null}
      {props.user ? <Person user={props.user} csrf={props.csrf} /> : null}
      {!props.user && props.signInHref ? (
        <div className="wr-header__person">
          <a href={props.signInHref}>Sign in</a>
        </div>
      ) : null}
    </div>
  </header>
)

const NavLink = ({ item, active }: { item: NavItem; active: boolean }): ReactElement => (
  <li>
    <a href={item.href} aria-current={active ? 'true' : undefined}>
      {item.label}
      {item.count ? (
        <span className="wr-header__count">
          {item.count}
          <span className="nhsuk-u-visually-hidden"> waiting</span>
        </span>
      ) : null}
    </a>
  </li>
)

const Person = ({
  user,
  csrf,
}: {
  user: SignedInPerson
  csrf: string | undefined
}): ReactElement => {
  const place = [user.organisation, user.role].filter(Boolean).join(' · ')
  return (
    <div className="wr-header__person">
      <div className="wr-header__who">
        {place ? <span className="wr-header__place">{place}</span> : null}
        {user.accountHref ? <a href={user.accountHref}>{user.name}</a> : <span>{user.name}</span>}
        {user.switchHref ? (
          <a href={user.switchHref}>
            Switch<span className="nhsuk-u-visually-hidden"> organisation or role</span>
          </a>
        ) : null}
        <Form action={user.signOutAction} csrf={csrf}>
          <button className="wr-header__out" type="submit">
            Sign out
          </button>
        </Form>
      </div>
    </div>
  )
}
