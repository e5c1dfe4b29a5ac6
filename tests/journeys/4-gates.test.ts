import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.js'
import { addDays, londonDate } from '#kernel/time.js'
import { runCli } from '#entrances/cli/cli.js'
import { readConfig } from '#main/config.js'
import { verbsOf } from '#main/verbs.js'
import { enterCollaboration, setUpCollaboration } from '#modules/collaborations/index.js'
import { fixPlan, takeSummary } from '#modules/monitoring/index.js'
import { sealSummary } from '#modules/monitoring/summary/seal-summary.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { makeApiKey } from '#modules/people/index.js'
import { registerProduct } from '#modules/products/index.js'
import { answerAndSign } from '../../src/modules/evidence/testing/answer-everything.js'
import { answerWhatBlocks, signOff } from '../../src/modules/pathway/testing/answer-what-blocks.js'
import { madeRows } from '../../src/modules/monitoring/testing/monitored.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  fillDate,
  follow,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'

const browser = withBrowser()
let journey: Journey
let owner: Traveller
let safety: Traveller
let sponsor: Traveller
let governance: Traveller
let administrator: Traveller
let partner: Traveller
let partnerSponsor: Traveller
let deployment = ''

beforeAll(async () => {
  journey = await startJourney()
  const [, home, other] = await journey.system(
    'Example Board',
    'Example Riverside',
    'Example Hillside',
  )
  const supplier = await journey.supplier('Example Health Software')
  if (!home || !other) throw new Error('no trusts')
  owner = await journey.person(home, 'Olu Owner', 'deployment-owner')
  safety = await journey.person(home, 'Samira Safety', 'clinical-safety-officer')
  sponsor = await journey.person(home, 'Grace Sponsor', 'executive-sponsor')
  governance = await journey.person(
    home,
    'Imran Information',
    'information-governance-lead',
    'technical-lead',
  )
  administrator = await journey.person(home, 'Ada Administrator', 'administrator')
  partner = await journey.person(other, 'Pat Partner', 'deployment-owner')
  partnerSponsor = await journey.person(other, 'Henry Hillside', 'executive-sponsor')
  const contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  await journey.app.registry.run(registerProduct, contact, {
    name: 'Example Chest Reader',
    version: { name: '2.3' },
  })
})
afterAll(() => journey.close())

const signedIn = async (person: Traveller, options = {}): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl, ...options })
  await journey.signIn(page, person)
  return page
}

const at = (path = ''): string => `/register/deployments/${deployment}${path}`

const people = () => ({
  'deployment-owner': owner,
  'clinical-safety-officer': safety,
  'information-governance-lead': governance,
  'technical-lead': governance,
  administrator,
})

const answer = (...requirements: string[]) =>
  answerAndSign(journey.app, people(), deployment, requirements)

const words = (page: Page): Promise<string> => page.getByRole('main').innerText()

/** What the command line says of a gate. */
const gateCheck = async (gate: string) => {
  const out: string[] = []
  const { app } = journey
  const code = await runCli(
    {
      verbs: verbsOf(readConfig({})),
      version: '0',
      openRegistry: async () => {
        const { organisationId, organisationName } = owner
        const organisation = { id: organisationId ?? '', name: organisationName ?? '' }
        const actor = systemActor('command-line', organisation)
        return { doors: app.registry.doorsFor(actor), actor, close: async () => {} }
      },
      clock: app.clock,
      newId: app.newId,
      out: (text) => out.push(text),
      error: (text) => out.push(text),
    },
    ['gate', 'check', deployment, gate, '--json'],
  )
  return { code, json: JSON.parse(out.join('\n')) as Refusal }
}

interface Refusal {
  error: { unmet: readonly { requirement: string; name: string }[] }
}

const pass = async (page: Page, gate: string, picture: string, label = 'Go'): Promise<void> => {
  await page.goto(at(`/gates/${gate}`))
  await look(page, picture)
  await follow(page, label)
  await fill(page, { Reason: 'Everything that this gate asks is met, and the wards want it.' })
  await press(page, `Record: ${label}`)
  await page.waitForURL(/\/gates$/)
}

/** Tries to pass a gate by its form, although the page offers no link; answers what the page says. */
const refused = async (page: Page, gate: string, decision: string, label: string) => {
  await page.goto(at(`/gates/${gate}/decide/${decision}`))
  await fill(page, { Reason: 'We would like to go on.' })
  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  await press(page, `Record: ${label}`)
  expect([gate, (await answered).status()]).toEqual([gate, 409])
  return words(page)
}

/** Signs a step before the decision on its page. */
const signStep = async (person: Traveller, gate: string, link: RegExp, picture?: string) => {
  const page = await signedIn(person)
  await page.goto(at(`/gates/${gate}`))
  await follow(page, link)
  if (picture) await look(page, picture)
  await press(page, 'Sign')
  await page.waitForURL(/\/gates\/[a-z]+#sign-off$/)
  return page
}

test('an opportunity becomes a deployment at assess', async () => {
  const page = await signedIn(owner)
  await follow(page, 'Put forward a problem that is worth solving')
  await fill(page, {
    'A short title for the problem': 'Urgent chest X-rays wait with the others',
    'What is the problem?': 'About 40 a week wait more than a day to be read.',
    'What is it worth today? (optional)': 'A day of waiting for each of 40 people a week.',
  })
  await choose(page, 'Could solving it with AI affect the care of a patient?', 'Yes')
  await press(page, 'Put it forward')
  await page.waitForURL(/\/register\/opportunities\/opp_/)
  await look(page, '4-opportunity')
  const opportunity = new URL(page.url()).pathname

  const decider = await signedIn(sponsor)
  await look(decider, '4-sponsor-home')
  await decider.getByRole('link', { name: /^Decide/ }).click()
  expect(new URL(decider.url()).pathname).toBe(`${opportunity}/gate`)
  await look(decider, '4-first-gate')
  await fill(decider, { 'Product, other name or supplier': 'chest' })
  await press(decider, 'Search')
  await follow(decider, 'Example Chest Reader')
  await fill(decider, { Reason: 'The wait is known and measured.' })
  await look(decider, '4-first-gate-product')
  const refusal = await signedIn(safety)
  await refusal.goto(new URL(decider.url()).pathname)
  expect(await refusal.getByRole('button', { name: 'Go: start assessing' }).count()).toBe(0)
  expect(await words(refusal)).toContain('Decided by the')
  await press(decider, 'Go: start assessing')
  await decider.waitForURL(/\/register\/deployments\/dep_/)
  deployment = new URL(decider.url()).pathname.split('/')[3] ?? ''
  await look(decider, '4-assess')
  expect(await words(decider)).toContain('Choose the version')
}, 240_000)

test('under a charter the first gate is refused while one of its tests is not answered', async () => {
  const { registry } = journey.app
  const { id: collaborationId } = await registry.run(setUpCollaboration, administrator, {
    name: 'Example letters together',
    purpose: 'Find where letters wait, and sort them.',
    termFrom: londonDate(new Date()),
    reviewDue: addDays(londonDate(new Date()), 180),
    underCharter: true,
  })
  const { id: opportunityId } = await registry.run(putForwardOpportunity, owner, {
    title: 'Letters wait to be sorted',
    problem: 'They wait.',
    isClinical: 'no',
  })
  await registry.run(enterCollaboration, owner, { id: collaborationId, opportunityId })
  const page = await signedIn(sponsor)
  await page.goto(`/register/opportunities/${opportunityId}/gate?search=chest`)
  await follow(page, 'Example Chest Reader')
  await fill(page, { Reason: 'We would like to go on.' })
  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  await press(page, 'Go: start assessing')
  expect((await answered).status()).toBe(409)
  expect(await words(page)).toContain('not answered')
  expect(await page.getByLabel('Reason').inputValue()).toBe('We would like to go on.')
  const opened = 'select 1 from deployments where opportunity_id = $1'
  expect(await journey.app.sql(opened, [opportunityId])).toEqual([])
}, 120_000)

test('the owner says what applies, chooses the version and answers; the clinical safety officer signs', async () => {
  const page = await signedIn(owner)
  await page.goto(at())
  await follow(page, 'Choose the version')
  await look(page, '4-version')
  await page
    .getByLabel(/version/i)
    .first()
    .selectOption({ label: '2.3' })
  await page.getByRole('main').getByRole('button').first().click()
  await page.goto(at('/edit'))
  await look(page, '4-edit')
  const answer = (question: RegExp, given: string) =>
    page.getByRole('group', { name: question }).getByLabel(given, { exact: true }).check()
  await follow(page, 'Go on with patients and care')
  await answer(/could what it produces/i, 'Yes')
  await answer(/people giving care see/i, 'Yes')
  await answer(/medical device/, 'No')
  await look(page, '4-edit-section')
  await press(page, 'Save and continue')
  await press(page, 'Save and continue')
  await answer(/identifiable people/, 'Yes')
  await press(page, 'Save and return to the sections')
  await follow(page, 'Who answers for it, and how it is stopped')
  await page
    .getByLabel('How is it switched off here?')
    .fill('The reading room closes the worklist.')
  await press(page, 'Save and continue')
  await page.goto(at('/evidence'))
  await look(page, '4-evidence')
  await page.goto(at('/evidence/R31'))
  await look(page, '4-answer')
  await fill(page, {
    'Who checks what it produces?': 'The radiologist on duty',
    'How does someone override it?': 'Changes the order on the worklist.',
    'Who may switch it off, and how?': 'The reading room lead, at the worklist.',
  })
  await choose(page, 'When is it checked?', 'Every output before it is used')
  await press(page, 'Save and return')

  const signer = await signedIn(safety)
  await look(signer, '4-safety-home')
  await signer.goto(at('/evidence/R31/sign'))
  await look(signer, '4-sign')
  await press(signer, 'Sign')
  await signer.waitForURL(/\/evidence$/)
  await signer.locator('summary', { hasText: 'signed or accepted, in date' }).click()
  expect(await words(signer)).toContain('Samira Safety')
}, 240_000)

test('the gate shows what is met, unmet and advisory before anyone decides; what is unmet stops it everywhere alike', async () => {
  await answerWhatBlocks(journey.app, people(), deployment, 'pilot', ['R04', 'R06', 'R33'])
  const page = await signedIn(sponsor)
  await page.goto(at('/gates/pilot'))
  await look(page, '4-gate-blocked')
  for (const heading of ['What blocks this gate', 'Met', 'Decide']) {
    expect(await page.getByRole('heading', { name: heading, exact: true }).count()).toBe(1)
  }
  expect(await page.getByRole('link', { name: 'Go', exact: true }).count()).toBe(0)

  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  await page.goto(at('/gates/pilot/decide/go'))
  await fill(page, { Reason: 'We would like to begin.' })
  await press(page, 'Record: Go')
  expect((await answered).status()).toBe(409)
  await look(page, '4-gate-refused')
  expect(await page.getByLabel('Reason').inputValue()).toBe('We would like to begin.')
  const shown = await words(page)

  const { key } = await journey.app.registry.run(makeApiKey, administrator, {
    name: 'Reports',
    role: 'deployment-owner',
    scopes: ['gates:read', 'gates:write'],
    lastDay: addDays(londonDate(journey.app.clock.now()), 30),
  })
  const api = await fetch(
    `${journey.baseUrl}/api/v1/deployments/${deployment}/gates/pilot/decisions`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'go', reason: 'We would like to begin.' }),
    },
  )
  expect(api.status).toBe(409)
  const problem = (await api.json()) as { code: string } & Refusal['error']
  expect(problem.code).toBe('unmet')
  const { code, json } = await gateCheck('pilot')
  expect(code).toBe(7)
  expect(json.error.unmet).toEqual(problem.unmet)
  const evidence = problem.unmet.filter((one) => one.requirement.startsWith('R'))
  expect(evidence.map((one) => one.requirement)).toEqual(['R04', 'R06', 'R33'])
  for (const one of problem.unmet) expect(shown).toContain(one.name)
}, 240_000)

test('an exception with name, reason and end date lets it through and shows on every page until it expires', async () => {
  await answer('R04', 'R06')
  const page = await signedIn(sponsor)
  await page.goto(at('/gates/pilot'))
  await page.getByRole('link', { name: /^Make an exception/ }).click()
  await press(page, 'Make the exception')
  await look(page, '4-exception-refused')
  const lastDay = addDays(londonDate(journey.app.clock.now()), 21)
  await fill(page, { Reason: 'The last ward is trained next week.' })
  await fillDate(page, 'Last day it holds', lastDay)
  await press(page, 'Make the exception')
  await page.waitForURL(/\/gates\/pilot$/)
  expect(await refused(page, 'pilot', 'go', 'Go')).toContain('things block this gate')
  await signStep(owner, 'pilot', /^Read and sign.*deployment owner/, '4-sign-before')
  await signStep(safety, 'pilot', /^Read and sign.*Clinical safety/)
  await signStep(governance, 'pilot', /^Read and sign.*Information/)
  await look(await signStep(governance, 'pilot', /^Read and sign.*Technical/), '4-signed-before')
  await pass(page, 'pilot', '4-gate-by-exception')
  await look(page, '4-gates')

  const partners = await signedIn(partner)
  const tabs = page.getByRole('navigation', { name: 'This deployment' }).getByRole('link')
  const hrefs = await tabs.evaluateAll((links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  )
  expect(hrefs.length).toBeGreaterThan(5)
  for (const href of [...hrefs, at('/evidence/R31'), at('/gates/implement'), at('/stop')]) {
    const response = await page.goto(href)
    expect([href, response?.status()]).toEqual([href, 200])
    const said = await page.locator('body').innerText()
    for (const part of ['Exception', 'Grace Sponsor', 'The last ward is trained next week.']) {
      expect([href, said.includes(part)]).toEqual([href, true])
    }
  }
  await partners.goto(at())
  await look(partners, '4-seen-by-a-partner')

  const before = journey.app.clock.now()
  await journey.moveClock(new Date(before.getTime() + 23 * 86_400_000))
  for (const href of [at(), at('/gates'), at('/evidence')]) {
    await page.goto(href)
    expect(await page.locator('.wr-banner').allInnerTexts()).toEqual([])
  }
  await page.goto(at('/gates'))
  expect(await words(page)).toContain('Ended')
  await look(page, '4-exception-ended')
  await journey.moveClock(before)
}, 300_000)

/** A week of made-up predictions, summarised where they are; journey 5 is about how figures come in. */
const sendWeek = async (from: string): Promise<void> => {
  const summary = summarise(
    madeRows(300).map((row) => ({ ...row, version: '2.3' })),
    {
      windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
      thresholds: [{ name: 'working', value: 0.5 }],
      generator: { name: 'test', version: '1' },
    },
  )
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const sealed = await sealSummary(summary, digest)
  const about = { deploymentId: deployment, summary: sealed }
  await journey.app.registry.run(takeSummary, owner, about)
}

test('it moves on from pilot to implement and business as usual', async () => {
  const { app } = journey
  await answer('R33')
  const from = addDays(londonDate(app.clock.now()), -21)
  await app.registry.run(fixPlan, owner, {
    deploymentId: deployment,
    replaces: '',
    period: 'week',
    startsOn: from,
    followUpDays: 1,
    graceDays: 14,
    minimumEvents: 8,
    ownerId: owner.id,
    onSignal: 'Review with the supplier within five working days.',
    stopRule: 'Pause when two more points are below the pass mark.',
    thresholds: [{ name: 'working', value: 0.5 }],
    measures: [
      { measure: 'auroc', direction: 'increase', passMark: 0.7 },
      { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
      { measure: 'brier', direction: 'decrease', passMark: null },
    ],
  })
  const page = await signedIn(sponsor)
  await page.goto(at('/gates/implement'))
  await look(page, '4-implement-blocked')
  expect(await words(page)).toContain('Local validation')
  await refused(page, 'implement', 'go', 'Go')
  await sendWeek(from)
  await journey.drain()
  await answerWhatBlocks(journey.app, people(), deployment, 'implement')
  await pass(page, 'implement', '4-implement-met')
  await refused(page, 'usual', 'go', 'Go')
  await answerWhatBlocks(journey.app, people(), deployment, 'usual')
  await pass(page, 'usual', '4-usual-met')
  await page.goto(at())
  await look(page, '4-usual')
  const track = page.getByRole('list', { name: 'Stages' })
  expect(await track.innerText()).toContain('Business as usual')
  expect(await words(page)).toContain('since')
  const [row] = await app.sql<{ stage: string }>('select stage from deployments where id = $1', [
    deployment,
  ])
  expect(row?.stage).toBe('usual')
}, 300_000)

test('a review waits for who owns it and for safety', async () => {
  const page = await signedIn(sponsor)
  expect(await refused(page, 'review', 'continue', 'Continue')).toContain('things block this gate')
  await signOff(journey.app, people(), deployment, 'review')
  await pass(page, 'review', '4-review-met', 'Continue')
}, 240_000)

test('a group covers another organisation, which confirms and signs before the gate to scale', async () => {
  const page = await signedIn(owner)
  await page.goto(at())
  await follow(page, 'Answer for others too')
  await look(page, '4-members-none')
  await follow(page, 'Add organisations')
  await fill(page, { 'Name or ODS code, such as of a practice': 'Example Hillside' })
  await press(page, 'Search')
  await look(page, '4-members-add')
  await page.getByLabel('Example Hillside').check()
  await press(page, 'Add them')
  await follow(page, 'State to them what we did')
  await fill(page, {
    'What we did, and what is left to each organisation':
      'We assessed the supplier and the hazards. You tell your patients and train your readers.',
  })
  await press(page, 'State it')
  await page.waitForURL(/\/members$/)
  await answerWhatBlocks(journey.app, people(), deployment, 'scale')
  const decider = await signedIn(sponsor)
  const said = await refused(decider, 'scale', 'scale-to-sites', 'Scale to named sites')
  expect(said).toContain('An organisation that it covers has confirmed')

  const other = await signedIn(partnerSponsor)
  await look(other, '4-member-home')
  await other.goto(at('/members'))
  await look(other, '4-member')
  await press(other, 'Sign as controller')
  await look(other, '4-member-refused')
  await choose(other, 'Does anything differ at your organisation?', 'Yes')
  await other.getByLabel(/^What differs/).fill('Only the night list is read with it.')
  await press(other, 'Sign as controller')
  const second = await signedIn(partner)
  await second.goto(at('/members'))
  await follow(second, 'Read and sign second')
  await look(second, '4-member-second')
  await press(second, 'Sign second')
  await second.waitForURL(/\/members$/)
  await page.reload()
  await look(page, '4-members')
  expect(await words(page)).toContain('1 of 1 confirmed')

  await signOff(journey.app, people(), deployment, 'scale')
  await pass(decider, 'scale', '4-scale-met', 'Scale to named sites')
}, 300_000)

test('nothing blocks a cease', async () => {
  const page = await signedIn(owner)
  await page.goto(at('/gates/cease'))
  await look(page, '4-cease')
  expect(await words(page)).toContain('Nothing blocks a cease.')
  await page.goto(at('/gates/cease/decide/cease-now'))
  await fill(page, { Reason: 'The supplier stops it at the end of the month.' })
  await page.getByLabel('The supplier withdrew or failed').check()
  await press(page, 'Record: Cease now')
  await page.waitForURL(/\/gates$/)
  const [row] = await journey.app.sql<{ stage: string }>(
    'select stage from deployments where id = $1',
    [deployment],
  )
  expect(row?.stage).toBe('cease')
}, 240_000)
