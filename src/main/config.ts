import { resolve } from 'node:path'
import { z } from 'zod'
import type { S3Place } from '#files/s3-store.js'
import { Invalid } from '#kernel/errors.js'
import type { OidcSettings } from '#modules/identity/index.js'

/** Everything the environment decides, read once. */
export interface Config {
  dataDirectory: string
  port: number
  host: string
  baseUrl: string
  /** Whether BASE_URL was set; otherwise the address listened on counts. */
  baseUrlGiven: boolean
  databaseUrl: string | null
  telemetryUrl: string | null
  /** A bucket for documents; null keeps them in the data directory. */
  s3: S3Place | null
  smtpUrl: string | null
  mailFrom: string
  oidc: OidcSettings | null
  logLevel: string
  /** Whether a proxy of ours stands before the server, whose last X-Forwarded-For is to be believed. */
  behindProxy: boolean
}

const optional = z
  .string()
  .optional()
  .transform((text) => text?.trim() ?? null)

// Over plain http anybody on the way could sign in as anybody.
const isSafeIssuer = (issuer: string): boolean => {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'https:') return true
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const environmentSchema = z.object({
  WARDROUND_DATA: z.string().default('./data'),
  PORT: z.coerce
    .number({ error: 'PORT must be a number between 0 and 65535.' })
    .int('PORT must be a whole number.')
    .min(0, 'PORT must be a number between 0 and 65535.')
    .max(65_535, 'PORT must be a number between 0 and 65535.')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z
    .url('BASE_URL must be an address such as https://wardround.example.nhs.uk.')
    .optional(),
  DATABASE_URL: optional.refine(
    (url) => !url || /^postgres(?:ql)?:\/\//.test(url),
    'DATABASE_URL must begin with postgres://.',
  ),
  TELEMETRY_URL: optional.refine(
    (url) => !url || /^https?:\/\//.test(url),
    'TELEMETRY_URL must be the http address of a ClickHouse server.',
  ),
  FILES_S3_URL: optional.refine(
    (url) => !url || /^https?:\/\//.test(url),
    'FILES_S3_URL must be the http address of a bucket.',
  ),
  FILES_S3_REGION: optional,
  FILES_S3_KEY_ID: optional,
  FILES_S3_SECRET: optional,
  SMTP_URL: optional.refine(
    (url) => !url || /^smtps?:\/\//.test(url),
    'SMTP_URL must begin with smtp:// or smtps://.',
  ),
  MAIL_FROM: z.string().default('Wardround <wardround@localhost>'),
  OIDC_ISSUER: optional
    .refine(
      (url) => !url || isSafeIssuer(url),
      'OIDC_ISSUER must be an https address; http is for a provider on this machine only.',
    )
    .transform((url) => url?.replace(/\/+$/, '') ?? null),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().default('your organisation'),
  TRUST_PROXY: z.enum(['0', '1'], 'TRUST_PROXY must be 0 or 1.').default('0'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/**
 * Turns the environment into configuration; a setting that is empty counts as not set, as service
 * managers leave them. Throws Invalid with a sentence for each wrong setting.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const set = Object.entries(environment).filter(([, text]) => text?.trim())
  const parsed = environmentSchema.safeParse(Object.fromEntries(set))
  if (!parsed.success) {
    throw new Invalid(
      parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
    )
  }
  const env = parsed.data
  return {
    dataDirectory: resolve(env.WARDROUND_DATA),
    port: env.PORT,
    host: env.HOST,
    baseUrl: env.BASE_URL ?? `http://${env.HOST}:${env.PORT}`,
    baseUrlGiven: env.BASE_URL !== undefined,
    databaseUrl: env.DATABASE_URL,
    telemetryUrl: env.TELEMETRY_URL,
    s3: s3Of(env),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    oidc: oidcOf(env),
    logLevel: env.LOG_LEVEL,
    behindProxy: env.TRUST_PROXY === '1',
  }
}

const oidcOf = (env: z.infer<typeof environmentSchema>): Config['oidc'] => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return null
  if (issuer && clientId && clientSecret) {
    return { issuer, clientId, clientSecret, name: env.OIDC_NAME }
  }
  throw new Invalid(
    'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together, or none of them.',
  )
}

const s3Of = (env: z.infer<typeof environmentSchema>): Config['s3'] => {
  const { FILES_S3_URL: url, FILES_S3_REGION: region } = env
  const { FILES_S3_KEY_ID: accessKeyId, FILES_S3_SECRET: secretAccessKey } = env
  if (!url && !accessKeyId && !secretAccessKey && !region) return null
  if (url && accessKeyId && secretAccessKey && region)
    return { url, region, accessKeyId, secretAccessKey }
  throw new Invalid(
    'Set FILES_S3_URL, FILES_S3_REGION, FILES_S3_KEY_ID and FILES_S3_SECRET together, or none of them.',
  )
}
