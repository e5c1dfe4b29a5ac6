import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/describe.js'
import { RequirementMark, Sources, type Confirmations } from '#modules/agreed-way/index.js'
import { askedId, rolesInWords } from '#modules/framework/index.js'
import { asDate, Card, Details, Panel, Table, Tag } from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import type { Held } from '../on-file.js'
import { showEvidence, type RequirementEvidence } from '../show-evidence.js'
import { shellOf, type FileRoot } from './file-root.js'
import { FileHeading, scopeInWords } from './scope-note.js'
import { WORD_TONES } from './words.js'

/** The evidence of a deployment: what is asked, its state in a word, why, and who answers and signs. */
export const evidenceListPage = (root: FileRoot): PageDescription =>
  page({
    path: root.path,
    allow: ['signed-in'],
    get: async ({ read, params }) => {
      const { file, framework, confirmations, items } = await read(
        showEvidence,
        root.fileOf(params),
      )
      const here = fileAddress(file.subject)
      const asked = items.filter((item) => item.applies)
      const others = items.filter((item) => !item.applies)
      return {
        title: 'Evidence',
        ...shellOf(file),
        body: (
          <>
            <FileHeading file={file} />
            <Panel>{summary(asked)}</Panel>
            <p>
              <a href={`${here}/passport`}>Export as a passport</a>
              {' · '}
              {file.deployment ? (
                <a href={`/register/deployments/${file.deployment.id}/work`}>Work you can use</a>
              ) : (
                <a href={`${here}/who-may-open`}>Who may open this file</a>
              )}
            </p>
            <Card>
              <Table
                caption="What is asked"
                columns={[
                  {
                    heading: 'Requirement',
                    cell: (item) => (
                      <Asked {...{ item, confirmations }} href={`${here}/${askedId(item)}`} />
                    ),
                  },
                  {
                    heading: 'State',
                    cell: (item) => <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag>,
                  },
                  { heading: 'Signed', cell: (item) => <Signed item={item} /> },
                  {
                    heading: 'Who',
                    cell: ({ requirement }) => (
                      <>
                        Answered by {rolesInWords(requirement.answeredBy)}. Signed by{' '}
                        {rolesInWords(requirement.signedBy)}.
                      </>
                    ),
                  },
                ]}
                rows={asked}
                rowKey={askedId}
              />
            </Card>
            {file.deployment ? (
              <Details summary={`${others.length} do not apply, and why`}>
                {others.length === 0 ? (
                  <p>
                    Everything the agreed way asks applies here, or its facts are not answered yet.
                  </p>
                ) : (
                  <ul>
                    {others.map((item) => (
                      <li key={askedId(item)}>
                        {item.requirement.name} ({item.requirement.id}): {item.because.join(' ')}
                      </li>
                    ))}
                  </ul>
                )}
              </Details>
            ) : null}
            <p className="wr-note">
              Agreed way, version {framework.version}. {framework.wordingNote}{' '}
              <a href="/framework">Read the agreed way</a>
            </p>
          </>
        ),
      }
    },
  })

const summary = (asked: readonly RequirementEvidence[]): string => {
  const inOrder = asked.filter(({ word }) =>
    ['Signed', 'Accepted', 'Expires soon', 'Said not to apply'].includes(word),
  ).length
  const none = asked.filter(({ word }) => word === 'Not answered').length
  const review = asked.filter(({ word }) => word === 'Under review' || word === 'Expired').length
  const rest = [
    none > 0 ? `${none} not answered` : '',
    review > 0 ? `${review} to look at again` : '',
  ].filter((part) => part !== '')
  return `${inOrder} of ${asked.length} are signed or accepted and in date.${rest.length > 0 ? ` ${rest.join(', ')}.` : ''}`
}

const Asked = (props: {
  item: RequirementEvidence
  confirmations: Confirmations
  href: string
}): ReactElement => {
  const { item, confirmations } = props
  return (
    <>
      <a href={props.href}>{item.requirement.name}</a>{' '}
      <RequirementMark requirement={item.requirement} confirmations={confirmations} />
      <span className="wr-note">
        {item.requirement.id}, {scopeInWords(item.kept.scope)}. {item.requirement.question}
      </span>
      <Details summary={`Why is ${askedId(item)} asked?`}>
        <p>{item.because.join(' ')}</p>
        <p>{item.requirement.why}</p>
        <Sources requirement={item.requirement} confirmations={confirmations} />
      </Details>
    </>
  )
}

const Signed = ({ item: { signed, held } }: { item: RequirementEvidence }): ReactElement => {
  if (held && (held.state.state === 'stands' || !signed)) return <Accepted held={held} />
  return signed ? (
    <>
      {signed.signature.personName}, {asDate(signed.signature.on)}
      <span className="wr-note">
        {signed.versionName ? `for version ${signed.versionName}` : 'version not chosen then'}
        {signed.inDateUntil ? `, in date until ${asDate(signed.inDateUntil)}` : ''}
        {signed.reviewSince ? `, under review since ${signed.reviewSince}` : ''}
      </span>
    </>
  ) : (
    <>not signed</>
  )
}

const Accepted = ({ held }: { held: Held }): ReactElement => (
  <>
    accepted from {held.acceptance.sourceName}
    <span className="wr-note">
      by {held.acceptance.signature.personName}, {asDate(held.acceptance.signature.on)}
      {held.state.state === 'under-review' ? `, under review since ${held.state.since}` : ''}
    </span>
  </>
)
