import type { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { deploymentRegistered } from '#kernel/events/deployments.js'
import { londonDate } from '#kernel/time.js'
import {
  closeOpportunityAsDeployment,
  putForwardOpportunity,
  readUseCase,
  requireOpportunity,
  writeUseCase,
} from '#modules/opportunities/index.js'
import { readVersion, requireProduct, type Product } from '#modules/products/index.js'
import { command, type CommandContext, type Outcome } from '#registry/command.js'
import { answeredFacts } from './facts.js'
import { settleOwner } from './find-owners.js'
import {
  MAY_OPEN,
  MAY_REGISTER,
  openDeploymentInput,
  registerDeploymentInput,
  type DeploymentStage,
} from './model.js'
import { refuseSupplier } from './runs-nothing.js'
import { insertSites } from './site-store.js'
import { beginVersionRun } from './version-store.js'
import { insertDeployment, insertStageChange, type NewDeployment } from './write-store.js'

type Input = z.output<typeof registerDeploymentInput> & { opportunityId?: string }

/**
 * Registers a deployment directly, at the stage it is really at, with the linked opportunity; past assess
 * it is marked in use before assessment and no gate reads passed. Throws NotFound and Invalid, and NotAllowed
 * for a supplier.
 */
export const registerDeployment = command({
  name: 'deployments.register-deployment',
  allow: MAY_REGISTER,
  input: registerDeploymentInput,
  run: (context, input) => register(context, input, { gate: 'not-passed-here', decisionId: null }),
})

/**
 * Opens a deployment at assess from an opportunity whose first gate is decided. Only pathway calls it,
 * inside the decision, as whoever decides (framework/gates.yaml); no page or route leads here.
 */
export const openDeployment = command({
  name: 'deployments.open-deployment',
  allow: MAY_OPEN,
  input: openDeploymentInput,
  run: (context, { decisionId, ...input }) =>
    register(context, { ...input, stage: 'assess', since: null }, { gate: 'passed', decisionId }),
})

interface Entry {
  gate: 'passed' | 'not-passed-here'
  decisionId: string | null
}

const register = async (
  context: CommandContext,
  input: Input,
  entry: Entry,
): Promise<Outcome<{ id: string; stage: DeploymentStage }>> => {
  const { tx, actor, now, newId, run } = context
  const organisationId = context.organisationId()
  await refuseSupplier(tx, organisationId)
  const deployment = await settle(context, input)
  await insertDeployment(tx, deployment, { by: actor.id, at: now })
  const by = { at: now, by: actor.id }
  const version = deployment.versionId ? { id: deployment.versionId, name: '' } : null
  await insertStageChange(
    tx,
    { id: deployment.id, organisationId, version },
    {
      id: newId('cha'),
      from: null,
      to: deployment.stage,
      on: deployment.stageSince,
      ...entry,
      ...by,
    },
  )
  await beginVersionRun(tx, {
    id: newId('cha'),
    organisationId,
    deploymentId: deployment.id,
    versionId: deployment.versionId,
    configuration: '',
    ...by,
  })
  await insertSites(tx, deployment, input.siteIds)
  await run(closeOpportunityAsDeployment, {
    opportunityId: deployment.opportunityId,
    deploymentId: deployment.id,
  })
  return {
    result: { id: deployment.id, stage: deployment.stage },
    audit: { subject: { kind: 'deployment', id: deployment.id }, after: deployment },
    events: [
      deploymentRegistered({
        deploymentId: deployment.id,
        organisationId,
        stage: deployment.stage,
        inUseBeforeAssessment: deployment.inUseBeforeAssessment,
      }),
    ],
  }
}

const settle = async (context: CommandContext, input: Input): Promise<NewDeployment> => {
  const { tx, actor, now, newId } = context
  const organisationId = context.organisationId()
  const today = londonDate(now)
  if (input.since && input.since > today)
    throw new Invalid([
      { field: 'since', message: 'This date is in the future. Enter today or earlier.' },
    ])
  const product = await requireProduct(tx, input.productId)
  const versionId = await settleVersion(context, product, input.versionId)
  const ownerId = await settleOwner(tx, actor, organisationId, input.ownerId)
  const useCaseId = await settleUseCase(context, input)
  const opportunityId =
    input.opportunityId || (await makeOpportunity(context, input, product, { ownerId, useCaseId }))
  return {
    id: newId('dep'),
    organisationId,
    opportunityId,
    useCaseId,
    productId: product.id,
    versionId,
    ownerId,
    stage: input.stage,
    stageSince: input.since ?? today,
    inUseBeforeAssessment: input.stage !== 'assess',
    heldBack: input.heldBack,
    facts: answeredFacts(input.facts),
    pilotEnds: input.pilotEnds,
    reviewDue: input.reviewDue,
    switchOffHow: input.switchOffHow,
    switchOffWho: input.switchOffWho,
  }
}

const settleVersion = async (
  { tx }: CommandContext,
  product: Product,
  versionId: string | undefined,
): Promise<string | null> => {
  if (!versionId) return null
  const version = await readVersion(tx, versionId)
  if (version?.productId === product.id) return version.id
  throw new Invalid([{ field: 'versionId', message: `Choose a version of ${product.name}.` }])
}

const settleUseCase = async (context: CommandContext, input: Input): Promise<string> => {
  if (input.useCaseId) return ownUseCase(context, input.useCaseId)
  const given = input.useCase ?? (await useCaseOfOpportunity(context, input.opportunityId))
  if (typeof given === 'string') return given
  if (!given) {
    throw new Invalid([{ field: 'useCase.title', message: 'Enter what it is used for.' }])
  }
  return (await context.run(writeUseCase, given)).id
}

const ownUseCase = async (context: CommandContext, id: string): Promise<string> => {
  const useCase = await readUseCase(context.tx, id)
  if (useCase?.organisationId === context.organisationId()) return useCase.id
  throw new Invalid([{ field: 'useCaseId', message: 'Choose a use case of your organisation.' }])
}

const useCaseOfOpportunity = async (context: CommandContext, id: string | undefined) => {
  if (!id) return undefined
  const opportunity = await requireOpportunity(context.tx, id)
  return opportunity.useCaseId ?? { title: opportunity.title }
}

const makeOpportunity = async (
  { run }: CommandContext,
  input: Input,
  product: Product,
  { ownerId, useCaseId }: { ownerId: string; useCaseId: string },
): Promise<string> => {
  const opportunity = await run(putForwardOpportunity, {
    title: input.useCase?.title ?? product.name,
    problem: `Made when ${product.name} was registered directly. Say what problem it solves.`,
    isClinical: clinicalOf(input.facts.clinical),
    ownerId,
    useCaseId,
    heldBack: input.heldBack,
  })
  return opportunity.id
}

const clinicalOf = (fact: boolean | null | undefined): string => {
  if (fact === true) return 'yes'
  return fact === false ? 'no' : 'not-answered'
}
