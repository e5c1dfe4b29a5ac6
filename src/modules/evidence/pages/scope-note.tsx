import type { ReactElement } from 'react'
import { InsetText } from '#ui/index.js'
import type { SubjectScope } from '../model.js'
import type { EvidenceFile } from '../subject.js'
import type { ShownAnswer } from './papers-card.js'

/** Whom evidence of a scope is about, in words that go on from a requirement's number. */
export const scopeInWords = (scope: SubjectScope): string => SCOPE_WORDS[scope]

const SCOPE_WORDS: Readonly<Record<SubjectScope, string>> = {
  supplier: 'about the supplier',
  product_version: 'about this version of the product',
  adopter: 'about your organisation',
  deployment: 'about this deployment',
}

/** What else an answer counts for, where it is about more than the deployment it is opened from. */
export const ScopeNote = ({ shown }: { shown: ShownAnswer }): ReactElement | null => {
  const { kept, file, draft } = shown
  const started = draft?.startedFrom
    ? `Started from what ${draft.startedFrom} signed. Change what is different here; it counts once it is signed here. `
    : ''
  const counts = kept.scope === 'deployment' ? '' : countsFor(kept.scope, file)
  if (`${started}${counts}` === '') return null
  return (
    <InsetText>
      {started}
      {counts}
      {kept.scope === 'adopter' && file.deployment ? (
        <>
          {' '}
          It stands in{' '}
          <a href={`/register/organisations/${file.organisationId}/evidence`}>
            the file of {file.organisationName}
          </a>
          .
        </>
      ) : null}
    </InsetText>
  )
}

const countsFor = (scope: SubjectScope, file: EvidenceFile): string => {
  if (scope === 'adopter')
    return 'This is about your organisation. Answered once, it counts for every deployment here.'
  if (isOwn(file))
    return scope === 'supplier'
      ? 'This is about your company. It stands in one file, for every customer that you open it to.'
      : 'This is about this version. It stands in one file, for every customer that you open it to.'
  return `What you answer here is your own assessment, not the supplier’s statement. It counts for every deployment of ${scope === 'supplier' ? 'what this supplier makes' : 'this version'} here.`
}

const isOwn = ({ organisationId, product, subject }: EvidenceFile): boolean =>
  product?.supplierId === organisationId || subject.subjectId === organisationId

/** What a file is, where it is not the file of a deployment. */
export const FileHeading = ({ file }: { file: EvidenceFile }): ReactElement | null => {
  if (file.deployment) return null
  const { scope } = file.subject
  const whose = isOwn(file) ? 'Your file' : 'Your own assessment'
  return (
    <h2 className="nhsuk-heading-l">
      {whose} {scopeOfFile[scope]} {file.name}
    </h2>
  )
}

const scopeOfFile: Readonly<Record<SubjectScope, string>> = {
  supplier: 'on the company',
  product_version: 'on',
  adopter: 'on your organisation,',
  deployment: 'on',
}
