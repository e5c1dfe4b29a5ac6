import type { FactDefinition, Framework } from '#modules/framework/index.js'
import type { Tone } from '#ui/index.js'
import {
  contactInText,
  type Deployment,
  type DeploymentStage,
  type DeploymentState,
} from './model.js'

/** How the screen says the state of a record. */
export const STATE_WORDS: Readonly<Record<DeploymentState, { word: string; tone: Tone }>> = {
  running: { word: 'Running', tone: 'green' },
  paused: { word: 'Paused', tone: 'yellow' },
  parked: { word: 'Parked', tone: 'yellow' },
  'stop-called': { word: 'Stop called', tone: 'red' },
  ceased: { word: 'Ceased', tone: 'neutral' },
}

/** The same of a deployment: what is still assessed is open, but nobody uses it yet. */
export const stateWords = ({
  state,
  stage,
}: Pick<Deployment, 'state' | 'stage'>): { word: string; tone: Tone } =>
  state === 'running' && stage === 'assess'
    ? { word: 'Not in use yet', tone: 'neutral' }
    : STATE_WORDS[state]

/** The names of the stages, as the agreed way gives them. */
export const stageNames = (framework: Framework): ReadonlyMap<string, string> =>
  new Map(framework.stages.map((stage) => [stage.id, stage.name]))

/** The name of one stage. */
export const stageName = (framework: Framework, stage: DeploymentStage | 'opportunity'): string =>
  framework.stages.find((one) => one.id === stage)?.name ?? stage

/** The name of a product with its version at an organisation. */
export const versionWords = (deployment: Pick<Deployment, 'version'>): string =>
  deployment.version ? `version ${deployment.version.name}` : 'version not chosen'

/** Whom to ask at the organisation. */
export const contactWords = (deployment: Pick<Deployment, 'ownerName' | 'contactRole'>): string => {
  const role = contactInText(deployment)
  return deployment.ownerName ? `${deployment.ownerName} (${role})` : `Ask for the ${role}`
}

/** The facts that are asked; those that are derived are not. */
export const askedFacts = (framework: Framework): readonly FactDefinition[] =>
  framework.facts.filter(
    ({ id, from }) => from === null && id !== 'stage' && id !== 'organisationType',
  )
