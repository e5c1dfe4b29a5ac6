import type { Role } from '#kernel/roles.js'
import { loadFramework, type DeploymentFacts, type Framework } from '#modules/framework/index.js'
import {
  nothingOnFile,
  type AnswerValue,
  type ExceptionFact,
  type GateFacts,
  type PointFact,
  type RequirementStatus,
  type Signature,
} from '../gate-facts.js'

/** The agreed way, whole. */
export const agreed: Framework = loadFramework('framework')

/** The agreed way without its signatures before decisions, which have a table of their own. */
export const framework: Framework = {
  ...agreed,
  gates: agreed.gates.map((gate) => ({ ...gate, signOff: [] })),
}

/** A signature of 3 June 2026 by an invented person. */
export const signedBy = (role: Role, on = '2026-06-03', personId = `per_${role}`): Signature => ({
  personId,
  personName: 'Dr Example',
  role,
  on,
})

/** Facts of a clinical tool with personal data that touches real care. */
export const realCare: DeploymentFacts = {
  clinical: true,
  realCare: true,
  medicalDevice: true,
  personalData: true,
  patientFacing: false,
  generative: false,
  ambientScribe: false,
  imaging: false,
  decidesAboutPerson: false,
  connectsToClinicalSystems: false,
  internetFacing: false,
  beyondDirectCare: false,
  centralBody: false,
  underCharter: false,
  highRiskLeft: false,
}

/** The same, run off-line beside care. */
export const offLine: DeploymentFacts = { ...realCare, realCare: false }

/** A tool that touches no care, no personal data and no decision about a person. */
export const backOffice: DeploymentFacts = {
  ...offLine,
  clinical: false,
  medicalDevice: false,
  personalData: false,
}

/** AUROC 0.88 (0.84 to 0.92) against 0.85. */
export const goodPoint: PointFact = {
  measure: 'AUROC',
  version: '2.3',
  value: 0.88,
  low: 0.84,
  high: 0.92,
  passMark: 0.85,
  better: 'higher',
  n: 303,
  events: 139,
  state: 'final',
}

const requirementById = (id: string) => {
  const found = framework.requirements.find((one) => one.id === id)
  if (!found) throw new Error(`no requirement ${id}`)
  return found
}

const exampleValue: Record<string, AnswerValue> = {
  text: 'words',
  'long-text': 'words',
  'yes-no': true,
  choice: 'week',
  number: 90,
  date: '2026-05-01',
  person: 'per_1',
  'measure-choice': ['auroc'],
}

/** A requirement fully answered on 1 June 2026 and signed on 3 June by a role allowed to. */
export const complete = (
  id: string,
  change: Partial<RequirementStatus> = {},
): RequirementStatus => {
  const requirement = requirementById(id)
  const values = requirement.fields.map((field) => [field.id, exampleValue[field.kind] ?? null])
  return {
    ...nothingOnFile(id),
    answers: { values: Object.fromEntries(values), answeredOn: '2026-06-01' },
    signature: signedBy(requirement.signedBy[0] ?? 'staff'),
    points: id === 'R28' ? [goodPoint] : [],
    ...change,
  }
}

/** An exception at a gate by the executive sponsor until 31 December 2026. */
export const exceptionFor = (
  target: string,
  gate: ExceptionFact['gate'],
  change: Partial<ExceptionFact> = {},
): ExceptionFact => ({
  target,
  gate,
  grantedBy: signedBy('executive-sponsor'),
  reason: 'Waiting for the supplier.',
  until: '2026-12-31',
  ...change,
})

/** Everything on file and in order, on 22 November 2026. */
export const inOrder = (change: Partial<GateFacts> = {}): GateFacts => ({
  framework,
  now: new Date('2026-11-22T10:00:00Z'),
  stage: 'pilot',
  deployment: realCare,
  statuses: framework.requirements.map((one) => complete(one.id)),
  exceptions: [],
  signOffs: [],
  monitoring: { lastPointOn: '2026-11-16', nextPointDueOn: '2026-11-23' },
  versionChosen: true,
  reviewsPassed: 1,
  openConditions: [],
  openSeriousConcerns: [],
  unexplainedSignals: [],
  hazards: { counted: 1, standInTheWay: [] },
  members: null,
  charter: null,
  inUseBeforeAssessment: null,
  ...change,
})

/** Facts in order but for one requirement. */
export const but = (status: RequirementStatus, change: Partial<GateFacts> = {}): GateFacts => {
  const base = inOrder(change)
  const others = base.statuses.filter((one) => one.requirementId !== status.requirementId)
  return { ...base, statuses: [...others, status] }
}
