import { expect, test } from 'vitest'
import { Conflict, Invalid } from '#kernel/errors.js'
import { GOOD_PASSWORD, useBench } from '../../../../tests/support/sign-in.js'

const bench = useBench()

const first = { email: 'first@example.org', name: 'First Person', password: GOOD_PASSWORD }

test('the first link lasts an hour, is replaced by a new one, and works once', async () => {
  const signIn = bench.make()
  expect(await signIn.hasAccounts()).toBe(false)
  const late = await signIn.makeFirstLink({ by: 'system:serve' })
  bench.pass(3601)
  expect(await signIn.isFirstLink(late.token)).toBe(false)
  await expect(signIn.createFirstAccount({ ...first, token: late.token })).rejects.toThrow(Invalid)
  const replaced = await signIn.makeFirstLink({ by: 'system:first-link' })
  const { token, url } = await signIn.makeFirstLink({ by: 'system:first-link' })
  expect(url).toBe(`http://127.0.0.1:3000/first-account/${token}`)
  expect(await signIn.isFirstLink(replaced.token)).toBe(false)
  await expect(signIn.createFirstAccount({ ...first, token, password: 'short' })).rejects.toThrow(
    Invalid,
  )
  const both = await Promise.allSettled([
    signIn.createFirstAccount({ ...first, token }),
    signIn.createFirstAccount({ ...first, email: 'second@example.org', token }),
  ])
  expect(both.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(signIn.createFirstAccount({ ...first, token })).rejects.toThrow(Invalid)
  await expect(signIn.makeFirstLink({ by: 'system:first-link' })).rejects.toThrow(Conflict)
  expect((await bench.pool().query('select from sign_in.users')).rowCount).toBe(1)
})
