import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/actor.js'
import type { Doors } from '#kernel/operation.js'
import type { Role } from '#kernel/roles.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import { editDeployment, showDeployment } from '#modules/deployments/index.js'
import { saveAnswer, signAnswer } from '#modules/evidence/index.js'
import { fixPlan, takeSummary } from '#modules/monitoring/index.js'
import { sealSummary } from '#modules/monitoring/summary/seal-summary.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { decideGate, decideOpportunity } from '#modules/pathway/index.js'
import { publishRecord, writeRecord } from '#modules/public-register/index.js'
import { exampleAnswers } from './example-answers.js'
import type { ExampleClock } from './example-clock.js'
import type { ExampleKey } from './example-organisations.js'
import type { ExamplePeople } from './example-people.js'
import { PUBLISHED, simulatePredictions } from './simulate-predictions.js'

/** What telling the example's story takes. */
export interface Story {
  people: ExamplePeople
  clock: ExampleClock
  doorsFor(actor: Actor): Doors
}

/** A deployment of the story. */
export interface ExampleDeployment {
  at: ExampleKey
  id: string
}

const SIGNERS: Readonly<Record<string, Role>> = {
  R04: 'clinical-safety-officer',
  R06: 'clinical-safety-officer',
  R18: 'information-governance-lead',
  R28: 'clinical-safety-officer',
}

const PASS_MARK = 0.72

/** An opportunity that is put forward and, with the sponsor's go, becomes a deployment at assess. */
export const openExampleDeployment = async (
  story: Story,
  at: ExampleKey,
  chosen: { productId: string; versionId: string },
): Promise<ExampleDeployment> => {
  const owner = story.people.who(at, 'deployment-owner')
  const opportunity = await story.doorsFor(owner).run(putForwardOpportunity, {
    title: 'See patients on wards sooner when they become worse',
    problem: 'People on wards become seriously ill between rounds, and it is noticed late.',
    worth: 'About 40 unplanned transfers to intensive care a month.',
    isClinical: 'yes',
  })
  const decided = await story
    .doorsFor(story.people.who(at, 'executive-sponsor'))
    .run(decideOpportunity, {
      opportunityId: opportunity.id,
      decision: 'go',
      reason: 'The problem is ours, it costs lives and beds, and partners are trying the same.',
      ...chosen,
      ownerId: owner.id,
      useCase: {
        title: 'Deterioration on adult wards',
        setting: 'Acute wards',
        forWhom: 'Adult inpatients',
      },
    })
  const id = decided.deploymentId ?? ''
  const { deployment } = await story.doorsFor(owner).read(showDeployment, { id })
  await story.doorsFor(owner).run(editDeployment, {
    id,
    revision: deployment.revision,
    facts: {
      clinical: true,
      realCare: true,
      medicalDevice: true,
      personalData: true,
      patientFacing: false,
      generative: false,
      ambientScribe: false,
      imaging: false,
      decidesAboutPerson: false,
      hosting: 'supplier-cloud',
      underCharter: false,
    },
    pilotEnds: '',
    reviewDue: '',
    heldBack: false,
    switchOffHow: 'The operations desk stops the interface; alerts end within five minutes.',
    switchOffWho: 'Digital operations desk, by call of the site manager',
  })
  return { at, id }
}

/** Answers and signs requirements, each by somebody whose role may. */
export const answerExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  requirements: readonly string[],
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  const answers = exampleAnswers(londonDate(story.clock.now()), owner)
  for (const requirementId of requirements) {
    const about = { deploymentId: id, requirementId }
    const { revision } = await story
      .doorsFor(owner)
      .run(saveAnswer, { ...about, revision: 0, answers: answers[requirementId] })
    const signer = story.people.who(at, SIGNERS[requirementId] ?? 'deployment-owner')
    await story.doorsFor(signer).run(signAnswer, { ...about, revision })
  }
}

/** Fixes the weekly plan: what is watched, the pass mark, and what happens on a signal. */
export const planExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  startsOn: CalendarDate,
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  await story.doorsFor(owner).run(fixPlan, {
    deploymentId: id,
    period: 'week',
    startsOn,
    followUpDays: 1,
    graceDays: 14,
    minimumEvents: 10,
    limitsAfter: 12,
    ownerId: owner.id,
    onSignal: 'Look at it with the supplier within five working days.',
    stopRule: 'Pause if two more weeks fall below the pass mark.',
    thresholds: [{ name: 'alert', value: 0.15 }],
    measures: [
      { measure: 'auroc', direction: 'increase', passMark: PASS_MARK },
      { measure: 'sensitivity', threshold: 'alert', direction: 'increase', passMark: 0.45 },
      { measure: 'ppv', threshold: 'alert', direction: 'increase' },
    ],
  })
}

/** A gate that is passed by the sponsor. */
export const passExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  gate: 'pilot' | 'implement' | 'usual',
): Promise<void> => {
  await story.doorsFor(story.people.who(at, 'executive-sponsor')).run(decideGate, {
    deploymentId: id,
    gate,
    decision: 'go',
    reason: 'Everything this gate asks for is met; the figures reach the pass mark.',
  })
}

/** One week of simulated predictions, summarised where they are and sent as figures. */
export const sendExampleWeek = async (
  story: Story,
  { at, id }: ExampleDeployment,
  week: {
    monday: CalendarDate
    nextMonday: CalendarDate
    version: string
    auroc: number
    rows: number
    seed: number
  },
): Promise<void> => {
  const rows = simulatePredictions({ ...week, prevalence: PUBLISHED.prevalence })
  const summary = summarise(
    rows.map((row) => ({
      score: row.score,
      outcome: row.outcome,
      version: week.version,
      groups: { sex: row.sex, age_band: row.ageBand },
    })),
    {
      windows: { kind: 'whole', window: { from: week.monday, to: week.nextMonday } },
      thresholds: [{ name: 'alert', value: 0.15 }],
      generator: { name: 'wardround demo', version: '1' },
    },
  )
  const sealed = await sealSummary(summary, (text) =>
    createHash('sha256').update(text).digest('hex'),
  )
  await story
    .doorsFor(story.people.who(at, 'deployment-owner'))
    .run(takeSummary, { deploymentId: id, summary: sealed })
}

/** Writes and publishes what the public reads. */
export const publishExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
): Promise<void> => {
  const owner = story.doorsFor(story.people.who(at, 'deployment-owner'))
  const record = await owner.run(writeRecord, {
    deploymentId: id,
    revision: 0,
    name: 'Ward deterioration alert',
    madeBy: 'Example Health Software',
    what: 'A computer program reads the measurements that nurses take and estimates who may become seriously ill.',
    why: 'So that nurses can see the people who need it sooner.',
    where: 'Adult wards',
    whoChecks: 'The nurse in charge looks at every alert before anything is done.',
    decides: 'person',
    decidesHow: 'The nurse decides what to do, and may ignore the alert.',
    canRefuse: 'yes',
    afterRefusal: 'Your measurements are watched by staff as before. Your care does not suffer.',
    howToAsk:
      'Ask any nurse, or write to the patient advice service. You can object or raise a concern at any time.',
    contact: 'Patient advice and liaison service',
  })
  await owner.run(publishRecord, { deploymentId: id, revision: record.revision })
}
