import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { addDays, londonDate } from '#kernel/time.js'
import { changeVersion, registerDeployment } from '#modules/deployments/index.js'
import {
  acceptEvidence,
  findUsableWork,
  saveAnswer,
  showEvidence,
  signAnswer,
} from '#modules/evidence/index.js'
import type { GateId } from '#modules/framework/index.js'
import { fixPlan, takeSummary } from '#modules/monitoring/index.js'
import { sealSummary } from '#modules/monitoring/summary/seal-summary.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { checkGate, decideGate } from '#modules/pathway/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { exampleAnswers } from '../../src/modules/evidence/testing/answer-everything.js'
import { madeRows } from '../../src/modules/monitoring/testing/monitored.js'
import { answerWhatBlocks } from '../../src/modules/pathway/testing/answer-what-blocks.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'

// A supplier and two trusts take one product from nothing to live at both, the second by acceptance.

interface Site {
  people: Partial<Record<Role, Traveller>>
  sponsor: Traveller
  deployment: string
}

const browser = withBrowser()
let journey: Journey
let contact: Traveller
let supplierId = ''
let product: { id: string; versionId: string | null }
let first: Site
let second: Site

const SITE_ROLES = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'information-governance-lead',
  'administrator',
] as const

beforeAll(async () => {
  journey = await startJourney()
  const [, one, two] = await journey.system(
    'Example Board',
    'Example Riverside',
    'Example Hillside',
  )
  const supplier = await journey.supplier('Example Health Software')
  if (!one || !two) throw new Error('no trusts')
  supplierId = supplier.id
  contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  const { app } = journey
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example Chest Reader',
    version: { name: '4.1' },
  })
  const siteAt = async (where: typeof one, town: string): Promise<Site> => {
    const people: Site['people'] = {}
    for (const role of SITE_ROLES)
      people[role] = await journey.person(where, `${role} ${town}`, role)
    const owner = people['deployment-owner']
    if (!owner) throw new Error('no owner')
    const made = await app.registry.run(registerDeployment, owner, {
      productId: product.id,
      versionId: product.versionId ?? undefined,
      useCase: { title: 'Urgent chest X-rays first' },
      facts: { clinical: true, realCare: true, personalData: true, medicalDevice: true },
    })
    const sponsor = await journey.person(where, `Sponsor ${town}`, 'executive-sponsor')
    return { people, sponsor, deployment: made.id }
  }
  first = await siteAt(one, 'Riverside')
  second = await siteAt(two, 'Hillside')
}, 120_000)
afterAll(() => journey.close())

const who = (site: Site, role: Role): Traveller => {
  const found = site.people[role]
  if (!found) throw new Error(`nobody is ${role}`)
  return found
}

const signedIn = async (person: Traveller): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, person)
  return page
}

/** The supplier answers and signs everything that is about a version or about the company. */
const fillFile = async (about: { scope: 'product_version' | 'supplier'; subjectId: string }) => {
  const { registry } = journey.app
  const { items } = await registry.read(showEvidence, contact, about)
  const answered = items.filter(({ requirement }) =>
    requirement.signedBy.includes('supplier-contact'),
  )
  for (const { requirement, part, draft } of answered) {
    const asked = { ...about, requirementId: requirement.id, part }
    const answers = exampleAnswers(requirement)
    const given = { ...asked, answers, revision: draft?.revision ?? 0 }
    const { revision } = await registry.run(saveAnswer, contact, given)
    await registry.run(signAnswer, contact, { ...asked, revision })
  }
  return answered.length
}

/** Accepts whatever of others can be accepted whole, each by somebody whose role may sign it. */
const acceptAll = async (site: Site): Promise<number> => {
  const { registry } = journey.app
  const owner = who(site, 'deployment-owner')
  const about = { deploymentId: site.deployment }
  const { work } = await registry.read(findUsableWork, owner, about)
  let accepted = 0
  for (const { item, sources } of work.whole) {
    const role = item.requirement.signedBy.find((one) => site.people[one] !== undefined)
    if (!role || !sources[0]) continue
    const given = { ...about, answerId: sources[0].id, differsHere: 'nothing' }
    await registry.run(acceptEvidence, who(site, role), given)
    accepted += 1
  }
  return accepted
}

const sendWeek = async (site: Site, from: string): Promise<void> => {
  const rows = madeRows(300).map((row) => ({ ...row, version: '4.1' }))
  const window = { from, to: addDays(from, 7) }
  const summary = summarise(rows, {
    windows: { kind: 'whole', window },
    thresholds: [{ name: 'working', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  })
  const sealed = await sealSummary(summary, (text) =>
    createHash('sha256').update(text).digest('hex'),
  )
  const about = { deploymentId: site.deployment, summary: sealed }
  await journey.app.registry.run(takeSummary, who(site, 'deployment-owner'), about)
}

const plan = (site: Site, from: string) =>
  journey.app.registry.run(fixPlan, who(site, 'deployment-owner'), {
    deploymentId: site.deployment,
    replaces: '',
    period: 'week',
    startsOn: from,
    followUpDays: 1,
    graceDays: 14,
    minimumEvents: 8,
    ownerId: who(site, 'deployment-owner').id,
    onSignal: 'Review with the supplier within five working days.',
    stopRule: 'Pause when two more points are below the pass mark.',
    thresholds: [{ name: 'working', value: 0.5 }],
    measures: [
      { measure: 'auroc', direction: 'increase', passMark: 0.7 },
      { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
      { measure: 'brier', direction: 'decrease', passMark: null },
    ],
  })

const pass = async (site: Site, gate: GateId): Promise<void> => {
  await answerWhatBlocks(journey.app, site.people, site.deployment, gate)
  const given = { deploymentId: site.deployment, gate, decision: 'go', reason: 'All is met.' }
  await journey.app.registry.run(decideGate, site.sponsor, given)
}

const goLive = async (site: Site): Promise<void> => {
  await pass(site, 'pilot')
  const from = addDays(londonDate(journey.app.clock.now()), -21)
  await plan(site, from)
  await sendWeek(site, from)
  await journey.drain()
  await pass(site, 'implement')
  await pass(site, 'usual')
}

const stateOf = async (site: Site, actor: Actor, requirementId: string): Promise<string> => {
  const about = { deploymentId: site.deployment, gate: 'review' }
  const { assessment } = await journey.app.registry.read(checkGate, actor, about)
  const { met, accepted, unmet, advisory } = assessment
  const item = [...met, ...accepted, ...unmet, ...advisory].find(
    (one) => one.requirementId === requirementId,
  )
  return item?.state ?? 'not asked'
}

test('the supplier fills in one file and opens it to NHS organisations', async () => {
  const version = { scope: 'product_version', subjectId: product.versionId ?? '' } as const
  expect(await fillFile(version)).toBeGreaterThan(10)
  expect(await fillFile({ scope: 'supplier', subjectId: supplierId })).toBeGreaterThan(4)
  const page = await signedIn(contact)
  for (const file of [`product-version/${version.subjectId}`, `supplier/${supplierId}`]) {
    await page.goto(`/register/files/${file}`)
    await look(page, `10-file-${file.split('/')[0]}`)
    await page.goto(`/register/files/${file}/who-may-open`)
    await look(page, `10-who-may-open-${file.split('/')[0]}`)
    await choose(page, 'Beside your own organisation', 'Every NHS organisation that is signed in')
    await press(page, 'Save')
    await page.waitForURL(`**/register/files/${file}`)
  }
}, 120_000)

test('the first site accepts it, does its own part and goes live', async () => {
  expect(await acceptAll(first)).toBeGreaterThan(10)
  await goLive(first)
}, 240_000)

test('the second site sees what it can use, relies on it, starts from the rest, and goes live', async () => {
  const page = await signedIn(who(second, 'technical-lead'))
  const work = `/register/deployments/${second.deployment}/work`
  await page.goto(work)
  await look(page, '10-work')
  const main = page.getByRole('main')
  expect(await main.innerText()).toMatch(/\d+ can be accepted whole\. \d+ can be started from/)
  expect(await main.innerText()).toContain('Example Riverside')
  await page.getByRole('link', { name: /^Read and accept.* DTAC form of this version$/ }).click()
  await look(page, '10-read-and-accept')
  expect(await main.innerText()).toContain('Relying on this does not pass on your responsibility.')
  await fill(page, { 'What differs here?': 'Nothing' })
  await press(page, 'Accept and sign')
  await page.waitForURL(`**${work}`)
  await look(page, '10-relied-on')
  await acceptAll(second)

  const owner = await signedIn(who(second, 'deployment-owner'))
  await owner.goto(work)
  await owner.getByRole('link', { name: /^Read and use as a start.* Human oversight/ }).click()
  await look(owner, '10-start')
  await press(owner, 'Copy it as a start')
  await owner.waitForURL(/evidence\/R31$/)
  await look(owner, '10-started')
  await goLive(second)
  const rows = await journey.app.sql<{ stage: string }>('select stage from deployments order by id')
  expect(rows.map((one) => one.stage)).toEqual(['usual', 'usual'])
  const [relied] = await journey.app.sql<{ n: number }>(
    'select count(*)::integer as n from acceptances where organisation_id = $1 and ended_at is null',
    [who(second, 'deployment-owner').organisationId],
  )
  expect(relied?.n).toBeGreaterThan(10)
}, 300_000)

test('a new version re-opens both', async () => {
  const { registry } = journey.app
  const version = { productId: product.id, name: '4.2' }
  const { id } = await registry.run(registerVersion, contact, version)
  for (const site of [first, second]) {
    const owner = who(site, 'deployment-owner')
    expect(await stateOf(site, owner, 'R01')).toBe('accepted')
    await registry.run(changeVersion, owner, { deploymentId: site.deployment, versionId: id })
    await journey.drain()
    expect(await stateOf(site, owner, 'R01')).toBe('under-review')
    const { assessment } = await registry.read(checkGate, owner, {
      deploymentId: site.deployment,
      gate: 'review',
    })
    expect(assessment.canPass).toBe(false)
  }
  const page = await signedIn(who(second, 'deployment-owner'))
  await page.goto(`/register/deployments/${second.deployment}/work`)
  await look(page, '10-re-opened')
  expect(await page.getByRole('main').innerText()).toContain('version 4.2')
}, 120_000)
