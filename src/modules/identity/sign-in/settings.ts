import type { Pool } from 'pg'
import type { NewId } from '#kernel/ids.js'
import type { Clock } from '#kernel/time.js'
import type { OidcSettings } from './oidc-settings.js'

/** A letter that sign-in asks to be sent; plain text. */
export interface SignInMail {
  to: string
  subject: string
  text: string
}

/** Something that happened to an account, for the audit trail; never holds a secret. */
export interface SignInEvent {
  action: SignInAction
  /** Null when nobody with an account can be named, as for a wrong e-mail address. */
  accountId: string | null
  at: Date
  detail: Readonly<Record<string, string | number | boolean | null>>
}

/** What may happen to an account. */
export type SignInAction =
  | 'account-created'
  | 'account-deactivated'
  | 'account-reactivated'
  | 'account-renamed'
  | 'first-link-made'
  | 'signed-in'
  | 'sign-in-refused'
  | 'attempts-limited'
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'password-changed'
  | 'password-link-made'
  | 'password-link-not-sent'
  | 'password-reset'
  | 'second-factor-confirmed'
  | 'second-factor-refused'
  | 'second-factor-removed'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'provider-linked'
  | 'provider-refused'

/** So many attempts in so many seconds. */
export interface AttemptLimit {
  attempts: number
  seconds: number
}

/** How often somebody may try; an address may stand for a whole hospital, so its limit is higher. */
export interface RateLimits {
  accountSignIn: AttemptLimit
  addressSignIn: AttemptLimit
  accountReset: AttemptLimit
  addressReset: AttemptLimit
}

/** What a new password must be. Strength is the score of zxcvbn, 0 to 4 (Wheeler, 2016). */
export interface PasswordPolicy {
  shortest: number
  longest: number
  strength: number
}

/** How long a session lasts, in seconds: since it was last used, and altogether. */
export interface SessionLimits {
  idle: number
  absolute: number
}

/** How passwords are kept: `verify` says whether a password is the one that `hash` was made of. */
export interface PasswordHashing {
  hash: (password: string) => Promise<string>
  verify: (kept: { hash: string; password: string }) => Promise<boolean>
}

/** What sign-in needs from outside. */
export interface SignInOptions {
  /** Connections as the login role: the application's role has no rights on schema `sign_in`. */
  pool: Pool
  /** Where people reach this server, for example `https://wardround.example.nhs.uk`. */
  baseUrl: string
  /** At least 32 characters; signs cookies and encrypts authenticator secrets. */
  secret: string
  clock: Clock
  newId: NewId
  randomBytes: (size: number) => Buffer
  /** Null when this server sends no mail. */
  mail: ((mail: SignInMail) => Promise<void>) | null
  onAudit: (event: SignInEvent) => Promise<void>
  /** Warnings and errors of the library, without personal data. */
  log?: (level: 'warn' | 'error', message: string) => void
  oidc?: OidcSettings | null
  passwordPolicy?: Partial<PasswordPolicy>
  /** `scryptHashing` unless given. */
  passwordHashing?: PasswordHashing
  rateLimits?: Partial<RateLimits>
  sessionLimits?: Partial<SessionLimits>
}

const MINUTE = 60
const HOUR = 60 * MINUTE

export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = { shortest: 12, longest: 128, strength: 3 }

export const DEFAULT_SESSION_LIMITS: SessionLimits = { idle: 8 * HOUR, absolute: 7 * 24 * HOUR }

export const DEFAULT_RATE_LIMITS: RateLimits = {
  accountSignIn: { attempts: 10, seconds: 15 * MINUTE },
  addressSignIn: { attempts: 200, seconds: 15 * MINUTE },
  accountReset: { attempts: 5, seconds: HOUR },
  addressReset: { attempts: 50, seconds: HOUR },
}

/** Seconds for which a link to set a password or create the first account works. */
export const LINK_SECONDS = HOUR

/** How far the clocks of servers may be apart; what is of later than that was written by a wrong clock. */
export const CLOCKS_APART_MS = 5 * MINUTE * 1000
