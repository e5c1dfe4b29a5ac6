import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase32, totp } from '../../../tests/support/authenticator.js'
import { GOOD_PASSWORD } from '../../../tests/support/sign-in.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { newVisitor, type Visitor } from '../../../tests/support/visitor.js'
import { acceptInvitation } from './accept-invitation.js'

let app: TestApp
let trust: { id: string; name: string }
let board: { id: string; name: string }
let admin: Visitor

/** The first person of this Wardround, straight by the pages. */
const nameFirst = async (): Promise<Visitor> => {
  const visitor = newVisitor(app)
  const link = await app.signIn.makeFirstLink({ by: 'test' })
  const typed = { name: 'Asha Admin', email: 'asha@example.org', password: GOOD_PASSWORD }
  await visitor.post(new URL(link.url).pathname, typed)
  await visitor.post(
    '/first-organisation',
    { organisationId: trust.id },
    '/first-organisation?q=example',
  )
  return visitor
}

beforeAll(async () => {
  app = await testApp({ signIn: 'real' })
  trust = await app.world.organisation('Example Trust')
  board = await app.world.organisation('Example Board', 'icb')
  admin = await nameFirst()
})
afterAll(() => app.close())

const linkIn = (html: string): string =>
  /value="http:\/\/wardround\.test([^"]+)"/.exec(html)?.[1] ?? ''

const invite = async (
  by: Visitor,
  name: string,
  email: string,
  roles: string[],
): Promise<string> => {
  const response = await by.post('/administration/invitations/new', { name, email, roles })
  const html = await response.text()
  expect(response.status, html).toBe(200)
  return linkIn(html)
}

const join = async (name: string, email: string, roles: string[]): Promise<Visitor> => {
  const path = await invite(admin, name, email, roles)
  const visitor = newVisitor(app)
  const response = await visitor.post(path, { way: 'new', name, password: GOOD_PASSWORD })
  expect(response.headers.get('location'), await response.text()).toBe('/')
  return visitor
}

const signIn = async (email: string, password = GOOD_PASSWORD) => {
  const visitor = newVisitor(app)
  const response = await visitor.post('/sign-in', { email, password })
  return { visitor, response, location: response.headers.get('location') }
}

describe('joining and signing in', () => {
  test('invited, mailed, accepted, and the link is over', async () => {
    const path = await invite(admin, 'Osei Owner', 'Osei@Example.org', [
      'deployment-owner',
      'staff',
    ])
    expect(app.letters.at(-1)).toMatchObject({ to: 'osei@example.org' })
    expect(app.letters.at(-1)?.text).toContain(`http://wardround.test${path}`)
    const stored = await app.sql<{ token_hash: string }>('select token_hash from invitations')
    expect(path).not.toContain(String(stored.at(-1)?.token_hash))

    const osei = newVisitor(app)
    expect(await osei.open(path)).toContain('deployment owner and member of staff')
    const weak = await osei.post(path, { way: 'new', name: 'Osei O', password: 'short' })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('value="Osei O"')
    await osei.post(path, { way: 'new', name: 'Osei Owner', password: GOOD_PASSWORD })
    expect(await osei.open('/account')).toContain('Osei Owner')
    expect((await newVisitor(app).get(path)).status).toBe(410)
    const [line] = await app.sql(`select * from audit where command = 'people.accept-invitation'`)
    expect(line).toMatchObject({ organisation_id: trust.id, actor_name: 'Osei Owner' })
  })

  test('a letter that cannot be sent is said, and the link still shown', async () => {
    const push = app.letters.push.bind(app.letters)
    app.letters.push = () => {
      throw new Error('the mail server is away')
    }
    const response = await admin.post('/administration/invitations/new', {
      name: 'Late Letter',
      email: 'late@example.org',
      roles: 'staff',
    })
    app.letters.push = push
    const html = await response.text()
    expect(html).toContain('The letter was not sent')
    expect((await newVisitor(app).get(linkIn(html))).status).toBe(200)
  })

  test('a withdrawn invitation and one older than 7 days no longer work', async () => {
    const path = await invite(admin, 'With Drawn', 'withdrawn@example.org', ['staff'])
    const [row] = await app.sql<{ id: string }>(
      `select id from invitations where email = 'withdrawn@example.org'`,
    )
    await admin.post(`/administration/invitations/${row?.id ?? ''}/withdraw`, {})
    expect((await newVisitor(app).get(path)).status).toBe(410)
    const old = await invite(admin, 'Old', 'old@example.org', ['staff'])
    await app.sql(`update invitations set expires_at = $1 where email = 'old@example.org'`, [
      app.clock.now(),
    ])
    const response = await newVisitor(app).get(old)
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('7 days old')
  })

  test('only local pages are gone on to', async () => {
    const visitor = newVisitor(app)
    expect(await visitor.open('/sign-in?next=//evil.example')).not.toContain('evil')
    const typed = { email: 'asha@example.org', password: GOOD_PASSWORD }
    const evil = await visitor.post('/sign-in', { ...typed, next: 'https://evil.example/' })
    expect(evil.headers.get('location')).toBe('/')
    const other = newVisitor(app)
    const asked = await other.get('/administration/people?role=staff')
    expect(asked.headers.get('location')).toContain('/sign-in?next=%2Fadministration')
    const next = await other.post('/sign-in', {
      ...typed,
      next: '/administration/people?role=staff',
    })
    expect(next.headers.get('location')).toBe('/administration/people?role=staff')
  })

  test('second factor, recovery code, sign out everywhere', async () => {
    const email = 'cleo@example.org'
    const cleo = await join('Cleo Safety', email, ['clinical-safety-officer'])
    const started = await cleo.post('/account/second-factor', { password: GOOD_PASSWORD })
    const uri = /name="uri" value="([^"]+)"/
      .exec(await started.text())?.[1]
      ?.replaceAll('&amp;', '&')
    const secret = fromBase32(new URL(uri ?? '').searchParams.get('secret') ?? '')
    const confirm = '/account/second-factor/confirm'
    const wrong = await cleo.post(confirm, { uri: uri ?? '', code: '12' }, '/account')
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('wr-qr')
    const code = totp(secret, Date.now() / 1000)
    const confirmed = await cleo.post(confirm, { uri: uri ?? '', code }, '/account')
    expect(confirmed.headers.get('location')).toBe('/account/recovery-codes')
    const shown = await cleo.open('/account/recovery-codes')
    const codes = [...shown.matchAll(/<code>(\w{5}-\w{5})<\/code>/g)].map((match) => match[1] ?? '')
    expect(codes).toHaveLength(10)
    await cleo.post('/account/recovery-codes', {})
    expect(await cleo.open('/account/recovery-codes')).not.toContain(codes[0])

    const { visitor, location } = await signIn(email)
    expect(location).toBe('/sign-in/code')
    expect((await visitor.get('/account')).headers.get('location')).toContain('/sign-in')
    const bad = await visitor.post('/sign-in/recovery-code', { code: 'aaaaa-aaaaa' })
    expect(bad.status).toBe(422)
    const good = await visitor.post('/sign-in/recovery-code', { code: codes[0] ?? '' })
    expect(good.headers.get('location')).toBe('/')
    expect(await visitor.open('/account')).toContain('You have 9 recovery codes left.')

    await visitor.post('/account/sign-out-everywhere', {}, '/account')
    for (const one of [visitor, cleo]) {
      expect((await one.get('/account')).headers.get('location')).toContain('/sign-in?next=')
    }
  })

  test('too many wrong passwords are refused with the time to try again', async () => {
    await join('Guess Target', 'guess@example.org', ['staff'])
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await signIn('guess@example.org', `wrong ${attempt}`)).response.status).toBe(422)
    }
    const { response } = await signIn('guess@example.org')
    const html = await response.text()
    expect(response.status).toBe(429)
    expect(html).toMatch(/Try again after \d\d:\d\d, in about 15 minutes\./)
    expect(html).not.toContain('seconds')
    expect(html).toContain('value="guess@example.org"')
  })

  test('a new password by mail, and by a link from an administrator', async () => {
    await join('Mia Member', 'mia@example.org', ['staff'])
    await newVisitor(app).post('/forgot-password', { email: 'mia@example.org' })
    await app.signIn.settled()
    const path = /http:\/\/wardround\.test(\/new-password\/\S+)/.exec(
      app.letters.at(-1)?.text ?? '',
    )?.[1]
    const reset = await newVisitor(app).post(path ?? '', { password: 'copper-lantern-meadow-58' })
    expect(reset.headers.get('location')).toBe('/sign-in')
    expect((await signIn('mia@example.org')).response.status).toBe(422)
    expect((await signIn('mia@example.org', 'copper-lantern-meadow-58')).location).toBe('/')

    const mia = await app.signIn.findAccountByEmail('mia@example.org')
    const made = await admin.post(
      `/administration/people/${mia?.accountId ?? ''}/password-link`,
      {},
    )
    const byAdministrator = linkIn(await made.text())
    await newVisitor(app).post(byAdministrator, { password: 'thicket-orbit-saffron-31' })
    expect((await signIn('mia@example.org', 'thicket-orbit-saffron-31')).location).toBe('/')
    expect((await newVisitor(app).get(byAdministrator)).status).toBe(410)
  })

  test('an operator invites the first administrator of another organisation, once', async () => {
    const path = '/administration/first-administrators'
    const from = `${path}?q=board`
    const typed = {
      q: 'board',
      organisationId: board.id,
      name: 'Bea Board',
      email: 'bea@example.org',
    }
    const link = linkIn(await (await admin.post(path, typed, from)).text())
    const bea = newVisitor(app)
    await bea.post(link, { way: 'new', name: 'Bea Board', password: GOOD_PASSWORD })
    expect(await bea.open('/administration/people')).toContain(board.name)
    expect(await bea.open('/administration/people')).not.toContain('Osei')
    expect((await bea.get(path)).status).toBe(403)
    const again = await admin.post(path, { ...typed, email: 'bob@example.org' }, from)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('Ask them to invite their colleagues')

    // Somebody with an account joins a second organisation and switches between the two.
    const second = await invite(bea, 'Osei Owner', 'osei@example.org', ['system-ai-lead'])
    const { visitor } = await signIn('osei@example.org')
    expect(await visitor.open(second)).toContain('You are signed in as')
    await visitor.post(second, { way: 'accept' })
    expect(await visitor.open('/account')).toContain(board.name)
    await visitor.post('/account/organisation', { organisationId: trust.id })
    const account = await visitor.open('/account')
    expect(account).toContain(trust.name)
    expect(account).toContain('/account/organisation')
    const outside = await visitor.post('/account/organisation', { organisationId: 'org_elsewhere' })
    expect(outside.status).toBe(403)

    // Whoever works elsewhere too gets no password link from an administrator who is no operator.
    const osei = await app.signIn.findAccountByEmail('osei@example.org')
    const refused = await bea.post(
      `/administration/people/${osei?.accountId ?? ''}/password-link`,
      {},
    )
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('only an operator can do this')
  })

  test('a leaver is out at once, and may come back by a new invitation', async () => {
    const lee = await join('Lee Leaver', 'lee@example.org', ['staff'])
    const account = await app.signIn.findAccountByEmail('lee@example.org')
    const path = `/administration/people/${account?.accountId ?? ''}/leave`
    expect(await admin.open(path)).toContain('nothing to hand over')
    await admin.post(path, {})
    expect((await lee.get('/account')).headers.get('location')).toContain('/sign-in')
    expect((await signIn('lee@example.org')).response.status).toBe(422)
    await app.drain()
    const again = await invite(admin, 'Lee Leaver', 'lee@example.org', ['staff'])
    await newVisitor(app).post(again, { way: 'reopen' })
    const { visitor } = await signIn('lee@example.org')
    const back = await visitor.post(again, { way: 'accept' })
    expect(back.headers.get('location')).toBe('/')
    expect(await visitor.open('/account')).toContain(trust.name)
  })

  test('the name is changed for colleagues and for sign-in', async () => {
    const nia = await join('Nia Old', 'nia@example.org', ['staff'])
    expect((await nia.post('/account/name', { name: ' ' })).status).toBe(422)
    expect((await nia.post('/account/name', { name: 'Nia 943 476 5919' })).status).toBe(422)
    await nia.post('/account/name', { name: 'Nia New' })
    expect(await nia.open('/account')).toContain('Nia New')
    expect(await admin.open('/administration/people?q=nia')).toContain('Nia New')
  })

  test('an invitation cannot be used in the name of another organisation', async () => {
    const path = await invite(admin, 'X', 'x@example.org', ['staff'])
    const token = path.split('/').at(-1)
    const elsewhere = await app.world.person(board, 'staff')
    const used = app.registry.run(acceptInvitation, elsewhere, {
      token,
      name: 'X',
      email: 'x@example.org',
    })
    await expect(used).rejects.toThrow('another organisation')
  })

  test('says what each role is for; a lost link is replaced by a new one with the same roles', async () => {
    const page = await (await admin.get('/administration/invitations/new')).text()
    expect(page).toContain('Decides at gates and on exceptions, never on evidence they signed.')
    const lost = await invite(admin, 'Lena Lost', 'lena@example.org', ['staff', 'analyst'])
    const list = await (await admin.get('/administration/invitations')).text()
    const again = /href="([^"]+\/again)"/.exec(list)?.[1] ?? ''
    expect(await (await admin.get(again)).text()).toContain('Make a new link for Lena Lost?')
    const made = await admin.post(again, {})
    const html = await made.text()
    expect([made.status, html]).toEqual([200, expect.stringContaining('Lena Lost is invited')])
    expect(app.letters.at(-1)).toMatchObject({ to: 'lena@example.org' })
    expect((await admin.post(again, {})).status).toBe(409)
    expect(await (await newVisitor(app).get(lost)).text()).not.toContain('Create my account')
    const visitor = newVisitor(app)
    const joined = await visitor.post(linkIn(html), {
      way: 'new',
      name: 'Lena Lost',
      password: GOOD_PASSWORD,
    })
    expect(joined.headers.get('location')).toBe('/')
    const roles = await app.sql(
      `select role from memberships m join people p on p.id = m.person_id
        where p.name = 'Lena Lost' order by role`,
    )
    expect(roles).toEqual([{ role: 'analyst' }, { role: 'staff' }])
  })
})
