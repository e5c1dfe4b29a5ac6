import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { readConfig } from './config.js'

test.each([
  [{ PORT: 'abc' }, 'PORT must be a number between 0 and 65535.'],
  [{ PORT: '70000' }, 'PORT must be a number between 0 and 65535.'],
  [{ PORT: '-1' }, 'PORT must be a number between 0 and 65535.'],
  [{ PORT: '80.5' }, 'PORT must be a whole number.'],
  [{ BASE_URL: 'wardround' }, /^BASE_URL must be an address such as https:/],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://.'],
  [{ TELEMETRY_URL: 'clickhouse' }, /^TELEMETRY_URL must be the http address/],
  [{ FILES_S3_URL: 'bucket' }, /^FILES_S3_URL must be the http address/],
  [{ OIDC_ISSUER: 'http://id.example.org' }, /^OIDC_ISSUER must be an https address/],
  [{ OIDC_ISSUER: 'id.example.org' }, /^OIDC_ISSUER must be an https address/],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must begin with smtp:// or smtps://.'],
  [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be 0 or 1.'],
])('wrong settings %j are refused in one sentence that names the setting', (settings, message) => {
  const refused = (): unknown => {
    try {
      return readConfig(settings)
    } catch (error) {
      return error
    }
  }
  const [field] = Object.keys(settings)
  expect(refused()).toBeInstanceOf(Invalid)
  expect(refused()).toMatchObject({
    problems: [{ field, message: expect.stringMatching(message) }],
  })
})

test('an empty setting counts as not set, and unset ones have their defaults', () => {
  const config = readConfig({ DATABASE_URL: '', SMTP_URL: ' ' })
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: null })
})

test('a provider of accounts is given whole or not at all, and its address loses the last slash', () => {
  const provider = {
    OIDC_ISSUER: 'https://id.example.org/',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'b',
  }
  expect(readConfig({ ...provider, OIDC_NAME: 'NHS Example' }).oidc).toEqual({
    issuer: 'https://id.example.org',
    clientId: 'a',
    clientSecret: 'b',
    name: 'NHS Example',
  })
  expect(readConfig({ ...provider, OIDC_ISSUER: 'http://127.0.0.1:8080' }).oidc).toMatchObject({
    issuer: 'http://127.0.0.1:8080',
  })
  expect(() => readConfig({ ...provider, OIDC_CLIENT_SECRET: '' })).toThrow(
    /^Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together/,
  )
})

const SETTINGS = Array.from(
  readFileSync(new URL('config.ts', import.meta.url), 'utf8').matchAll(
    /^ {2}([A-Z][A-Z0-9_]+): /gm,
  ),
  ([, name = '']) => name,
)

test('a setting that is empty counts as not set', () => {
  const empty = Object.fromEntries(SETTINGS.map((name) => [name, ' ']))
  expect(readConfig(empty)).toEqual(readConfig({}))
})

test('every setting stands in the how-to for who runs Wardround', () => {
  const text = readFileSync(
    new URL('../../docs/how-to/run-for-one-team.md', import.meta.url),
    'utf8',
  )
  expect(SETTINGS.length).toBeGreaterThan(15)
  expect(SETTINGS.filter((name) => !text.includes(name))).toEqual([])
})
