import { expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { exampleConfig } from './example-config.js'

test('the worked example reaches nothing that the environment names, half of it or all', () => {
  const real = {
    WARDROUND_DATA: '/srv/real-place',
    DATABASE_URL: 'postgres://real-place/wardround',
    TELEMETRY_URL: 'http://real-place:8123/wardround',
    FILES_S3_URL: 'https://real-place/documents',
    FILES_S3_REGION: 'eu-west-2',
    FILES_S3_KEY_ID: 'real-place',
    FILES_S3_SECRET: 'real-place',
    SMTP_URL: 'smtps://real-place',
    OIDC_ISSUER: 'https://real-place/realm',
    OIDC_CLIENT_ID: 'real-place',
    OIDC_CLIENT_SECRET: 'real-place',
  }
  expect(JSON.stringify(readConfig(real))).toContain('real-place')
  const example = exampleConfig({ ...real, PORT: '4573', HOST: '::1' }, '/tmp/example')
  expect(JSON.stringify(example)).not.toContain('real-place')
  expect(example).toMatchObject({ port: 4573, host: '::1', dataDirectory: '/tmp/example' })
  expect(exampleConfig({ OIDC_ISSUER: 'https://real-place' }, '/tmp/example').oidc).toBeNull()
})
