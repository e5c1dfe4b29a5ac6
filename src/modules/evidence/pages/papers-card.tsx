import type { ReactElement } from 'react'
import { kindsInWords } from '#kernel/identifiable-data.js'
import { roleInText } from '#kernel/roles.js'
import {
  ActLink,
  asDate,
  asList,
  asSentence,
  Card,
  Details,
  InsetText,
  SummaryList,
} from '#ui/index.js'
import { answerAddress } from '../addresses.js'
import { OUTCOME_WORDS } from '../links/link-outcomes.js'
import type { LinkCheck } from '../links/link-store.js'
import type { EvidenceDocument, SignedAnswer } from '../model.js'
import { opensToInText } from '../opens-to.js'
import type { RequirementEvidence } from '../show-evidence.js'
import type { EvidenceFile } from '../subject.js'
import { scanInWords } from './scan-in-words.js'
import { answerInWords } from '../words.js'

/** What a page about one requirement is given. */
export interface ShownAnswer extends RequirementEvidence {
  file: EvidenceFile
  earlier: readonly SignedAnswer[]
  /** Documents kept for other requirements of the same file. */
  others: readonly EvidenceDocument[]
  /** Found to identify somebody; they count no longer. */
  closed: readonly EvidenceDocument[]
  withdrawn: readonly EvidenceDocument[]
  /** What was found at links, by document. */
  linkChecks: ReadonlyMap<string, LinkCheck>
}

/** The documents and links that count, and those that were withdrawn; of what has ceased they can be withdrawn still. */
export const DocumentList = (props: {
  shown: ShownAnswer
  here: string
  mayAdd: boolean
  mayWithdraw: boolean
}): ReactElement => {
  const { shown, here, mayAdd, mayWithdraw } = props
  return (
    <Card heading="Documents">
      {shown.closed.map((one) => (
        <ClosedDocument key={one.id} document={one} {...{ here, mayAdd, mayWithdraw }} />
      ))}
      {shown.documents.length === 0 ? <p>No document yet.</p> : null}
      <ul>
        {shown.documents.map((document) => (
          <li key={document.id}>
            <a href={document.address ?? `${here}/documents/${document.id}`}>{document.title}</a>
            <span className="wr-note">
              {scanInWords(document)} Added by {document.addedByName} on {asDate(document.addedOn)}.
              {alsoFor(document, shown)}{' '}
              {document.kind === 'link' ? linkWords(shown.linkChecks.get(document.id)) : ''}{' '}
              {mayWithdraw ? (
                <a href={`${here}/documents/${document.id}/withdraw`}>
                  Withdraw<span className="nhsuk-u-visually-hidden"> {document.title}</span>
                </a>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {mayAdd ? (
        <p className="wr-screen-only">
          <a href={`${here}/documents/new`}>Add a document or link</a>
        </p>
      ) : null}
      {shown.withdrawn.length > 0 ? (
        <Details summary={`${shown.withdrawn.length} withdrawn`}>
          <ul>
            {shown.withdrawn.map((one) => (
              <li key={one.id}>
                {one.title}, by {one.withdrawnByName}: {one.withdrawnReason}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )
}

/** A document that was closed, with what was found and what to do. */
const ClosedDocument = (props: {
  document: EvidenceDocument
  here: string
  mayAdd: boolean
  mayWithdraw: boolean
}): ReactElement => {
  const { document, here, mayAdd, mayWithdraw } = props
  return (
    <InsetText>
      <p>
        <strong>{document.title}</strong> is closed since{' '}
        {document.closed ? asDate(document.closed.at) : ''}: a search found what looks like{' '}
        {kindsInWords(document.closed?.because ?? [])} in it. It no longer counts, and only those
        who may withdraw it can open it. If it identifies a patient, tell your information
        governance lead, who decides whether it is a personal data breach.
      </p>
      {mayWithdraw ? (
        <p>
          <a href={`${here}/documents/${document.id}`}>
            Open it<span className="nhsuk-u-visually-hidden">: {document.title}</span>
          </a>
          {' · '}
          <a href={`${here}/documents/${document.id}/withdraw`}>
            Withdraw it<span className="nhsuk-u-visually-hidden">: {document.title}</span>
          </a>
          {mayAdd ? (
            <>
              {' · '}
              <a href={`${here}/documents/new`}>Add a copy without that</a>
            </>
          ) : null}
        </p>
      ) : null}
    </InsetText>
  )
}

/** For what else the same file or link is used. */
const alsoFor = (document: EvidenceDocument, { others }: ShownAnswer): string => {
  const same = others.filter((one) =>
    document.kind === 'file' ? one.digest === document.digest : one.address === document.address,
  )
  const ids = [...new Set(same.map((one) => one.requirementId))]
  return ids.length === 0 ? '' : ` Also used for ${asList(ids)}.`
}

const linkWords = (check: LinkCheck | undefined): string =>
  check
    ? `${check.deadSince ? 'Dead link. ' : ''}${OUTCOME_WORDS[check.outcome]} (looked at on ${asDate(check.checkedAt)}, so since ${asDate(check.since)}).${check.deadSince ? ' Replace it, or withdraw it.' : ''}`
    : 'Not looked at yet.'

/** What is signed now, and what was signed before. */
export const SignedList = ({ shown }: { shown: ShownAnswer }): ReactElement => {
  const at = answerAddress({ ...shown.kept, ...shown.file.subject })
  return (
    <Card heading="Signed">
      {shown.signed ? (
        <>
          <OneSigned shown={shown} signed={shown.signed} />
          {shown.signed.withdrawnAt === null ? (
            <>
              <p>
                May be opened by: {opensToInText(shown.signed.opensTo)}.{' '}
                <ActLink href={`${at}/who-may-open`}>Change, or see who did</ActLink>
              </p>
              <p>
                <ActLink href={`${at}/withdraw`}>Withdraw it</ActLink>
              </p>
            </>
          ) : null}
        </>
      ) : (
        <p>Not signed yet.</p>
      )}
      {shown.earlier.length > 0 ? (
        <Details summary={`${shown.earlier.length} signed earlier`}>
          {shown.earlier.map((signed) => (
            <OneSigned key={signed.id} shown={shown} signed={signed} />
          ))}
        </Details>
      ) : null}
    </Card>
  )
}

const OneSigned = (props: { shown: ShownAnswer; signed: SignedAnswer }): ReactElement => {
  const { signed, shown } = props
  const { signature } = signed
  return (
    <>
      <p>
        {signature.personName} ({roleInText(signature.role)}) on {asDate(signature.on)},{' '}
        {aboutWhat(shown, signed)}. {standing(signed)}
      </p>
      <Details summary="What was signed">
        {signed.notApplicableReason ? <p>Does not apply: {signed.notApplicableReason}</p> : null}
        <AnswerSummary shown={shown} of={signed} />
        {signed.documents.length > 0 ? (
          <p>Documents: {signed.documents.map((one) => one.title).join(', ')}</p>
        ) : null}
        <p className="wr-note">Agreed way, version {signed.frameworkVersion}.</p>
      </Details>
    </>
  )
}

const aboutWhat = ({ kept, file }: ShownAnswer, { versionName }: SignedAnswer): string => {
  if (kept.scope === 'adopter') return `for ${file.organisationName} as a whole`
  if (kept.scope === 'supplier') return 'about the supplier as a whole'
  return versionName ? `for version ${versionName}` : 'with no version chosen'
}

const standing = (signed: SignedAnswer): string => {
  const { withdrawnAt, withdrawnByName, withdrawnReason, inDateUntil, reviewSince } = signed
  if (withdrawnAt)
    return `Withdrawn by ${withdrawnByName} on ${asDate(withdrawnAt)}: ${asSentence(withdrawnReason ?? '')}`
  return [
    inDateUntil ? `In date until ${asDate(inDateUntil)}.` : '',
    reviewSince ? `Under review since ${reviewSince}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Every question with its answer. */
export const AnswerSummary = (props: {
  shown: ShownAnswer
  of: Pick<SignedAnswer, 'values' | 'fieldsNotApplicable'>
}): ReactElement => (
  <SummaryList
    rows={props.shown.requirement.fields.map((field) => {
      const reason = props.of.fieldsNotApplicable[field.id]
      return {
        key: field.label,
        value: reason
          ? `Does not apply: ${reason}`
          : answerInWords(field, props.of.values[field.id]),
      }
    })}
  />
)
