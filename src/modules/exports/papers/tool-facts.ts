import type { OpenAlert, OpenConcern } from '#modules/concerns/index.js'
import type { Deployment } from '#modules/deployments/index.js'
import type { RequirementEvidence } from '#modules/evidence/index.js'
import type { Decision, Exception } from '#modules/pathway/index.js'

/** A hazard of residual risk 3 or more, or not scored. */
export interface HighRisk {
  reference: string
  name: string
  risk: number | null
  /** What is missing before it may stand; null for nothing. */
  missing: string | null
}

/** What a paper says of one deployment. */
export interface ToolFacts {
  deployment: Deployment
  evidence: readonly RequirementEvidence[]
  decisions: readonly Decision[]
  /** Those that hold today. */
  exceptions: readonly Exception[]
  /** Hazards in the log, whatever their risk; 0 where none was begun. */
  hazardsLogged: number
  highRisks: readonly HighRisk[]
  concerns: readonly OpenConcern[]
  alerts: readonly OpenAlert[]
  isPublished: boolean
}

/** The tools of an organisation as papers are made from. */
export interface ToolsOf {
  organisationName: string
  tools: readonly ToolFacts[]
  /** True where there are more than a paper holds. */
  isCut: boolean
  stageNames: Readonly<Record<string, string>>
  gateNames: Readonly<Record<string, string>>
}

/** A tool by its product and its use: one product may be used twice. */
export const toolName = ({ deployment }: Pick<ToolFacts, 'deployment'>): string =>
  `${deployment.product.name}, ${deployment.useCase.title}`

/** A decision at a gate: which gate, and what was decided. */
export const decisionInWords = (
  { gate, label }: Pick<Decision, 'gate' | 'label'>,
  gateNames: ToolsOf['gateNames'],
): string => `${gateNames[gate] ?? gate}: ${label}`
