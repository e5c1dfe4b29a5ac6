import { Invalid } from '#kernel/errors.js'

/** An OpenID Connect provider that people may sign in with. */
export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says after "Sign in with". */
  name: string
}

/**
 * Reads the provider from OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME; null when
 * none of the first three is set. Throws Invalid when only some are, or the issuer is not https
 * (http is allowed on this machine only).
 */
export const readOidcSettings = (
  env: Readonly<Record<string, string | undefined>>,
): OidcSettings | null => {
  const [issuer, clientId, clientSecret] = REQUIRED.map((name) => env[name]?.trim() ?? '')
  if (!issuer && !clientId && !clientSecret) return null
  const missing = REQUIRED.filter((name) => !env[name]?.trim())
  if (!issuer || !clientId || !clientSecret) {
    throw new Invalid(
      missing.map((field) => ({
        field,
        message: `Set ${field} as well, or none of ${REQUIRED.join(', ')}.`,
      })),
    )
  }
  if (!isSafeIssuer(issuer)) {
    throw new Invalid([{ field: 'OIDC_ISSUER', message: 'OIDC_ISSUER must be an https address.' }])
  }
  return {
    issuer: issuer.replace(/\/+$/, ''),
    clientId,
    clientSecret,
    name: env['OIDC_NAME']?.trim() || 'your organisation’s account',
  }
}

const REQUIRED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

const isSafeIssuer = (issuer: string): boolean => {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'https:') return true
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
