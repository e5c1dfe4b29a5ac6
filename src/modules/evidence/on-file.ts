import type { CalendarDate } from '#kernel/time.js'
import { askedOf, type Requirement } from '#modules/framework/index.js'
import { isKeptAt } from './kept-rows.js'
import {
  acceptanceFact,
  acceptanceState,
  changedSince,
  type AcceptanceState,
  type AskedNow,
} from './acceptance-rules.js'
import type { Acceptance } from './acceptance-store.js'
import type { AnswerState, Draft, EvidenceDocument, Kept, SignedAnswer } from './model.js'
import { answerState } from './rules.js'
import { subjectIn, type EvidenceFile } from './subject.js'

/** Everything kept that bears on a file. */
export interface Papers {
  drafts: readonly Draft[]
  /** Current ones, newest first. */
  signed: readonly SignedAnswer[]
  /** Those that count. */
  documents: readonly EvidenceDocument[]
  /** Those that have not ended, with what they rest on. */
  acceptances: readonly { acceptance: Acceptance; source: SignedAnswer | undefined }[]
  today: CalendarDate
}

/** Reliance on what another organisation signed, and what it comes to now. */
export interface Held {
  acceptance: Acceptance
  source: SignedAnswer | undefined
  state: AcceptanceState
}

/** What is on file for one thing that is asked. */
export interface OnFile {
  kept: Kept
  draft: Draft | undefined
  /** What was begun about the deployment before it had a place of its own. */
  draftBefore: Draft | undefined
  /** What a form starts from where there is no draft here: what was said earlier of the same. */
  startFrom: Draft | SignedAnswer | undefined
  signed: SignedAnswer | undefined
  documents: readonly EvidenceDocument[]
  /** Set where another organisation's work is relied upon. */
  held: Held | undefined
}

/**
 * What is on file for a requirement or a part of one. What was answered about the deployment, before a
 * version was chosen or as a whole, still counts; what was signed for another version of the product is
 * read as under review, the latest first (product.md, rule 3).
 */
export const onFile = (
  asked: { requirement: Requirement; part: string },
  file: EvidenceFile,
  papers: Papers,
): OnFile => {
  const { requirement, part } = asked
  const { organisationId } = file
  const about = { organisationId, requirementId: requirement.id }
  const kept: Kept = { ...about, ...subjectIn(file, requirement.scope), part }
  const whole: Kept = { ...about, ...file.subject, part: '' }
  const holds = (one: Kept): boolean => isKeptAt(one, kept)
  const isWhole = (one: Kept): boolean => file.deployment !== null && isKeptAt(one, whole)
  const isOfOther = (one: Kept): boolean =>
    kept.scope === 'product_version' &&
    one.scope === 'product_version' &&
    one.requirementId === requirement.id &&
    one.part === part
  const narrowed = <One extends Draft | SignedAnswer>(one: One | undefined): One | undefined =>
    one && { ...one, values: valuesWithin(requirement, one.values) }
  const earlier = papers.signed.find((one) => isOfOther(one) && !holds(one))
  const now: AskedNow = { requirement, framework: file.framework }
  const since = `version ${file.version?.name ?? ''}`.trim()
  const draft = papers.drafts.find(holds)
  const draftBefore = draft ? undefined : narrowed(papers.drafts.find(isWhole))
  const here = papers.signed.find(holds)
  const signed =
    (here && reviewed(here, now)) ??
    narrowed(papers.signed.find(isWhole)) ??
    (earlier && { ...earlier, reviewSince: earlier.reviewSince ?? since })
  const documents = papers.documents.filter(holds)
  return {
    kept,
    draft,
    draftBefore,
    startFrom: draft ?? draftBefore ?? papers.drafts.find(isOfOther) ?? signed,
    signed,
    documents: documents.length > 0 || draft ? documents : papers.documents.filter(isWhole),
    held: heldHere(now, papers, since, holds, isOfOther),
  }
}

const reviewed = (signed: SignedAnswer, now: AskedNow): SignedAnswer =>
  signed.reviewSince === null ? { ...signed, reviewSince: changedSince(signed, now) } : signed

const heldHere = (
  now: AskedNow,
  papers: Papers,
  since: string,
  isHere: (kept: Kept) => boolean,
  isOfOther: (kept: Kept) => boolean,
): Held | undefined => {
  const of = (wanted: (kept: Kept) => boolean) =>
    papers.acceptances.find(({ acceptance }) => wanted(acceptance))
  const here = of(isHere)
  const found = here ?? of(isOfOther)
  if (!found) return undefined
  const { acceptance, source } = found
  if (!here) return { ...found, state: { state: 'under-review', since } }
  return { ...found, state: acceptanceState(acceptance, source, now, papers.today) }
}

const valuesWithin = (requirement: Requirement, values: Draft['values']): Draft['values'] =>
  Object.fromEntries(
    Object.entries(values).filter(([id]) => requirement.fields.some((field) => field.id === id)),
  )

/** What is on file for a requirement as gates are assessed on it, by its parts where it has them. */
export const stateOnFile = (
  requirement: Requirement,
  file: EvidenceFile,
  papers: Papers,
): AnswerState => {
  const states = askedOf(requirement).map((asked) => {
    const found = onFile(asked, file, papers)
    const draft = found.draft ?? found.draftBefore
    return {
      part: asked.part,
      own: asked.requirement.scope === requirement.scope,
      state: withReliance(
        answerState(requirement.id, draft, found.signed, found.documents),
        found.held,
      ),
    }
  })
  const [first] = states
  if (!first) throw new RangeError(`${requirement.id} asks for nothing.`)
  if (requirement.parts.length === 0) return first.state
  const own = (states.find((one) => one.own) ?? first).state
  const editions = states.flatMap(({ state }) => state.edition ?? [])
  const answered = states.flatMap(({ state }) => (state.answers ? [state.answers] : []))
  return {
    ...own,
    answers:
      answered.length === 0
        ? null
        : {
            values: Object.assign({}, ...answered.map((one) => one.values)),
            answeredOn:
              answered
                .map((one) => one.answeredOn)
                .toSorted()
                .at(-1) ?? '',
          },
    edition: editions.length === 0 ? null : editions.join(' '),
    parts: states.map(({ part, state }) => ({ part, state })),
  }
}

// Reliance that stands counts before one's own; one that does not leaves one's own to speak.
const withReliance = (own: AnswerState, held: Held | undefined): AnswerState => {
  if (!held || (held.state.state !== 'stands' && own.signature !== null)) return own
  const { acceptance, source, state } = held
  const until = state.state === 'under-review' ? null : state.until
  return {
    ...own,
    answers: source ? { values: source.values, answeredOn: source.answeredOn } : own.answers,
    underReview: state.state === 'under-review' ? { since: state.since } : null,
    edition: acceptance.id,
    acceptance: acceptanceFact(acceptance, until),
  }
}
