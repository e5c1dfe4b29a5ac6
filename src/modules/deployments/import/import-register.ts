import { z } from 'zod'
import type { Framework } from '#modules/framework/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { query } from '#registry/query.js'
import { changeVersion } from '../change-version.js'
import { askedFacts, editDeployment } from '../edit-deployment.js'
import { DEPLOYMENT_STAGES, MAY_REGISTER, type DeploymentStage } from '../model.js'
import { registerDeployment } from '../register-deployment.js'
import { refuseSupplier } from '../runs-nothing.js'
import { requireDeployment } from '../store.js'
import { readKnownRegister } from './known-register.js'
import { proposeRegisterChanges, type ProposedChange } from './propose-register-changes.js'

const text = z.string().max(500)

const importInput = z.object({
  rows: z
    .array(
      z.object({
        row: z.number().int(),
        organisation: text,
        product: text,
        version: text,
        use: text,
        stage: text,
        owner: text,
      }),
    )
    .max(5000),
})

/** The query that says what a file would do, and the command that does it, over the stages of the agreed way. */
export const registerImport = (framework: Framework) => {
  const stages = stagesByName(framework)
  const proposeImport = query({
    name: 'deployments.propose-import',
    allow: MAY_REGISTER,
    input: importInput,
    async run({ db, organisationId }, { rows }) {
      await refuseSupplier(db, organisationId())
      return proposeRegisterChanges(
        rows,
        await readKnownRegister(db, organisationId(), rows, stages),
      )
    },
  })
  const importRegister = command({
    name: 'deployments.import-register',
    allow: MAY_REGISTER,
    input: importInput,
    isolation: 'serializable',
    async run(context, { rows }) {
      await refuseSupplier(context.tx, context.organisationId())
      const known = await readKnownRegister(context.tx, context.organisationId(), rows, stages)
      const proposal = proposeRegisterChanges(rows, known)
      for (const { productId, versionId, use, stage, ownerId } of proposal.added) {
        await context.run(registerDeployment, {
          productId,
          stage,
          useCase: { title: use },
          ...(versionId ? { versionId } : {}),
          ...(ownerId ? { ownerId } : {}),
        })
      }
      for (const change of proposal.changed) await applyChange(context, change)
      const counts = {
        read: proposal.read,
        added: proposal.added.length,
        changed: proposal.changed.length,
        unchanged: proposal.unchanged,
        needsAPerson: proposal.needsAPerson.length,
        skipped: proposal.skipped.length,
      }
      return {
        result: proposal,
        audit:
          counts.added + counts.changed === 0
            ? 'nothing-changed'
            : {
                subject: { kind: 'organisation', id: context.organisationId() },
                after: { registerImport: counts },
              },
        events: [],
      }
    },
  })
  return { proposeImport, importRegister }
}

const applyChange = async ({ tx, run }: CommandContext, change: ProposedChange): Promise<void> => {
  const { deploymentId, versionId, ownerId } = change
  if (versionId) await run(changeVersion, { deploymentId, versionId })
  if (!ownerId) return
  const { facts, ...now } = await requireDeployment(tx, deploymentId)
  await run(editDeployment, { ...now, facts: askedFacts(facts), ownerId })
}

const stagesByName = (framework: Framework): ReadonlyMap<string, DeploymentStage> => {
  const names = new Map<string, DeploymentStage>()
  for (const stage of DEPLOYMENT_STAGES) {
    if (stage === 'cease') continue
    names.set(stage, stage)
    const name = framework.stages.find((one) => one.id === stage)?.name
    if (name) names.set(name.toLowerCase(), stage)
  }
  return names
}
