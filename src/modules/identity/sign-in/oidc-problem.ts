/** Why a sign-in with the provider did not work: a stable code and a sentence for people. */
export interface OidcProblem {
  code: 'no-account' | 'not-verified' | 'cancelled' | 'too-late' | 'failed'
  message: string
}

const MESSAGES: Readonly<Record<OidcProblem['code'], string>> = {
  'no-account':
    'There is no Wardround account for you. Ask an administrator of your organisation to invite you.',
  'not-verified':
    'The sign-in service has not confirmed your e-mail address, so it cannot be matched with a Wardround account.',
  cancelled: 'You did not finish signing in. Try again.',
  'too-late': 'Signing in took too long or was opened in another window. Try again.',
  failed: 'Signing in with your organisation’s account did not work. Try again, or use a password.',
}

const CODES: Readonly<Record<string, OidcProblem['code']>> = {
  signup_disabled: 'no-account',
  unable_to_create_session: 'no-account',
  account_not_linked: 'not-verified',
  access_denied: 'cancelled',
  state_mismatch: 'too-late',
  state_not_found: 'too-late',
  state_invalid: 'too-late',
}

/** The problem behind an error of the provider or the library. */
export const oidcProblem = (error: string): OidcProblem => problemOf(CODES[error] ?? 'failed')

/** The sentence for the code in the address of the sign-in page; null for a code that is not ours. */
export const oidcProblemMessage = (code: string): string | null =>
  Object.entries(MESSAGES).find(([known]) => known === code)?.[1] ?? null

const problemOf = (code: OidcProblem['code']): OidcProblem => ({ code, message: MESSAGES[code] })
