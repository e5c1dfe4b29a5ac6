import { z } from 'zod'
import { requireOrganisation } from '#modules/organisations/index.js'
import { showProduct, readVersion } from '#modules/products/index.js'
import { readCurrentCard } from '#modules/model-cards/index.js'
import { readOpportunity } from '#modules/opportunities/index.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { showEvidence } from '#modules/evidence/index.js'
import { showLog, type Hazard } from '#modules/hazards/index.js'
import { readDecisions } from '#modules/pathway/index.js'
import { showRecord } from '#modules/public-register/index.js'
import type { Framework } from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { MAY_TAKE_OUT } from '../model.js'
import type { AtrsFacts } from './atrs-record.js'
import { fillRecord } from './fill-record.js'

/**
 * Makes the query for the transparency record of a deployment of one's own, filled from everything that
 * is known of it. Throws NotFound and NotAllowed.
 */
export const showAtrsOn = (baseUrl: string) =>
  query({
    name: 'exports.show-atrs',
    allow: MAY_TAKE_OUT,
    input: z.object({ deploymentId: z.string().max(60) }),
    async run({ db, read }, { deploymentId }) {
      const deployment = await requireDeployment(db, deploymentId)
      const { framework, items } = await read(showEvidence, { deploymentId })
      const organisation = await requireOrganisation(db, deployment.organisationId)
      const { product, components } = await read(showProduct, { id: deployment.product.id })
      const versionId = deployment.version?.id
      const { record, revisions } = await read(showRecord, { deploymentId })
      const published = revisions.find((one) => one.number === record?.publishedNumber)
      const { hazards } = await read(showLog, { log: { deploymentId } })
      const decisions = await readDecisions(db, deploymentId)
      const facts: AtrsFacts = {
        deployment,
        organisation: { name: organisation.name, regionCode: organisation.regionCode },
        product,
        version: (versionId ? await readVersion(db, versionId) : null) ?? null,
        components: components.filter((one) => one.versionId === versionId),
        card: (versionId ? await readCurrentCard(db, versionId) : null) ?? null,
        opportunity: (await readOpportunity(db, deployment.opportunityId)) ?? null,
        publicContent: published?.content ?? record?.draft ?? null,
        publicAddress: published
          ? `${baseUrl}/public/${organisation.odsCode ?? organisation.id}`
          : null,
        evidence: items,
        hosting: hostingWords(framework, deployment.facts['hosting']),
        hazards: hazards
          .filter(({ hazard }) => hazard.entry === 'logged' && hazard.state !== 'closed')
          .map(({ hazard }) => ({ name: hazard.name, controls: controlsOf(hazard) })),
        sponsorDecided: decisions.some((one) => one.grounds?.role === 'executive-sponsor'),
      }
      return { deployment, organisation, record: fillRecord(facts) }
    },
  })

const hostingWords = (framework: Framework, hosting: unknown): string | null => {
  const fact = framework.facts.find((one) => one.id === 'hosting')
  if (fact?.kind !== 'choice') return null
  return fact.choices.find((one) => one.id === hosting)?.label ?? null
}

const controlsOf = (hazard: Hazard): string =>
  [hazard.existingControls, ...hazard.controls.map(({ words }) => words)]
    .map((one) => one.trim().replace(/\.$/, ''))
    .filter(Boolean)
    .join('; ')
