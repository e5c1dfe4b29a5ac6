import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { alertsFor, openConcerns } from '#modules/concerns/index.js'
import { readAllOwn, requireDeployment } from '#modules/deployments/index.js'
import { showEvidence } from '#modules/evidence/index.js'
import { showLog } from '#modules/hazards/index.js'
import { MOST_IN_A_REPORT } from '#modules/monitoring/index.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { readDecisions, readExceptions } from '#modules/pathway/index.js'
import { readRecordStates } from '#modules/public-register/index.js'
import type { QueryContext } from '#registry/query.js'
import type { HighRisk, ToolFacts, ToolsOf } from './tool-facts.js'

const HIGH_RISK = 3

/** The deployments of the asker's organisation that have not ceased, with what papers say of each. */
export const readTools = async (context: QueryContext): Promise<ToolsOf> => {
  const { db, organisationId } = context
  const organisation = await requireOrganisation(db, organisationId())
  const own = await readAllOwn(db, organisation.id, '', MOST_IN_A_REPORT + 1)
  const published = new Map(
    (await readRecordStates(db, organisation.id)).map((one) => [one.deploymentId, one.isPublished]),
  )
  const tools: ToolFacts[] = []
  for (const { id, state } of own.slice(0, MOST_IN_A_REPORT))
    if (state !== 'ceased') tools.push(await readTool(context, id, published.get(id) ?? false))
  const framework = await agreedWayFor(db, organisation.id)
  return {
    organisationName: organisation.name,
    tools,
    isCut: own.length > MOST_IN_A_REPORT,
    gateNames: Object.fromEntries(framework.gates.map(({ id, name }) => [id, name])),
    stageNames: Object.fromEntries(framework.stages.map(({ id, name }) => [id, name])),
  }
}

const readTool = async (
  { db, read, now }: QueryContext,
  deploymentId: string,
  isPublished: boolean,
): Promise<ToolFacts> => {
  const { hazards } = await read(showLog, { log: { deploymentId } })
  const current = hazards.filter(({ hazard }) => hazard.entry !== 'deprecated')
  return {
    deployment: await requireDeployment(db, deploymentId),
    evidence: (await read(showEvidence, { deploymentId })).items,
    decisions: await readDecisions(db, deploymentId),
    exceptions: await readExceptions(db, deploymentId, londonDate(now)),
    hazardsLogged: current.length,
    highRisks: highRisksOf(current),
    concerns: await openConcerns(db, deploymentId),
    alerts: await alertsFor(db, deploymentId),
    isPublished,
  }
}

type ShownHazards = Awaited<ReturnType<typeof showLog.run>>['hazards']

const highRisksOf = (hazards: ShownHazards): HighRisk[] =>
  hazards
    .filter(({ hazard }) => hazard.state !== 'closed')
    .filter(({ hazard }) => hazard.residualRisk === null || hazard.residualRisk >= HIGH_RISK)
    .map(({ hazard, standing }) => ({
      reference: hazard.reference,
      name: hazard.name,
      risk: hazard.residualRisk,
      missing: standing.missing,
    }))
