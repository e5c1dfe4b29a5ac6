import { scryptSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  Conflict,
  Invalid,
  LimitReached,
  NotFound,
  NotSignedIn,
  Unavailable,
} from '#kernel/errors.js'
import { passwordProblem } from './password-policy.js'
import { DEFAULT_PASSWORD_POLICY } from './settings.js'
import { browse, GOOD_PASSWORD, useBench } from '../../../../tests/support/sign-in.js'

const bench = useBench()
const address = '192.0.2.1'
const NEW_PASSWORD = 'copper-lantern-otter-17'
let people = 0

const newPerson = async (signIn = bench.make()) => {
  people += 1
  const email = `reset${people}@example.org`
  const { accountId } = await signIn.createAccount({
    email,
    name: 'Reset Person',
    password: GOOD_PASSWORD,
    by: 'test',
  })
  const enter = (password: string) => signIn.signInWithPassword({ email, password, address })
  return { signIn, email, accountId, enter }
}

test('a password is kept as salt and scrypt of it, which takes N = 16,384 and r = 16', async () => {
  const { accountId } = await newPerson()
  const { rows } = await bench
    .pool()
    .query<{ password: string }>('select password from sign_in.credentials where account_id = $1', [
      accountId,
    ])
  const [salt = '', key] = rows[0]?.password.split(':') ?? []
  expect(salt).toMatch(/^[0-9a-f]{32}$/)
  const work = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
  expect(key).toBe(scryptSync(GOOD_PASSWORD, salt, 64, work).toString('hex'))
})

describe('the password policy', () => {
  const owner = { email: 'amara.okafor@example.nhs.uk', name: 'Amara Okafor' }

  test.each([
    ['', /Enter a password/],
    ['short-one', /at least 12 characters/],
    ['x'.repeat(129), /128 characters or fewer/],
    ['passwordpassword', /(known to attackers|too easy)/],
    ['aaaaaaaaaaaaaaaa', /too easy/],
    ['qwertyuiop123456', /(known to attackers|too easy)/],
    ['AmaraOkafor2026!', /too easy/],
    ['Wardround2026!!', /too easy/],
  ])('refuses %o', async (password, message) => {
    expect(await passwordProblem(password, owner, DEFAULT_PASSWORD_POLICY)).toMatch(message)
  })

  test('refuses a long password of the list in any case', async () => {
    const policy = { ...DEFAULT_PASSWORD_POLICY, shortest: 8 }
    expect(await passwordProblem('PassWord1', owner, policy)).toMatch(/known to attackers/)
  })

  test.each([GOOD_PASSWORD, NEW_PASSWORD, 'Ünïcode wörter gehen auch'])(
    'takes %o',
    async (password) => {
      expect(await passwordProblem(password, owner, DEFAULT_PASSWORD_POLICY)).toBeNull()
    },
  )

  test('answers within a second for the longest password', async () => {
    const started = performance.now()
    await passwordProblem('aB3$'.repeat(32), owner, DEFAULT_PASSWORD_POLICY)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('changing one’s password', () => {
  test('asks for the current one and ends other sessions', async () => {
    const { signIn, enter } = await newPerson()
    const other = browse((await enter(GOOD_PASSWORD)).setCookie)
    const headers = browse((await enter(GOOD_PASSWORD)).setCookie)
    const change = (current: string, password: string) =>
      signIn.setPassword({ headers, current, password })
    await expect(change('wrong', NEW_PASSWORD)).rejects.toMatchObject({
      problems: [{ field: 'current' }],
    })
    await expect(change(GOOD_PASSWORD, 'short')).rejects.toMatchObject({
      problems: [{ field: 'password' }],
    })
    await change(GOOD_PASSWORD, NEW_PASSWORD)
    expect(await signIn.session(headers)).not.toBeNull()
    expect(await signIn.session(other)).toBeNull()
    await expect(enter(GOOD_PASSWORD)).rejects.toThrow(Invalid)
    expect(await enter(NEW_PASSWORD)).toMatchObject({ secondFactorNeeded: false })
  })

  test('is only for somebody who is signed in', async () => {
    const change = { headers: new Headers(), current: GOOD_PASSWORD, password: NEW_PASSWORD }
    await expect(bench.make().setPassword(change)).rejects.toThrow(NotSignedIn)
  })
})

describe('a link to set a new password', () => {
  test('comes by mail, works once and ends all sessions', async () => {
    const { signIn, email, accountId, enter } = await newPerson()
    const headers = browse((await enter(GOOD_PASSWORD)).setCookie)
    await signIn.requestPasswordReset({ email: ` ${email.toUpperCase()}`, address })
    await signIn.settled()
    const letter = bench.letters.at(-1)
    expect(letter).toMatchObject({ to: email })
    const token = /\/new-password\/([\w-]{43})\n/.exec(letter?.text ?? '')?.[1] ?? ''
    expect(await signIn.findPasswordLink(token)).toMatchObject({ accountId, email })
    await expect(signIn.resetPassword({ token, password: 'short' })).rejects.toThrow(Invalid)
    expect(await signIn.resetPassword({ token, password: NEW_PASSWORD })).toEqual({ accountId })
    expect(await signIn.session(headers)).toBeNull()
    expect(await enter(NEW_PASSWORD)).toMatchObject({ accountId })
    await expect(signIn.resetPassword({ token, password: GOOD_PASSWORD })).rejects.toThrow(
      /has been used/,
    )
    expect(await signIn.findPasswordLink(token)).toBeNull()
  })

  test('is used by one of two at the same moment', async () => {
    const { signIn, accountId } = await newPerson()
    const { token } = await signIn.makePasswordLink({ accountId, by: 'acc_admin' })
    const results = await Promise.allSettled([
      signIn.resetPassword({ token, password: NEW_PASSWORD }),
      signIn.resetPassword({ token, password: GOOD_PASSWORD }),
    ])
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('lasts an hour, is stored hashed, and a later one ends it', async () => {
    const { signIn, accountId } = await newPerson()
    const first = await signIn.makePasswordLink({ accountId, by: 'acc_admin' })
    expect(first.url).toBe(`http://127.0.0.1:3000/new-password/${first.token}`)
    const second = await signIn.makePasswordLink({ accountId, by: 'acc_admin' })
    expect(await signIn.findPasswordLink(first.token)).toBeNull()
    const stored = await bench
      .pool()
      .query<{ token_hash: string }>(
        'select token_hash from sign_in.one_time_links where account_id = $1',
        [accountId],
      )
    expect(stored.rows).toHaveLength(1)
    expect(stored.rows[0]?.token_hash).not.toBe(second.token)
    bench.pass(3601)
    await expect(
      signIn.resetPassword({ token: second.token, password: NEW_PASSWORD }),
    ).rejects.toThrow(Invalid)
  })

  test('is not sent to an address without an account, and nobody can tell', async () => {
    const signIn = bench.make()
    const before = bench.letters.length
    await signIn.requestPasswordReset({ email: 'stranger@example.org', address })
    await signIn.settled()
    expect(bench.letters).toHaveLength(before)
  })

  test('is asked for at most five times an hour', async () => {
    const signIn = bench.make()
    const ask = () => signIn.requestPasswordReset({ email: 'eager@example.org', address })
    for (let round = 0; round < 5; round += 1) await ask()
    await expect(ask()).rejects.toThrow(LimitReached)
    bench.pass(3600)
    await ask()
    await signIn.settled()
  })

  test('that cannot be sent is in the audit trail', async () => {
    const failing = bench.make({
      mail: () => Promise.reject(new Error('no route to the mail server')),
    })
    const { signIn, email, accountId } = await newPerson(failing)
    await signIn.requestPasswordReset({ email, address })
    await signIn.settled()
    expect(bench.events.at(-1)).toMatchObject({ action: 'password-link-not-sent', accountId })
  })

  test('needs mail, an account, and one that is open', async () => {
    const { signIn, email, accountId } = await newPerson()
    await expect(
      bench.make({ mail: null }).requestPasswordReset({ email, address }),
    ).rejects.toThrow(Unavailable)
    await expect(signIn.makePasswordLink({ accountId: 'acc_none', by: 'x' })).rejects.toThrow(
      NotFound,
    )
    const { token } = await signIn.makePasswordLink({ accountId, by: 'acc_admin' })
    await signIn.deactivateAccount({ accountId, by: 'acc_admin' })
    await expect(signIn.resetPassword({ token, password: NEW_PASSWORD })).rejects.toThrow(Invalid)
    await expect(signIn.makePasswordLink({ accountId, by: 'x' })).rejects.toThrow(Conflict)
  })

  test('gives a password to an account that has none', async () => {
    const signIn = bench.make()
    const email = 'invited@example.org'
    const { accountId } = await signIn.createAccount({ email, name: 'Invited', by: 'acc_admin' })
    await expect(
      signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address }),
    ).rejects.toThrow(Invalid)
    const { token } = await signIn.makePasswordLink({ accountId, by: 'acc_admin' })
    await signIn.resetPassword({ token, password: GOOD_PASSWORD })
    expect(
      await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address }),
    ).toMatchObject({ accountId })
  })
})
