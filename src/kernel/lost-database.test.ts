import { expect, test } from 'vitest'
import { Invalid, Unavailable } from './errors.js'
import { translateLostDatabase } from './lost-database.js'

const fault = (message: string, parts: object = {}): Error =>
  Object.assign(new Error(message), parts)

test.each([
  fault('terminating connection due to administrator command', { code: '57P01' }),
  fault('the database system is starting up', { code: '57P03' }),
  fault('sorry, too many clients already', { code: '53300' }),
  fault('connection failure', { code: '08006' }),
  fault('connect ECONNREFUSED 192.0.2.1:5432', { code: 'ECONNREFUSED', syscall: 'connect' }),
  fault('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }),
  fault('Failed to get session', { cause: fault('ended', { code: '57P01' }) }),
  fault('no socket there', { code: 'ENOENT', syscall: 'connect' }),
  fault('Connection terminated unexpectedly'),
  fault('Client has encountered a connection error and is not queryable'),
])('$message', (lost) => {
  const said = translateLostDatabase(lost)
  expect(said).toBeInstanceOf(Unavailable)
  expect((said as Unavailable).cause).toBe(lost)
  expect((said as Unavailable).message).not.toContain('192.0.2.1')
})

test.each([
  fault('duplicate key', { code: '23505' }),
  fault('no such file', { code: 'ENOENT', syscall: 'open' }),
  fault('57P01'),
  fault('i/o error', { code: 'EIO', syscall: 'read' }),
  Object.assign(new TypeError('fetch failed'), {
    cause: fault('connect', { code: 'ECONNREFUSED', syscall: 'connect' }),
  }),
  new Invalid('Enter a name.'),
  'Connection terminated unexpectedly',
])('%s stays as it was', (other) => expect(translateLostDatabase(other)).toBe(other))
