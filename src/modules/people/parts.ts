import type { Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import { NotSignedIn } from '#kernel/errors.js'
import type { Doors, Operation } from '#kernel/operation.js'
import type { Role } from '#kernel/roles.js'
import type { SignIn } from '#modules/identity/index.js'
import type { OwnedRecord } from './model.js'

/** A part of Administration that another module owns. */
export interface AdministrationSection {
  href: string
  title: string
  words: string
  roles: readonly Role[]
}

/** What the module is given by main. */
export interface PeopleParts {
  signIn: SignIn
  /** Where people reach this server; links in letters and on pages begin with it. */
  baseUrl: string
  /** Sends one letter; null when this Wardround sends no mail. */
  mail: ((letter: { to: string; subject: string; text: string }) => Promise<void>) | null
  /** Doors as a person who has just opened an account, or acts in another organisation. */
  doorsFor: (actor: Actor) => Doors
  /** Every scope that a route asks for. */
  scopes: () => readonly string[]
  /** Queries of modules above: what a person owns there. */
  owned: readonly Operation<{ personId: string }, readonly OwnedRecord[]>[]
  sections: readonly AdministrationSection[]
}

/** The cookie that remembers which organisation a person acts for; checked against their roles. */
export const ORGANISATION_COOKIE = 'wardround_organisation'

/** Makes an organisation the one a person acts for. */
export const organisationCookie = (organisationId: string, baseUrl: string): string =>
  `${ORGANISATION_COOKIE}=${organisationId}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${
    baseUrl.startsWith('https:') ? '; Secure' : ''
  }`

/** A person as the actor of one organisation, before they hold a role there. */
export const personIn = (
  person: { id: string; name: string },
  organisation: { id: string; name: string } | null,
  roles: readonly Role[] = [],
): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  organisationId: organisation?.id ?? null,
  organisationName: organisation?.name ?? null,
  roles,
})

/** The person signed in behind a page. Throws NotSignedIn. */
export const signedInPerson = async (
  signIn: SignIn,
  { request }: PageContext,
): Promise<{ id: string; name: string; email: string }> => {
  const session = await signIn.session(request.headers)
  if (!session) throw new NotSignedIn('Sign in first.')
  return { id: session.accountId, name: session.name, email: session.email }
}
