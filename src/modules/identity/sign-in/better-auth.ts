import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { Kysely, PostgresDialect } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { OidcSettings } from './oidc-settings.js'
import type { PasswordHashing, SessionLimits, SignInOptions } from './settings.js'

/** The id of the one OpenID Connect provider, in addresses and in the table of credentials. */
export const OIDC_PROVIDER = 'oidc'

/** The path under which the library's routes would be; only its OIDC callback is ever reached. */
export const AUTH_PATH = '/sign-in/with'

/** Where people land when the provider's answer cannot be tied to a request of ours. */
export const PROBLEM_PATH = '/sign-in'

/** What the library's settings are made from. */
export interface BetterAuthParts extends SignInOptions {
  passwordHashing: PasswordHashing
  sessionLimits: SessionLimits
  provider: OidcSettings | null
  onLinked: (accountId: string) => Promise<void>
}

/**
 * better-auth, told to use schema `sign_in` under our names, to keep no token of a provider, to
 * refuse sessions to deactivated accounts and never to open accounts by itself.
 */
export const makeBetterAuth = (parts: BetterAuthParts) =>
  betterAuth({
    appName: 'Wardround',
    baseURL: parts.baseUrl,
    basePath: AUTH_PATH,
    secret: parts.secret,
    trustedOrigins: [new URL(parts.baseUrl).origin],
    database: { db: schemaOf(parts), type: 'postgres' },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: libraryLog(parts.log),
    onAPIError: { errorURL: new URL(PROBLEM_PATH, parts.baseUrl).href },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 1024,
      password: parts.passwordHashing,
    },
    advanced: {
      ...cookies(parts.baseUrl),
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) => (model === 'user' ? parts.newId('acc') : randomUUID()),
      },
    },
    user: USER,
    session: {
      ...SESSION,
      expiresIn: parts.sessionLimits.absolute,
      disableSessionRefresh: true,
    },
    account: ACCOUNT,
    verification: VERIFICATION,
    databaseHooks: hooks(parts),
    plugins: [secondFactor(), ...(parts.provider ? [provider(parts.provider)] : [])],
  })

/** The library as configured here. */
export type BetterAuth = ReturnType<typeof makeBetterAuth>

const schemaOf = ({ pool }: BetterAuthParts) =>
  new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) }).withSchema(
    'sign_in',
  )

const cookies = (baseUrl: string) => {
  const secure = baseUrl.startsWith('https://')
  return {
    cookiePrefix: secure ? '__Host-wardround' : 'wardround',
    // The library would put `__Secure-` in front; `__Host-` is stricter, and its rules are kept here.
    useSecureCookies: false,
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
  } as const
}

const libraryLog = (log: SignInOptions['log']) =>
  log
    ? {
        level: 'warn' as const,
        disableColors: true,
        log: (level: string, message: string) => log(level === 'error' ? 'error' : 'warn', message),
      }
    : { disabled: true }

const WHEN = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

const USER = {
  modelName: 'users',
  fields: { emailVerified: 'email_verified', ...WHEN },
} as const

const SESSION = {
  modelName: 'sessions',
  fields: {
    userId: 'account_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    ...WHEN,
  },
  additionalFields: {
    method: { type: 'string', required: false, input: false },
    secondFactor: { type: 'boolean', required: false, input: false, fieldName: 'second_factor' },
    lastSeenAt: { type: 'date', required: false, input: false, fieldName: 'last_seen_at' },
  },
} as const

const ACCOUNT = {
  modelName: 'credentials',
  fields: {
    userId: 'account_id',
    providerId: 'provider_id',
    accountId: 'subject',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...WHEN,
  },
  updateAccountOnSignIn: false,
  accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true },
} satisfies { [key: string]: unknown }

const VERIFICATION = {
  modelName: 'verifications',
  fields: { expiresAt: 'expires_at', ...WHEN },
  storeIdentifier: 'hashed',
} as const

const secondFactor = () =>
  twoFactor({
    issuer: 'Wardround',
    // Recovery codes are ours (recovery-codes.ts): stored as digests, which the library compares.
    backupCodeOptions: { customBackupCodesGenerate: () => [], storeBackupCodes: 'plain' },
    schema: {
      user: { fields: { twoFactorEnabled: 'second_factor_enabled' } },
      twoFactor: {
        modelName: 'second_factors',
        fields: {
          userId: 'account_id',
          backupCodes: 'recovery_codes',
          failedVerificationCount: 'failed_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })

const provider = ({ issuer, clientId, clientSecret, name }: OidcSettings) =>
  genericOAuth({
    config: [
      {
        providerId: OIDC_PROVIDER,
        name,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
        disableSignUp: true,
        disableProviderLogout: true,
      },
    ],
  })

const SECOND_FACTOR_PATHS = ['/two-factor/verify-totp', '/two-factor/verify-backup-code']

const hooks = (parts: BetterAuthParts) => ({
  session: {
    create: {
      before: async (
        session: { userId: string } & Record<string, unknown>,
        context: { path?: string } | null,
      ) => {
        const { rowCount } = await parts.pool.query(
          'select from sign_in.users where id = $1 and deactivated_at is null',
          [session.userId],
        )
        if (rowCount === 0) return false
        const path = context?.path ?? ''
        const now = parts.clock.now()
        return {
          data: {
            ...session,
            method: path.startsWith('/callback/') ? OIDC_PROVIDER : 'password',
            secondFactor: SECOND_FACTOR_PATHS.includes(path),
            createdAt: now,
            lastSeenAt: now,
          },
        }
      },
    },
  },
  account: {
    create: {
      before: async (account: Record<string, unknown>) => ({
        data: { ...account, ...NO_TOKENS },
      }),
      after: async (account: { userId: string }) => parts.onLinked(account.userId),
    },
  },
})

const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
}
