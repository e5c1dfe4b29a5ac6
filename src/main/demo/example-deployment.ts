import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { createHash } from 'node:crypto'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import { editDeployment, showDeployment } from '#modules/deployments/index.js'
import { showEvidence } from '#modules/evidence/index.js'
import type { GateId } from '#modules/framework/index.js'
import { fixPlan, takeSummary } from '#modules/monitoring/index.js'
import { sealSummary } from '#modules/monitoring/summary/seal-summary.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import {
  checkGate,
  decideGate,
  decideOpportunity,
  showGate,
  signGate,
} from '#modules/pathway/index.js'
import { publishRecord, writeRecord } from '#modules/public-register/index.js'
import { exampleAnswers } from './example-answers.js'
import { answerItem } from './answer-item.js'
import type { ExampleKey } from './example-organisations.js'
import { PUBLISHED, simulatePredictions } from './simulate-predictions.js'
import type { ExampleDeployment, Story } from './story.js'

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
      connectsToClinicalSystems: true,
      internetFacing: false,
      beyondDirectCare: false,
      centralBody: false,
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

/** Answers and signs what blocks a gate, each by somebody whose role may. */
export const answerExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  gate: GateId,
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  const answers = exampleAnswers(londonDate(story.clock.now()), owner)
  const { items } = await story.doorsFor(owner).read(showEvidence, { deploymentId: id })
  const asked = await story.doorsFor(owner).read(checkGate, { deploymentId: id, gate })
  for (const { requirementId } of asked.assessment.unmet) {
    const given = answers[requirementId]
    if (!given) continue
    for (const item of items.filter((one) => one.requirement.id === requirementId))
      await answerItem(story, at, item, { about: { deploymentId: id }, gate, given })
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

/** Who signs in the place of whoever holds a role. */
export type StandIns = Readonly<Partial<Record<Role, Actor>>>

const signExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  gate: GateId,
  standIns: StandIns,
): Promise<void> => {
  const about = { deploymentId: id, gate }
  const owner = story.doorsFor(story.people.who(at, 'deployment-owner'))
  const { gate: asked, assessment } = await owner.read(showGate, about)
  for (const { id: step, roles, rule } of asked.signOff) {
    if (assessment.notApplicable.some((one) => one.requirementId === step)) continue
    for (const role of rule === 'all' ? roles : roles.slice(0, 1))
      await story
        .doorsFor(standIns[role] ?? story.people.who(at, role))
        .run(signGate, { ...about, step })
  }
}

/** A gate that is signed for and then passed by the sponsor. */
export const passExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  gate: 'pilot' | 'implement' | 'usual',
  standIns: StandIns = {},
): Promise<void> => {
  await signExample(story, { at, id }, gate, standIns)
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
