import type { Session } from './sign-in/index.js'
import { NotSignedIn } from '#kernel/errors.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { SignIn } from './sign-in/index.js'
import type { ShownOnce } from './shown-once.js'

/** What the module is given by main. */
export interface IdentityParts {
  signIn: SignIn
  /** Whether this Wardround sends mail. */
  sendsMail: boolean
  /** Where somebody starts who has just signed in and was not on the way to a page. */
  firstPage: (personId: string) => Promise<string>
}

/** What the pages work with. */
export interface IdentityPageParts extends IdentityParts {
  /** Recovery codes that wait for their owner to have written them down. */
  newCodes: ShownOnce<readonly string[]>
}

/** The session behind a page. Throws NotSignedIn when it is over. */
export const sessionOf = async (signIn: SignIn, { request }: PageContext): Promise<Session> => {
  const session = await signIn.session(request.headers)
  if (!session) throw new NotSignedIn('You have been signed out. Sign in again.')
  return session
}

/** One value of a form as text. */
export const textOf = (
  values: Readonly<Record<string, string | string[]>>,
  name: string,
): string => {
  const value = values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
