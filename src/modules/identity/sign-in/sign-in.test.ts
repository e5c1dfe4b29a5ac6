import { describe, expect, test } from 'vitest'
import { Conflict, Invalid, LimitReached } from '#kernel/errors.js'
import { quickPasswords } from '../../../../tests/support/quick-passwords.js'
import { browse, GOOD_PASSWORD, useBench } from '../../../../tests/support/sign-in.js'

const bench = useBench({ passwordHashing: quickPasswords })
let people = 0

const newPerson = async (signIn = bench.make()) => {
  people += 1
  const email = `person${people}@example.org`
  const { accountId } = await signIn.createAccount({
    email,
    name: 'Example Person',
    password: GOOD_PASSWORD,
    by: 'test',
  })
  return { signIn, email, accountId, address: `192.0.2.${people}` }
}

const middle = (times: number[]): number => times.toSorted((a, b) => a - b)[2] ?? 0

const messageOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('signing in with a password', () => {
  test('gives a session by cookie, and the account that was created', async () => {
    const { signIn, email, accountId, address } = await newPerson()
    const typed = `  ${email.toUpperCase()} `
    const answer = await signIn.signInWithPassword({
      email: typed,
      password: GOOD_PASSWORD,
      address,
    })
    expect(answer).toMatchObject({ accountId, secondFactorNeeded: false })
    const session = await signIn.session(browse(answer.setCookie))
    expect(session).toMatchObject({
      accountId,
      email,
      method: 'password',
      secondFactorPassed: false,
    })
    expect(bench.events.at(-1)).toMatchObject({ action: 'signed-in', accountId })
  })

  test('keeps the cookie from scripts and other sites, and binds it to the host over https', async () => {
    const { email, address } = await newPerson()
    const plain = await bench.make().signInWithPassword({ email, password: GOOD_PASSWORD, address })
    expect(plain.setCookie).toHaveLength(1)
    expect(plain.setCookie[0]).toMatch(
      /^wardround\.session_token=.*Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const secure = bench.make({ baseUrl: 'https://wardround.example.org' })
    const { setCookie } = await secure.signInWithPassword({
      email,
      password: GOOD_PASSWORD,
      address,
    })
    expect(setCookie[0]).toMatch(/^__Host-wardround\.session_token=/)
    expect(setCookie[0]).toMatch(/; Secure/)
    expect(setCookie[0]).not.toMatch(/Domain/i)
    expect(await secure.session(browse(setCookie))).toMatchObject({ email })
  })

  test('says the same for a wrong password, an unknown address and a deactivated account', async () => {
    const { signIn, email, accountId, address } = await newPerson()
    const wrong = await messageOf(signIn.signInWithPassword({ email, password: 'wrong', address }))
    const nobody = { email: 'nobody@example.org', password: GOOD_PASSWORD, address }
    expect(wrong).toBe('The e-mail address or password is not right.')
    expect(await messageOf(signIn.signInWithPassword(nobody))).toBe(wrong)
    expect(await messageOf(signIn.signInWithPassword({ ...nobody, email: 'not an address' }))).toBe(
      wrong,
    )
    await signIn.deactivateAccount({ accountId, by: 'test' })
    const right = { email, password: GOOD_PASSWORD, address }
    expect(await messageOf(signIn.signInWithPassword(right))).toBe(wrong)
    await signIn.reactivateAccount({ accountId, by: 'test' })
    expect(await signIn.signInWithPassword(right)).toMatchObject({ accountId })
  })

  test('takes as long for an unknown address as for a wrong password', async () => {
    const { signIn, email, address } = await newPerson()
    const timed = async (input: string): Promise<number> => {
      const started = performance.now()
      await messageOf(signIn.signInWithPassword({ email: input, password: 'wrong', address }))
      return performance.now() - started
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 5; round += 1) {
      known.push(await timed(email))
      unknown.push(await timed(`nobody${round}@example.net`))
    }
    expect(middle(unknown)).toBeGreaterThan(middle(known) / 3)
  })

  test('names both fields when they are empty', async () => {
    const { signIn, address } = await newPerson()
    const refusal = signIn.signInWithPassword({ email: ' ', password: '', address })
    await expect(refusal).rejects.toMatchObject({
      problems: [{ field: 'email' }, { field: 'password' }],
    })
  })

  test('refuses a cookie whose signature or token was changed', async () => {
    const { signIn, email, address } = await newPerson()
    const { setCookie } = await signIn.signInWithPassword({
      email,
      password: GOOD_PASSWORD,
      address,
    })
    const cookie = browse(setCookie).get('cookie') ?? ''
    const other = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'A' ? 'B' : 'A'}`)
    expect(await signIn.session(new Headers({ cookie: other }))).toBeNull()
    expect(
      await signIn.session(new Headers({ cookie: 'wardround.session_token=abc.def' })),
    ).toBeNull()
    expect(await signIn.session(new Headers())).toBeNull()
  })
})

describe('sessions', () => {
  test('end when not used for 8 hours, and in any case after 7 days', async () => {
    const { signIn, email, address } = await newPerson()
    const { setCookie } = await signIn.signInWithPassword({
      email,
      password: GOOD_PASSWORD,
      address,
    })
    const headers = browse(setCookie)
    bench.pass(7.9 * 3600)
    expect(await signIn.session(headers)).not.toBeNull()
    bench.pass(7.9 * 3600)
    expect(await signIn.session(headers)).not.toBeNull()
    bench.pass(8.1 * 3600)
    expect(await signIn.session(headers)).toBeNull()
    const again = browse(
      (await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })).setCookie,
    )
    for (let hour = 0; hour < 7 * 24 - 7; hour += 7) {
      bench.pass(7 * 3600)
      expect(await signIn.session(again)).not.toBeNull()
    }
    bench.pass(7.5 * 3600)
    expect(await signIn.session(again)).toBeNull()
  })

  test('end by signing out, everywhere, and when the account is deactivated', async () => {
    const { signIn, email, accountId, address } = await newPerson()
    const enter = async () =>
      browse(
        (await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })).setCookie,
      )
    const [one, two, three] = [await enter(), await enter(), await enter()]
    const { setCookie } = await signIn.signOut({ headers: one })
    expect(browse(setCookie, one).get('cookie')).toBe('')
    expect(await signIn.session(one)).toBeNull()
    const kept = await signIn.session(two)
    expect(
      await signIn.signOutEverywhere({
        accountId,
        exceptSessionId: kept?.sessionId ?? '',
        by: accountId,
      }),
    ).toEqual({ ended: 1 })
    expect(await signIn.session(two)).not.toBeNull()
    expect(await signIn.session(three)).toBeNull()
    await signIn.deactivateAccount({ accountId, by: 'test' })
    expect(await signIn.session(two)).toBeNull()
  })

  test('end when the clock is set back to before they were used, and not by a few minutes', async () => {
    const { signIn, email, address } = await newPerson()
    const enter = async () =>
      browse(
        (await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })).setCookie,
      )
    const kept = await enter()
    bench.pass(-4 * 60)
    expect(await signIn.session(kept)).not.toBeNull()
    bench.pass(40 * 24 * 3600)
    const ofAWrongClock = await enter()
    bench.pass(-40 * 24 * 3600)
    expect(await signIn.session(ofAWrongClock)).toBeNull()
    bench.pass(4 * 60)
  })

  test('that are not there can be ended too', async () => {
    const { setCookie } = await bench.make().signOut({ headers: new Headers() })
    expect(setCookie.join()).toMatch(/wardround\.session_token=; Max-Age=0/)
  })

  test('that are over are swept away', async () => {
    const { signIn, email, accountId, address } = await newPerson()
    await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })
    bench.pass(9 * 3600)
    await signIn.sweep()
    const left = await bench
      .pool()
      .query('select from sign_in.sessions where account_id = $1', [accountId])
    expect(left.rowCount).toBe(0)
  })
})

describe('limits', () => {
  test('an account is locked after ten wrong passwords, even for the right one, for 15 minutes', async () => {
    const { signIn, email, address } = await newPerson()
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(
        signIn.signInWithPassword({ email, password: 'wrong', address }),
      ).rejects.toThrow(Invalid)
    }
    const right = { email, password: GOOD_PASSWORD, address: '198.51.100.9' }
    const afterRestart = bench.make()
    const refusal = await afterRestart.signInWithPassword(right).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(LimitReached)
    const limited = { action: 'attempts-limited', detail: { limit: 'accountSignIn', of: email } }
    expect(bench.events.at(-1)).toMatchObject(limited)
    expect(refusal).toMatchObject({
      message: expect.stringMatching(
        /^There were too many attempts. Try again after \d\d:\d\d, in about 15 minutes.$/,
      ),
    })
    bench.pass(15 * 60)
    expect(await afterRestart.signInWithPassword(right)).toMatchObject({
      secondFactorNeeded: false,
    })
  })

  test('a lock of a clock that was set back does not last until then', async () => {
    const { signIn, email, address } = await newPerson()
    const wrong = { email, password: 'wrong', address }
    bench.pass(40 * 24 * 3600)
    for (let attempt = 0; attempt < 10; attempt += 1)
      await expect(signIn.signInWithPassword(wrong)).rejects.toThrow(Invalid)
    bench.pass(-40 * 24 * 3600)
    const right = { email, password: GOOD_PASSWORD, address }
    expect(await signIn.signInWithPassword(right)).toMatchObject({ secondFactorNeeded: false })
  })

  test('many at once cannot pass together', async () => {
    const { signIn, email, address } = await newPerson(
      bench.make({ rateLimits: { accountSignIn: { attempts: 3, seconds: 900 } } }),
    )
    const tries = Array.from({ length: 8 }, () =>
      signIn.signInWithPassword({ email, password: 'wrong', address }),
    )
    const results = await Promise.allSettled(tries)
    const limited = results.filter(
      (result) => result.status === 'rejected' && result.reason instanceof LimitReached,
    )
    expect(limited).toHaveLength(5)
  })

  test('an address is limited over many accounts, and successes do not count', async () => {
    const limits = { rateLimits: { addressSignIn: { attempts: 3, seconds: 900 } } }
    const { signIn, email, address } = await newPerson(bench.make(limits))
    for (let round = 0; round < 5; round += 1) {
      await signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })
    }
    for (let round = 0; round < 3; round += 1) {
      await messageOf(
        signIn.signInWithPassword({ email: `x${round}@example.net`, password: 'x', address }),
      )
    }
    const refusal = signIn.signInWithPassword({ email, password: GOOD_PASSWORD, address })
    await expect(refusal).rejects.toThrow(LimitReached)
  })
})

describe('accounts', () => {
  test('have ids of ours, one for each address', async () => {
    const { signIn, email, accountId } = await newPerson()
    expect(accountId).toMatch(/^acc_[0-9a-z]{26}$/)
    const again = { email: email.toUpperCase(), name: 'Another', by: 'test' }
    await expect(signIn.createAccount(again)).rejects.toThrow(Conflict)
    expect(await signIn.findAccountByEmail(` ${email} `)).toMatchObject({
      accountId,
      hasPassword: true,
      hasProvider: false,
    })
  })

  test.each([
    [{ email: 'no-address' }, 'email'],
    [{ email: `${'a'.repeat(250)}@example.org` }, 'email'],
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ password: 'short' }, 'password'],
  ])('are refused with %o', async (change, field) => {
    const input = {
      email: 'fine@example.org',
      name: 'Fine',
      password: GOOD_PASSWORD,
      by: 'test',
      ...change,
    }
    await expect(bench.make().createAccount(input)).rejects.toMatchObject({ problems: [{ field }] })
  })

  test('are refused with all that is wrong at once', async () => {
    const input = { email: 'no-address', name: ' ', password: 'short', by: 'test' }
    await expect(bench.make().createAccount(input)).rejects.toMatchObject({
      problems: [{ field: 'name' }, { field: 'email' }, { field: 'password' }],
    })
  })

  test('store no session that could be used as it stands', async () => {
    const { signIn, email, accountId, address } = await newPerson()
    const { setCookie } = await signIn.signInWithPassword({
      email,
      password: GOOD_PASSWORD,
      address,
    })
    const { rows } = await bench
      .pool()
      .query<{ token: string }>('select token from sign_in.sessions where account_id = $1', [
        accountId,
      ])
    const bare = new Headers({ cookie: `wardround.session_token=${rows[0]?.token}` })
    expect(await signIn.session(bare)).toBeNull()
    expect(await signIn.session(browse(setCookie))).not.toBeNull()
  })

  test('are out of reach of the application’s role', async () => {
    const client = await bench.pool().connect()
    try {
      await client.query('begin; set local role wardround_app')
      await expect(client.query('select * from sign_in.users')).rejects.toThrow(/permission denied/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
