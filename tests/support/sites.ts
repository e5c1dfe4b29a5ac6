import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { addDays, londonDate, startOfIsoWeek, type CalendarDate } from '#kernel/time.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { takeSummary } from '#modules/monitoring/index.js'
import { sealSummary } from '#modules/monitoring/summary/seal-summary.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { registerProduct } from '#modules/products/index.js'
import { madeRows } from '../../src/modules/monitoring/testing/monitored.js'
import { fill, type Journey, type Traveller } from './journey.js'
import type { TestOrganisation } from './world.js'

/** An organisation of a journey that runs the product at business as usual. */
export interface Site {
  trust: TestOrganisation
  owner: Traveller
  deploymentId: string
}

/** A system whose trusts all run one version of one product. */
export interface SharedProduct {
  board: TestOrganisation
  sites: Site[]
  product: { id: string; versionId: string }
  contact: Traveller
}

/** Trusts of one system that run version 2.3 of a product; only what the journey is not about. */
export const shareProduct = async (
  journey: Journey,
  ...names: readonly string[]
): Promise<SharedProduct> => {
  const [board, ...trusts] = await journey.system('Example Board', ...names)
  if (!board) throw new Error('no board')
  const supplier = await journey.supplier('Example Health Software')
  const contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  const { id, versionId } = await journey.app.registry.run(registerProduct, contact, {
    name: 'Example Heart Score',
    vigilanceContact: 'vigilance@example.test',
    version: { name: '2.3' },
  })
  if (!versionId) throw new Error('no version')
  const product = { id, versionId }
  const sites: Site[] = []
  for (const trust of trusts) {
    const owner = await journey.person(trust, `Olu ${trust.name}`, 'deployment-owner')
    sites.push({ trust, owner, deploymentId: await registerUse(journey, owner, product) })
  }
  return { board, sites, product, contact }
}

/** Registers one more use of the product at business as usual. */
export const registerUse = async (
  journey: Journey,
  owner: Traveller,
  product: SharedProduct['product'],
  use = 'Chest pain clinic',
): Promise<string> => {
  const { id } = await journey.app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: use },
    stage: 'usual',
    since: '2026-01-05',
    switchOffHow: 'The clinic closes the score in the worklist settings.',
    switchOffWho: 'The clinic lead, or the technical lead on call',
  })
  return id
}

/** A plan as the command takes it: weekly, six measures, follow-up of a week and grace of two. */
export const planOf = (deploymentId: string, owner: Traveller, changes: object = {}): object => ({
  deploymentId,
  replaces: '',
  period: 'week',
  startsOn: '2026-01-05',
  followUpDays: 7,
  graceDays: 14,
  minimumEvents: 8,
  ownerId: owner.id,
  onSignal: 'Review with the supplier within five working days.',
  stopRule: 'Pause when two more points are below the pass mark.',
  thresholds: [{ name: 'working', value: 0.5 }],
  measures: [
    { measure: 'auroc', direction: 'increase', passMark: 0.85 },
    { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
    { measure: 'specificity', threshold: 'working', direction: 'increase', passMark: null },
    { measure: 'ppv', threshold: 'working', direction: 'increase', passMark: null },
    { measure: 'brier', direction: 'decrease', passMark: null },
    { measure: 'cal_slope', direction: 'increase', passMark: null },
  ],
  ...changes,
})

/** The Monday of the week so many weeks from the one that the clock is in. */
export const monday = (journey: Journey, weeks: number): CalendarDate =>
  addDays(startOfIsoWeek(londonDate(journey.app.clock.now())), 7 * weeks)

/** Makes an API key on the page for it, as an administrator who is signed in, and returns it. */
export const makeKeyOnPage = async (
  page: Page,
  name: string,
  scope: 'monitoring:write' | 'telemetry:write',
  seen: (step: string) => Promise<void> = async () => {},
): Promise<string> => {
  await page.goto('/administration/api-keys/new')
  await fill(page, { 'What is it for?': name })
  await page.getByLabel('Role it acts in').selectOption({ label: 'Analyst' })
  await page.locator(`input[value="${scope}"]`).check()
  await page.getByLabel('How long does it work?').selectOption({ index: 2 })
  await seen('form')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByLabel(`API key for ${name}`).inputValue()
  await seen('made')
  return key
}

/** A week of made predictions, `good` of ten scored rightly, summarised where they are and sent. */
export const sendWeek = async (
  { app }: Journey,
  owner: Traveller,
  deploymentId: string,
  from: CalendarDate,
  to: CalendarDate,
  good: number,
): Promise<void> => {
  const summary = summarise(madeRows(300, good), {
    windows: { kind: 'whole', window: { from, to } },
    thresholds: [{ name: 'working', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  })
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  await app.registry.run(takeSummary, owner, {
    deploymentId,
    summary: await sealSummary(summary, digest),
  })
}
