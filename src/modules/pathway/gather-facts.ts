import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { charterAtGate, type CharterAtGate } from '#modules/collaborations/index.js'
import { openConcerns } from '#modules/concerns/index.js'
import { readStageChanges, requireDeployment, type Deployment } from '#modules/deployments/index.js'
import { answerStatesFor } from '#modules/evidence/index.js'
import { withDerivedFacts, type Framework } from '#modules/framework/index.js'
import { memberFacts } from '#modules/group-use/index.js'
import { hazardFacts } from '#modules/hazards/index.js'
import { gatePoints, monitoringFacts, type GatePoint } from '#modules/monitoring/index.js'
import type { ReadDb } from '#registry/handles.js'
import { assessGate } from './assess-gate.js'
import { readConditions } from './condition-store.js'
import { readDecisions } from './decision-store.js'
import { readAllExceptions } from './exception-store.js'
import { nothingOnFile, type ExceptionFact, type GateFacts, type PointFact } from './gate-facts.js'
import { charterAsAnswer } from './judge-charter.js'
import type { Exception } from './model.js'
import { readOpenSignatures } from './sign-off-store.js'

/** A deployment of the actor's own organisation. Throws NotFound, and NotAllowed for a partner's. */
export const requireOwnDeployment = async (
  db: ReadDb,
  actor: Actor,
  deploymentId: string,
): Promise<Deployment> => {
  const deployment = await requireDeployment(db, deploymentId)
  if (deployment.organisationId === actor.organisationId) return deployment
  throw new NotAllowed('What a gate asks is seen by the organisation it belongs to only.')
}

/** Everything the gates of a deployment of one's own are assessed on, from one snapshot. */
export const gatherFacts = async (
  db: ReadDb,
  deployment: Deployment,
  now: Date,
): Promise<GateFacts> => {
  const { id } = deployment
  const points = (await gatePoints(db, id, now)).filter(
    (point) => point.versionId === (deployment.version?.id ?? null),
  )
  const exceptions = (await readAllExceptions(db, id)).filter((one) => one.revokedAt === null)
  const monitoring = await monitoringFacts(db, id)
  const conditions = await readConditions(db, id)
  const decisions = await readDecisions(db, id)
  const concerns = await openConcerns(db, id)
  const framework = await agreedWayFor(db, deployment.organisationId)
  const states = await answerStatesFor(db, deployment, framework, now)
  const charter = await charterAtGate(db, { deploymentId: id }, now)
  const valuesOf = (requirementId: string) =>
    states.find((one) => one.requirementId === requirementId)?.answers?.values
  const facts: GateFacts = {
    framework,
    now,
    stage: deployment.stage,
    deployment: {
      ...withDerivedFacts(framework, deployment.facts, valuesOf),
      ...(charter ? { underCharter: true } : {}),
    },
    statuses: states.map((state) => ({
      ...(charter && state.requirementId === 'R38' ? charterAsAnswer(state, charter) : state),
      points: state.requirementId === 'R28' ? points.map(toPointFact) : [],
    })),
    exceptions: exceptions.map(toExceptionFact),
    signOffs: await readOpenSignatures(db, id),
    monitoring: monitoring && {
      lastPointOn: monitoring.lastPointOn,
      nextPointDueOn: monitoring.nextPointDueOn,
    },
    versionChosen: deployment.version !== null,
    reviewsPassed: decisions.filter((one) => one.gate === 'review' && one.passed).length,
    openConditions: conditions
      .filter((one) => one.closedAt === null)
      .map(({ condition, ownerName, due }) => ({ condition, ownerName, dueOn: due })),
    openSeriousConcerns: concerns
      .filter((one) => one.severity === 'serious')
      .map((one) => one.reference),
    unexplainedSignals: monitoring?.unexplainedSignals ?? [],
    hazards: await hazardFacts(db, deployment),
    members: await memberFacts(db, id, states, now),
    charter,
    inUseBeforeAssessment: null,
  }
  return deployment.inUseBeforeAssessment ? withCatchUp(db, deployment, facts) : facts
}

const withCatchUp = async (
  db: ReadDb,
  deployment: Deployment,
  facts: GateFacts,
): Promise<GateFacts> => {
  const [first] = await readStageChanges(db, deployment.id)
  const registeredAt = first?.to ?? deployment.stage
  const outstanding = outstandingAt(registeredAt, facts).map((item) => item.name)
  return { ...facts, inUseBeforeAssessment: { registeredAt, catchUpOutstanding: outstanding } }
}

/** What blocks the gate to a stage, and with it every gate before, by the evidence alone. */
export const outstandingAt = (stage: string, facts: GateFacts) => {
  const gate = facts.framework.gates.find((one) => one.to === stage && one.id !== 'cease')
  if (!gate) return []
  const { unmet } = assessGate(gate.id, { ...facts, inUseBeforeAssessment: null })
  return unmet.filter((item) => item.kind === 'requirement')
}

const toPointFact = (point: GatePoint): PointFact => ({
  measure: point.site === '' ? point.measureName : `${point.measureName} at ${point.site}`,
  version: point.versionName,
  value: point.value,
  low: point.low,
  high: point.high,
  passMark: point.passMark,
  better: point.better,
  n: point.n,
  events: point.events,
  state: point.state === 'immature' ? 'provisional' : point.state,
})

const toExceptionFact = (one: Exception): ExceptionFact => ({
  target: one.target,
  gate: one.gate,
  grantedBy: {
    personId: one.grantedBy,
    personName: one.grantedByName,
    role: one.role,
    on: one.grantedOn,
  },
  reason: one.reason,
  until: one.until,
})

/** What a gate of an opportunity is assessed on: nothing is on file before there is a deployment. */
export const factsOfOpportunity = (
  opportunity: { isClinical: 'not-answered' | 'no' | 'yes' },
  { framework, charter }: { framework: Framework; charter: CharterAtGate | null },
  now: Date,
): GateFacts => ({
  framework,
  now,
  stage: 'opportunity',
  deployment: {
    ...(opportunity.isClinical === 'not-answered'
      ? {}
      : { clinical: opportunity.isClinical === 'yes' }),
    ...(charter ? { underCharter: true } : {}),
  },
  statuses: charter ? [{ ...charterAsAnswer(nothingOnFile('R38'), charter), points: [] }] : [],
  exceptions: [],
  signOffs: [],
  monitoring: null,
  versionChosen: false,
  reviewsPassed: 0,
  openConditions: [],
  openSeriousConcerns: [],
  unexplainedSignals: [],
  hazards: { counted: 0, standInTheWay: [] },
  members: null,
  charter,
  inUseBeforeAssessment: null,
})

/** The facts as they are stored beside a decision; the agreed way is named by its version. */
export const storedFacts = ({ framework, ...facts }: GateFacts): object => ({
  ...facts,
  frameworkVersion: framework.version,
})
