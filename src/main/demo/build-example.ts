import { systemActor } from '#kernel/actor.js'
import {
  addDays,
  londonDate,
  startOfIsoWeek,
  startOfLondonDay,
  type CalendarDate,
} from '#kernel/time.js'
import { answerAlert, listAlerts, raiseConcern, triageConcern } from '#modules/concerns/index.js'
import { callStop, changeVersion, registerDeployment } from '#modules/deployments/index.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { decideOpportunity, grantException } from '#modules/pathway/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import type { Wardround } from '../compose.js'
import type { ExampleClock } from './example-clock.js'
import {
  answerExample,
  openExampleDeployment,
  passExample,
  planExample,
  publishExample,
  sendExampleWeek,
  type ExampleDeployment,
  type Story,
} from './example-deployment.js'
import { addExampleOrganisations, type ExampleKey } from './example-organisations.js'
import { addExamplePeople, EXAMPLE_PASSWORD, type ExampleSignIn } from './example-people.js'
import { PUBLISHED } from './simulate-predictions.js'

const TRUSTS = ['teaching', 'north', 'riverside', 'south'] as const
const FIRST_WEEK = -26
const NEW_VERSION_WEEK = -7
const NOON_MS = 12 * 3_600_000

/**
 * Tells the worked example's story through the commands everybody uses: four trusts of one system and
 * a supplier, an idea that becomes business as usual, figures week by week, a version that does worse
 * at one site, concerns, an alert, a stop. Answers the sign-ins to print.
 */
export const buildExample = async (
  wardround: Wardround,
  clock: ExampleClock,
  say: (line: string) => void,
): Promise<{ people: readonly ExampleSignIn[]; password: string }> => {
  const today = londonDate(clock.now())
  const monday = startOfIsoWeek(today)
  const go = (weeks: number, days = 0) =>
    clock.set(new Date(startOfLondonDay(addDays(monday, weeks * 7 + days)).getTime() + NOON_MS))
  go(-45)
  const { run } = wardround.registry.doorsFor(systemActor('demo'))
  const organisations = await run(addExampleOrganisations, {})
  const people = await addExamplePeople(wardround, organisations)
  const story: Story = { people, clock, doorsFor: wardround.registry.doorsFor }
  const drain = () => wardround.registry.jobs.drain((delivery) => wardround.deliver(delivery))

  const product = await registerAlert(story)
  say('  four trusts introduce the same tool …')
  const deployments = await introduce(story, product, go)
  say('  figures come in week by week …')
  const next = await watch(story, { product, deployments, monday, go })
  await drain()
  say('  concerns, an alert and a stop …')
  await respond(story, { deployments, go, drain, today })
  await others(story, next)
  clock.catchUp()
  await drain()
  return { people: people.signIns, password: EXAMPLE_PASSWORD }
}

interface ExampleProduct {
  productId: string
  versionId: string
}

type Go = (weeks: number, days?: number) => void

const registerAlert = async (story: Story): Promise<ExampleProduct> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const made = await story.doorsFor(supplier).run(registerProduct, {
    name: 'Example deterioration alert',
    summary: 'Estimates which adults on a ward may become seriously ill in the next day.',
    kind: 'prediction',
    vigilanceContact: 'vigilance@supplier.example.nhs.test',
    version: {
      name: '2.2',
      intendedUse:
        'To help ward nurses choose whom to see first. Not for children or intensive care.',
      medicalDevice: 'yes',
      deviceClass: 'IIa',
    },
  })
  return { productId: made.id, versionId: made.versionId ?? '' }
}

const introduce = async (
  story: Story,
  product: ExampleProduct,
  go: Go,
): Promise<ExampleDeployment[]> => {
  const deployments: ExampleDeployment[] = []
  for (const [place, at] of TRUSTS.entries()) {
    go(FIRST_WEEK - 8, place)
    const deployment = await openExampleDeployment(story, at, product)
    go(FIRST_WEEK - 3, place)
    await planExample(story, deployment, planStart(story))
    await answerExample(story, deployment, 'pilot')
    await passExample(story, deployment, 'pilot')
    deployments.push(deployment)
  }
  return deployments
}

const planStart = (story: Story): CalendarDate => startOfIsoWeek(londonDate(story.clock.now()))

interface Watching {
  product: ExampleProduct
  deployments: readonly ExampleDeployment[]
  monday: CalendarDate
  go: Go
}

/** Week by week: figures, the gates they carry, and the new version that does worse at one site. */
const watch = async (
  story: Story,
  { product, deployments, monday, go }: Watching,
): Promise<string> => {
  let newVersion = ''
  for (let week = FIRST_WEEK; week < 0; week += 1) {
    go(week + 1)
    if (week === NEW_VERSION_WEEK) newVersion = await installNewVersion(story, product, deployments)
    for (const [place, deployment] of deployments.entries()) {
      await sendExampleWeek(story, deployment, {
        monday: addDays(monday, week * 7),
        nextMonday: addDays(monday, week * 7 + 7),
        version: week >= NEW_VERSION_WEEK ? '2.3' : '2.2',
        auroc:
          week >= NEW_VERSION_WEEK && place === 0
            ? PUBLISHED.aurocElsewhere
            : PUBLISHED.aurocAtHome,
        rows: 1_100 - place * 120,
        seed: 1_000 * place + (week - FIRST_WEEK),
      })
      await passGatesOf(story, deployment, week)
    }
  }
  return newVersion
}

const passGatesOf = async (
  story: Story,
  deployment: ExampleDeployment,
  week: number,
): Promise<void> => {
  if (week === FIRST_WEEK + 5) {
    await answerExample(story, deployment, 'implement')
    await passExample(story, deployment, 'implement')
  }
  if (week === FIRST_WEEK + 8 && deployment.at !== 'south') {
    await answerExample(story, deployment, 'usual')
    await passExample(story, deployment, 'usual')
    await publishExample(story, deployment)
  }
}

const installNewVersion = async (
  story: Story,
  { productId }: ExampleProduct,
  deployments: readonly ExampleDeployment[],
): Promise<string> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const version = await story.doorsFor(supplier).run(registerVersion, {
    productId,
    name: '2.3',
    intendedUse:
      'To help ward nurses choose whom to see first. Not for children or intensive care.',
    medicalDevice: 'yes',
    deviceClass: 'IIa',
    changes: 'The model was trained again on newer records.',
  })
  for (const { at, id } of deployments) {
    const technical = story.people.who(
      at,
      at === 'teaching' ? 'technical-lead' : 'deployment-owner',
    )
    await story.doorsFor(technical).run(changeVersion, { deploymentId: id, versionId: version.id })
  }
  return version.id
}

interface Responding {
  deployments: readonly ExampleDeployment[]
  go: Go
  drain: () => Promise<void>
  today: CalendarDate
}

/** A member of staff raises a concern, triage issues the alert, and the others answer it, or not yet. */
const respond = async (
  story: Story,
  { deployments, go, drain, today }: Responding,
): Promise<void> => {
  const [teaching, north, , south] = deployments
  if (!teaching || !north || !south) throw new Error('The worked example lost a deployment.')
  go(0, -3)
  const raised = await story.doorsFor(story.people.who('teaching', 'staff')).run(raiseConcern, {
    deploymentId: teaching.id,
    whatHappened:
      'Since the new version two people became seriously ill on our ward and there was no alert before.',
    harm: 'not-sure',
    stillHappening: 'yes',
  })
  go(0, -2)
  await story.doorsFor(story.people.who('teaching', 'clinical-safety-officer')).run(triageConcern, {
    concernId: raised.id,
    revision: 1,
    severity: 'serious',
    kind: 'missed-finding',
    reason:
      'Figures fell after version 2.3 and the ward saw it too. The others that run it must know today.',
  })
  await drain()
  const safety = story.doorsFor(story.people.who('north', 'clinical-safety-officer'))
  const alerts = await safety.read(listAlerts, {})
  const alert = alerts.rows[0]
  if (alert) {
    await safety.run(answerAlert, { alertId: alert.id, answer: 'acknowledged' })
    await safety.run(answerAlert, {
      alertId: alert.id,
      answer: 'action-required',
      reason: 'We audit last month by hand and look at our own figures with the supplier.',
    })
  }
  go(0, -1)
  await story.doorsFor(story.people.who('south', 'clinical-safety-officer')).run(callStop, {
    deploymentId: south.id,
    reason: 'The alert about version 2.3: we cannot watch it closely enough during the pilot.',
  })
  await story.doorsFor(story.people.who('north', 'executive-sponsor')).run(grantException, {
    deploymentId: north.id,
    gate: 'review',
    target: 'R33',
    reason: 'Training for version 2.3 is under way; every ward has a trained lead.',
    until: addDays(today, 30),
  })
}

/** What else a system has: the same idea twice, and a tool that was in use before anybody assessed it. */
const others = async (story: Story, _version: string): Promise<void> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const letters = await story.doorsFor(supplier).run(registerProduct, {
    name: 'Example letter assistant',
    summary: 'Drafts clinic letters from notes for a clinician to check.',
    kind: 'language-model',
    version: { name: '4.1', intendedUse: 'Drafts for a clinician to edit.', medicalDevice: 'no' },
  })
  for (const at of ['teaching', 'riverside'] as const) await startAssessing(story, at, letters)
  await story.doorsFor(story.people.who('north', 'deployment-owner')).run(registerDeployment, {
    productId: letters.id,
    versionId: letters.versionId ?? undefined,
    stage: 'usual',
    useCase: { title: 'Clinic letters', setting: 'Outpatients', forWhom: 'Clinicians' },
    facts: { clinical: true, personalData: true, generative: true },
  })
  await story.doorsFor(story.people.who('teaching', 'staff')).run(putForwardOpportunity, {
    title: 'Fewer missed appointments',
    problem:
      'One in nine outpatient appointments is missed, and the slot cannot be given away in time.',
    worth: 'About 900 slots a month.',
    isClinical: 'no',
  })
}

const startAssessing = async (
  story: Story,
  at: ExampleKey,
  letters: { id: string; versionId: string | null },
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  const opportunity = await story.doorsFor(owner).run(putForwardOpportunity, {
    title: 'Clinic letters on the same day',
    problem:
      'Letters leave eleven days after clinic; secretaries and clinicians type the same twice.',
    worth: 'Eleven days from clinic to letter.',
    isClinical: 'yes',
  })
  await story.doorsFor(story.people.who(at, 'executive-sponsor')).run(decideOpportunity, {
    opportunityId: opportunity.id,
    decision: 'go',
    reason: 'Worth assessing once, together with partners.',
    productId: letters.id,
    ...(letters.versionId ? { versionId: letters.versionId } : {}),
    useCase: { title: 'Clinic letters', setting: 'Outpatients', forWhom: 'Clinicians' },
  })
}
