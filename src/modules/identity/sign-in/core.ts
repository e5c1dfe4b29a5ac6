import { Unavailable } from '#kernel/errors.js'
import { makeBetterAuth, type BetterAuth } from './better-auth.js'
import { scryptHashing } from './scrypt-hashing.js'
import {
  DEFAULT_PASSWORD_POLICY,
  DEFAULT_RATE_LIMITS,
  DEFAULT_SESSION_LIMITS,
  type PasswordHashing,
  type PasswordPolicy,
  type RateLimits,
  type SessionLimits,
  type SignInAction,
  type SignInEvent,
  type SignInOptions,
} from './settings.js'

/** What every function of sign-in works with. */
export interface SignInCore extends SignInOptions {
  auth: BetterAuth
  /** The library with the provider; apart, so that a provider that is down stops nothing else. */
  oidcAuth: () => BetterAuth
  passwordPolicy: PasswordPolicy
  passwordHashing: PasswordHashing
  rateLimits: RateLimits
  sessionLimits: SessionLimits
  audit: (
    action: SignInAction,
    accountId: string | null,
    detail?: SignInEvent['detail'],
  ) => Promise<void>
  /** Work that goes on after the answer, so that the time to answer tells nothing. */
  background: Set<Promise<void>>
}

/** Fills in the defaults and makes the library. Throws when the secret is too short. */
export const makeCore = (options: SignInOptions): SignInCore => {
  if (options.secret.length < 32)
    throw new Error('The sign-in secret needs at least 32 characters.')
  const passwordHashing = options.passwordHashing ?? scryptHashing
  const sessionLimits = { ...DEFAULT_SESSION_LIMITS, ...options.sessionLimits }
  const audit: SignInCore['audit'] = (action, accountId, detail = {}) =>
    options.onAudit({ action, accountId, at: options.clock.now(), detail })
  const onLinked = (accountId: string) => audit('provider-linked', accountId)
  const make = (provider: SignInOptions['oidc']) =>
    makeBetterAuth({
      ...options,
      passwordHashing,
      sessionLimits,
      provider: provider ?? null,
      onLinked,
    })
  let withProvider: BetterAuth | null = null
  return {
    ...options,
    passwordHashing,
    sessionLimits,
    passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, ...options.passwordPolicy },
    rateLimits: { ...DEFAULT_RATE_LIMITS, ...options.rateLimits },
    auth: make(null),
    oidcAuth: () => {
      if (!options.oidc) throw new Unavailable('Sign-in with another account is not set up here.')
      withProvider ??= make(options.oidc)
      return withProvider
    },
    audit,
    background: new Set(),
  }
}
