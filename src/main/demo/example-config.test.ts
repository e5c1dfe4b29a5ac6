import { expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { exampleConfig } from './example-config.js'

test('the worked example reaches no database, bucket or mail server of the environment', () => {
  const real = readConfig({
    WARDROUND_DATA: '/srv/real-place',
    DATABASE_URL: 'postgres://real-place/wardround',
    TELEMETRY_URL: 'http://real-place:8123/wardround',
    FILES_S3_URL: 'https://real-place/documents',
    FILES_S3_REGION: 'eu-west-2',
    FILES_S3_KEY_ID: 'real-place',
    FILES_S3_SECRET: 'real-place',
    SMTP_URL: 'smtps://real-place',
  })
  expect(JSON.stringify(real)).toContain('real-place')
  expect(JSON.stringify(exampleConfig(real, '/tmp/example'))).not.toContain('real-place')
})
