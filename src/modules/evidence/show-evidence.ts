import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor, confirmationsFor } from '#modules/agreed-way/index.js'
import {
  evaluateApplies,
  exceptionRuleFor,
  requireRequirement,
  withDerivedFacts,
  type Requirement,
} from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { readDocuments } from './document-store.js'
import { readLinkChecks } from './links/link-store.js'
import type { Draft, EvidenceDocument, SignedAnswer } from './model.js'
import { evidenceWord, type EvidenceWord } from './rules.js'
import { readDrafts, readSigned } from './store.js'
import { requireOwnDeployment } from './subject.js'

/** What is on file for one requirement, and whether and why it is asked. */
export interface RequirementEvidence {
  requirement: Requirement
  applies: boolean
  because: readonly string[]
  /** Whether anybody could say that it does not apply. */
  mayBeSaidNotToApply: boolean
  word: EvidenceWord
  draft: Draft | undefined
  signed: SignedAnswer | undefined
  /** Those that count. */
  documents: readonly EvidenceDocument[]
}

/** Everything on file for a deployment of one's own, by requirement. Throws NotFound and NotAllowed. */
export const showEvidence = query({
  name: 'evidence.show-evidence',
  allow: ['signed-in', 'system'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor, now }, { deploymentId }) {
    const deployment = await requireOwnDeployment(db, actor, deploymentId)
    const framework = await agreedWayFor(db, deployment.organisationId)
    const drafts = await readDrafts(db, deploymentId)
    const signed = await readSigned(db, deploymentId, 'current')
    const documents = await readDocuments(db, deploymentId)
    const today = londonDate(now)
    const valuesOf = (id: string) =>
      [...signed, ...drafts].find((one) => one.requirementId === id)?.values
    const facts = withDerivedFacts(framework, deployment.facts, valuesOf)
    const items = framework.requirements.map((requirement): RequirementEvidence => {
      const of = <One extends { requirementId: string }>(list: readonly One[]) =>
        list.filter((one) => one.requirementId === requirement.id)
      const counting = of(documents).filter((one) => one.withdrawnAt === null)
      const [draft, current] = [of(drafts)[0], of(signed)[0]]
      return {
        requirement,
        ...evaluateApplies(requirement.applies, facts, framework.facts),
        mayBeSaidNotToApply: exceptionRuleFor(requirement, facts)?.by !== 'nobody',
        word: evidenceWord(requirement, draft, current, counting.length > 0, today),
        draft,
        signed: current,
        documents: counting,
      }
    })
    const confirmations = await confirmationsFor(db, deployment.organisationId, framework)
    return { deployment, framework, confirmations, items }
  },
})

/** One requirement of a deployment, with everything that was ever signed and withdrawn. */
export const showAnswer = query({
  name: 'evidence.show-answer',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60), requirementId: z.string().max(20) }),
  async run({ db, read }, { deploymentId, requirementId }) {
    const { deployment, framework, confirmations, items } = await read(showEvidence, {
      deploymentId,
    })
    const { id } = requireRequirement(framework, requirementId)
    const item = items.find((one) => one.requirement.id === id)
    if (!item) throw new RangeError(`No evidence item for ${requirementId}.`)
    const earlier = await readSigned(db, deploymentId, 'all')
    const documents = await readDocuments(db, deploymentId)
    return {
      ...item,
      linkChecks: await readLinkChecks(db, deploymentId),
      confirmations,
      deployment,
      earlier: earlier.filter(
        (one) => one.requirementId === requirementId && one.supersededAt !== null,
      ),
      withdrawn: documents.filter(
        (one) => one.requirementId === requirementId && one.withdrawnAt !== null,
      ),
    }
  },
})
