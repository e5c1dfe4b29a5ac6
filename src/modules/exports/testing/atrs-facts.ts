import type { Deployment } from '#modules/deployments/index.js'
import type { RequirementEvidence } from '#modules/evidence/index.js'
import { loadFramework } from '#modules/framework/index.js'
import type { ModelCard } from '#modules/model-cards/index.js'
import type { Product } from '#modules/products/index.js'
import type { PublicContent } from '#modules/public-register/index.js'
import { parseCard } from '../../model-cards/parse-card.js'
import { bytesOf, cardText } from '../../model-cards/testing/card-text.js'
import { publicContent } from '../../public-register/model.js'
import type { AtrsFacts } from '../atrs/atrs-record.js'

/** Facts of a small made-up deployment, with only what is given known of it. */
export const atrsFacts = (given: {
  publicContent?: Partial<PublicContent>
  answers?: Readonly<Record<string, Record<string, string>>>
  card?: boolean
  own?: boolean
}): AtrsFacts => ({
  deployment: {
    organisationId: 'org_trust',
    stage: 'pilot',
    state: 'running',
    useCase: { id: 'use_1', title: 'Sorting referrals', setting: '', forWhom: '' },
  } as Deployment,
  organisation: { name: 'Example Trust', regionCode: null },
  product: {
    name: 'Example triage',
    summary: '',
    kind: 'not-said',
    supplierId: given.own ? 'org_trust' : 'org_supplier',
    supplierName: 'Example Supplier',
  } as Product,
  version: null,
  components: [],
  card: given.card ? ({ statements: statements() } as ModelCard) : null,
  opportunity: null,
  publicContent: given.publicContent ? publicContent.parse(given.publicContent) : null,
  publicAddress: null,
  evidence: Object.entries(given.answers ?? {}).map(([id, values]) => evidenceOf(id, values)),
  hosting: null,
  hazards: [],
  sponsorDecided: false,
})

const statements = () => parseCard(bytesOf(cardText('0.2'))).statements

const evidenceOf = (id: string, values: Record<string, string>): RequirementEvidence => {
  const requirement = loadFramework('framework').requirements.find((one) => one.id === id)
  return { requirement, draft: { values }, signed: undefined } as unknown as RequirementEvidence
}
