import { describe, expect, test } from 'vitest'
import { Conflict, Invalid, LimitReached, NotSignedIn } from '#kernel/errors.js'
import { fromBase32, totp } from '../../../../tests/support/authenticator.js'
import { quickPasswords } from '../../../../tests/support/quick-passwords.js'
import { browse, GOOD_PASSWORD, useBench } from '../../../../tests/support/sign-in.js'

const bench = useBench({ passwordHashing: quickPasswords })
const address = '192.0.2.1'
let people = 0

const nowSeconds = (): number => Date.now() / 1000

const newPerson = async () => {
  people += 1
  const signIn = bench.make()
  const email = `app${people}@example.org`
  const { accountId } = await signIn.createAccount({
    email,
    name: 'App User',
    password: GOOD_PASSWORD,
    by: 'test',
  })
  const enter = () => signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })
  return { signIn, email, accountId, enter }
}

/** Waits out the last seconds of a code, so that no code changes in the middle of a test. */
const settle = async (): Promise<void> => {
  const left = 30 - (nowSeconds() % 30)
  if (left < 4) await new Promise((resolve) => setTimeout(resolve, left * 1000))
}

const withApp = async () => {
  await settle()
  const person = await newPerson()
  const before = browse((await person.enter()).setCookie)
  const start = await person.signIn.startSecondFactor({ headers: before, password: GOOD_PASSWORD })
  const secret = fromBase32(start.secret)
  // The code before this one: it is still accepted, and leaves the present one for the sign-in.
  const code = totp(secret, nowSeconds() - 30)
  const confirmed = await person.signIn.confirmSecondFactor({ headers: before, code })
  return {
    ...person,
    before,
    start,
    secret,
    code,
    confirmed,
    headers: browse(confirmed.setCookie, before),
  }
}

// Appendix B of RFC 6238, the rows for SHA-1: proves the test's own arithmetic.
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at %i seconds the test vector is %s', (seconds, code) => {
  expect(totp(Buffer.from('12345678901234567890'), seconds, 8)).toBe(code)
})

describe('setting up an authenticator app', () => {
  test('gives an address, a secret to type and a picture, and asks for the password', async () => {
    const { signIn, email, enter } = await newPerson()
    const headers = browse((await enter()).setCookie)
    await expect(signIn.startSecondFactor({ headers, password: 'wrong' })).rejects.toThrow(Invalid)
    const { uri, secret, qrSvg } = await signIn.startSecondFactor({
      headers,
      password: GOOD_PASSWORD,
    })
    expect(uri).toMatch(/^otpauth:\/\/totp\/Wardround/)
    expect(decodeURIComponent(uri)).toContain(email)
    expect(secret).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/)
    expect(qrSvg).toMatch(/^<svg.*<\/svg>$/s)
    await expect(signIn.confirmSecondFactor({ headers, code: '000000' })).rejects.toThrow(Invalid)
    expect(await enter()).toMatchObject({ secondFactorNeeded: false })
  })

  test('ends other sessions, keeps this one, and cannot be done twice', async () => {
    const { signIn, before, headers, confirmed } = await withApp()
    expect(confirmed.recoveryCodes).toHaveLength(10)
    expect(await signIn.session(before)).toBeNull()
    expect(await signIn.session(headers)).toMatchObject({
      secondFactorPassed: true,
      secondFactorOn: true,
    })
    await expect(signIn.startSecondFactor({ headers, password: GOOD_PASSWORD })).rejects.toThrow(
      Conflict,
    )
    await expect(signIn.confirmSecondFactor({ headers, code: '000000' })).rejects.toThrow(Conflict)
  })

  test('is only for somebody who is signed in', async () => {
    const { signIn } = await newPerson()
    const headers = new Headers()
    await expect(signIn.startSecondFactor({ headers, password: 'x' })).rejects.toThrow(NotSignedIn)
    await expect(signIn.confirmSecondFactor({ headers, code: '1' })).rejects.toThrow(NotSignedIn)
    await expect(signIn.checkSecondFactor({ headers, code: '1' })).rejects.toThrow(NotSignedIn)
    await expect(signIn.useRecoveryCode({ headers, code: '1' })).rejects.toThrow(NotSignedIn)
  })
})

describe('signing in with a second factor', () => {
  test('the password alone gives no session', async () => {
    const { signIn, accountId, enter } = await withApp()
    const answer = await enter()
    expect(answer).toMatchObject({ accountId, secondFactorNeeded: true })
    expect(answer.setCookie.join()).not.toMatch(/session_token=[^;]/)
    expect(await signIn.session(browse(answer.setCookie))).toBeNull()
  })

  test('a code finishes it, once', async () => {
    const { signIn, accountId, enter, secret } = await withApp()
    const pending = browse((await enter()).setCookie)
    const code = totp(secret, nowSeconds())
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const done = await signIn.checkSecondFactor({ headers: pending, code: spaced })
    expect(done).toMatchObject({ accountId, secondFactorNeeded: false })
    const headers = browse(done.setCookie, pending)
    expect(await signIn.session(headers)).toMatchObject({ accountId, secondFactorPassed: true })
    const again = browse((await enter()).setCookie)
    await expect(signIn.checkSecondFactor({ headers: again, code })).rejects.toThrow(
      /has been used/,
    )
    const sessions = await bench
      .pool()
      .query('select from sign_in.sessions where account_id = $1', [accountId])
    expect(sessions.rowCount).toBe(2)
  })

  test('the code that set the app up is not taken again', async () => {
    const { signIn, enter, code } = await withApp()
    const headers = browse((await enter()).setCookie)
    await expect(signIn.checkSecondFactor({ headers, code })).rejects.toThrow(Invalid)
  })

  test('another session in the same browser does not stand in for the code', async () => {
    const { signIn, enter } = await withApp()
    const other = await newPerson()
    const theirs = browse((await other.enter()).setCookie)
    const both = browse((await enter()).setCookie, theirs)
    await expect(signIn.checkSecondFactor({ headers: both, code: '000000' })).rejects.toThrow(
      Invalid,
    )
    await expect(signIn.checkSecondFactor({ headers: theirs, code: '000000' })).rejects.toThrow(
      NotSignedIn,
    )
  })

  test('five wrong codes end the attempt, ten lock the app for 15 minutes', async () => {
    const { signIn, enter, secret } = await withApp()
    for (let round = 0; round < 2; round += 1) {
      const headers = browse((await enter()).setCookie)
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await expect(signIn.checkSecondFactor({ headers, code: '000000' })).rejects.toThrow(Invalid)
      }
      await expect(signIn.checkSecondFactor({ headers, code: '000000' })).rejects.toThrow(
        LimitReached,
      )
    }
    const headers = browse((await enter()).setCookie)
    const code = totp(secret, nowSeconds())
    await expect(signIn.checkSecondFactor({ headers, code })).rejects.toThrow(LimitReached)
  })

  test('a deactivated account cannot finish', async () => {
    const { signIn, accountId, enter, secret } = await withApp()
    const headers = browse((await enter()).setCookie)
    await signIn.deactivateAccount({ accountId, by: 'test' })
    const code = totp(secret, nowSeconds())
    await expect(signIn.checkSecondFactor({ headers, code })).rejects.toThrow(NotSignedIn)
    const sessions = await bench
      .pool()
      .query('select from sign_in.sessions where account_id = $1', [accountId])
    expect(sessions.rowCount).toBe(0)
  })
})

describe('recovery codes', () => {
  test('work once each, however they are typed, and are stored as digests', async () => {
    const { signIn, accountId, enter, confirmed } = await withApp()
    const code = confirmed.recoveryCodes[3] ?? ''
    const stored = await bench
      .pool()
      .query<{ recovery_codes: string }>(
        'select recovery_codes from sign_in.second_factors where account_id = $1',
        [accountId],
      )
    expect(stored.rows[0]?.recovery_codes).not.toContain(code)
    const headers = browse((await enter()).setCookie)
    const typed = ` ${code.replace('-', ' ').toUpperCase()}`
    expect(await signIn.useRecoveryCode({ headers, code: typed })).toMatchObject({
      accountId,
      codesLeft: 9,
    })
    const again = browse((await enter()).setCookie)
    await expect(signIn.useRecoveryCode({ headers: again, code })).rejects.toThrow(Invalid)
  })

  test('are not their own digests', async () => {
    const { signIn, accountId, enter } = await withApp()
    const stored = await bench
      .pool()
      .query<{ recovery_codes: string }>(
        'select recovery_codes from sign_in.second_factors where account_id = $1',
        [accountId],
      )
    const digest = /"([^"]+)"/.exec(stored.rows[0]?.recovery_codes ?? '')?.[1] ?? ''
    const headers = browse((await enter()).setCookie)
    await expect(signIn.useRecoveryCode({ headers, code: digest })).rejects.toThrow(Invalid)
  })

  test('are replaced by new ones, with the password', async () => {
    const { signIn, headers, enter, confirmed } = await withApp()
    await expect(signIn.makeRecoveryCodes({ headers, password: 'wrong' })).rejects.toThrow(Invalid)
    const { recoveryCodes } = await signIn.makeRecoveryCodes({ headers, password: GOOD_PASSWORD })
    const pending = browse((await enter()).setCookie)
    const old = confirmed.recoveryCodes[0] ?? ''
    await expect(signIn.useRecoveryCode({ headers: pending, code: old })).rejects.toThrow(Invalid)
    const fresh = recoveryCodes[0] ?? ''
    expect(await signIn.useRecoveryCode({ headers: pending, code: fresh })).toMatchObject({
      codesLeft: 9,
    })
  })

  test('are not needed once an administrator takes the app off', async () => {
    const { signIn, accountId, headers, enter } = await withApp()
    await signIn.removeSecondFactor({ accountId, by: 'acc_admin' })
    expect(await signIn.session(headers)).toBeNull()
    expect(await enter()).toMatchObject({ secondFactorNeeded: false })
  })
})
