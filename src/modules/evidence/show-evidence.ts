import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { confirmationsFor } from '#modules/agreed-way/index.js'
import {
  askedOf,
  evaluateApplies,
  exceptionRuleFor,
  requireRequirement,
  withDerivedFacts,
  type Asked,
  type DeploymentFacts,
  type Requirement,
} from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { readWhoRelies } from './acceptance-store.js'
import { counts, readDocuments } from './document-store.js'
import {
  aboutInput,
  fileInput,
  type Draft,
  type EvidenceDocument,
  type SignedAnswer,
  type SubjectScope,
} from './model.js'
import { isKeptAt } from './kept-rows.js'
import { readLinkChecks } from './links/link-store.js'
import { onFile, stateOnFile, type OnFile, type Papers } from './on-file.js'
import { openingAtSigning } from './opening-at-signing.js'
import { readPapers } from './read-papers.js'
import { evidenceWord, heldWord, type EvidenceWord } from './rules.js'
import { readSigned } from './signed-store.js'
import { requireAskedRequirement, requireFile, scopeOf, type EvidenceFile } from './subject.js'

/** What is on file for one requirement or part of one, and whether and why it is asked. */
export interface RequirementEvidence extends OnFile {
  /** A part stands here as a requirement of its own fields, scope and signatories. */
  requirement: Requirement
  part: string
  applies: boolean
  because: readonly string[]
  /** Whether anybody could say that it does not apply. */
  mayBeSaidNotToApply: boolean
  word: EvidenceWord
}

/**
 * Everything on file, by requirement and part: for a deployment of one's own all that is asked of it,
 * for a version or an organisation what is about that. Throws NotFound and NotAllowed.
 */
export const showEvidence = query({
  name: 'evidence.show-evidence',
  allow: ['signed-in', 'system'],
  input: z.object(fileInput),
  async run({ db, actor, now }, given) {
    const file = await requireFile(db, actor, given)
    const { framework } = file
    const today = londonDate(now)
    const papers = await readPapers(db, file, today)
    const facts = factsOf(file, papers)
    const items = framework.requirements
      .flatMap(askedOf)
      .filter(({ requirement }) => isAskedIn(file, scopeOf(requirement)))
      .map((asked) => itemOf(asked, file, papers, facts, today))
    const confirmations = await confirmationsFor(db, file.organisationId, framework)
    // Who relies on it is told to whoever keeps the file of a version or a company.
    const reliedOnBy = file.deployment ? NOBODY : await readWhoRelies(db, file.subject)
    return { file, framework, confirmations, items, reliedOnBy }
  },
})

/** One requirement or part, with everything that was ever signed and withdrawn. */
export const showAnswer = query({
  name: 'evidence.show-answer',
  allow: ['signed-in'],
  input: z.object(aboutInput),
  async run({ db, actor, now }, given) {
    const file = await requireFile(db, actor, given)
    const requirement = requireAskedRequirement(file.framework, given)
    const papers = await readPapers(db, file, londonDate(now))
    const asked = { requirement, part: given.part }
    const item = itemOf(asked, file, papers, factsOf(file, papers), londonDate(now))
    const isHere = (one: Draft | SignedAnswer | EvidenceDocument) => isKeptAt(one, item.kept)
    const earlier = await readSigned(db, file, 'all')
    const documents = await readDocuments(db, file)
    return {
      ...item,
      file,
      linkChecks: await readLinkChecks(
        db,
        documents.map(({ id }) => id),
      ),
      confirmations: await confirmationsFor(db, file.organisationId, file.framework),
      earlier: earlier.filter((one) => isHere(one) && one.supersededAt !== null),
      others: documents.filter((one) => !isHere(one) && counts(one)),
      closed: documents.filter((one) => isHere(one) && one.withdrawnAt === null && one.closed),
      withdrawn: documents.filter((one) => isHere(one) && one.withdrawnAt !== null),
      /** Who may open it once it is signed. */
      opensOnceSigned: await openingAtSigning(db, file, item.kept),
    }
  },
})

const NOBODY: ReadonlyMap<string, readonly string[]> = new Map()

const isAskedIn = (file: EvidenceFile, scope: SubjectScope): boolean =>
  file.deployment !== null || file.subject.scope === scope

const factsOf = (file: EvidenceFile, papers: Papers): DeploymentFacts =>
  withDerivedFacts(file.framework, file.facts, (id) => {
    const requirement = requireRequirement(file.framework, id)
    return stateOnFile(requirement, file, papers).answers?.values
  })

const ABOUT_NO_DEPLOYMENT = {
  applies: true,
  because: ['Whether it is asked depends on each deployment.'],
}

const itemOf = (
  { requirement, part }: Asked,
  file: EvidenceFile,
  papers: Papers,
  facts: DeploymentFacts,
  today: string,
): RequirementEvidence => {
  const found = onFile({ requirement, part }, file, papers)
  const { draft, draftBefore, signed, documents } = found
  const asked = file.deployment
    ? evaluateApplies(requirement.applies, facts, file.framework.facts)
    : ABOUT_NO_DEPLOYMENT
  return {
    ...found,
    requirement,
    part,
    ...asked,
    mayBeSaidNotToApply: exceptionRuleFor(requirement, facts)?.by !== 'nobody',
    word:
      heldWord(found, today) ??
      evidenceWord(requirement, draft ?? draftBefore, signed, documents.length > 0, today),
  }
}
