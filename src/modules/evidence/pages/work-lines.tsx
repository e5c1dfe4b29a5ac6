import type { ReactElement } from 'react'
import { askedId, rolesInWords, type Requirement } from '#modules/framework/index.js'
import { asShortDate, EmptyState, Table, Tag } from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import type { Offered } from '../offered-store.js'
import type { EvidenceFile } from '../subject.js'
import type { WorkGroup, WorkLine } from '../work-list.js'
import { ReliedOn } from './relied-on.js'
import { WORD_TONES } from '../words.js'
import { isClosed } from './closed-note.js'

/** What a group is, above its list. */
const ABOUT: Readonly<Record<WorkGroup, string>> = {
  whole:
    'Signed about the same supplier or version. Read each one, say what differs here, and accept it by itself.',
  start:
    'Signed about another use or another version. It is copied into your own answer; change what is different here, then sign it here.',
  yours: 'Nobody else’s work can be used for these. They are answered and signed here.',
  'relied-on': 'Accepted from others, with what was said to differ here.',
}

const EMPTY: Readonly<Record<WorkGroup, string>> = {
  whole: 'Nothing is left to accept whole',
  start: 'Nothing is left to start from another’s work',
  yours: 'Nothing here is left to you alone',
  'relied-on': 'You rely on nobody else’s work yet',
}

/** One page of one kind of usable work. */
export const WorkLines = (props: {
  group: WorkGroup
  file: EvidenceFile
  lines: readonly WorkLine[]
  isNarrowed: boolean
}): ReactElement => {
  const { group, file, lines, isNarrowed } = props
  if (lines.length === 0)
    return (
      <EmptyState heading={isNarrowed ? 'Nothing fits this search' : EMPTY[group]}>
        {isNarrowed ? <p>Search for other words, or clear the filters.</p> : null}
      </EmptyState>
    )
  return (
    <>
      <p>{ABOUT[group]}</p>
      {group === 'relied-on' ? <ReliedOn items={lines.map(({ item }) => item)} /> : null}
      {group === 'yours' ? <Yours lines={lines} file={file} /> : null}
      {group === 'whole' || group === 'start' ? (
        <OfOthers lines={lines} file={file} isWhole={group === 'whole'} />
      ) : null}
    </>
  )
}

/** Who signs here what is accepted: at whoever uses a product nobody is its supplier's contact. */
export const signatories = ({ signedBy }: Requirement): string => {
  const here = signedBy.filter((role) => role !== 'supplier-contact')
  return rolesInWords(here.length > 0 ? here : signedBy)
}

interface Lines {
  lines: readonly WorkLine[]
  file: EvidenceFile
}

const ASKED = {
  heading: 'Requirement',
  cell: ({ item }: WorkLine) => (
    <>
      <strong>{item.requirement.name}</strong>
      <span className="wr-note">
        {askedId(item)}, signed here by {signatories(item.requirement)}
      </span>
    </>
  ),
}

const Yours = ({ lines, file }: Lines): ReactElement => (
  <Table
    caption="What is yours to do"
    quietCaption
    rows={lines}
    rowKey={({ item }) => askedId(item)}
    columns={[
      {
        ...ASKED,
        cell: ({ item }) => (
          <>
            <a href={`${fileAddress(file.subject)}/${askedId(item)}`}>{item.requirement.name}</a>
            <span className="wr-note">
              {askedId(item)}, signed here by {signatories(item.requirement)}
            </span>
          </>
        ),
      },
      {
        heading: 'State',
        cell: ({ item }) => <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag>,
      },
    ]}
  />
)

const OfOthers = ({ lines, file, isWhole }: Lines & { isWhole: boolean }): ReactElement => {
  const action = isClosed(file) ? 'Read' : isWhole ? 'Read and accept' : 'Read and use as a start'
  return (
    <Table
      caption={isWhole ? 'What you can accept whole' : 'What you can start from'}
      quietCaption
      rows={lines}
      rowKey={({ item }) => askedId(item)}
      columns={[
        ASKED,
        {
          heading: 'Signed by',
          cell: ({ sources: [source] }) => (source ? <Signatory source={source} /> : null),
        },
        {
          heading: 'For version',
          cell: ({ sources: [source] }) =>
            source ? <VersionTag source={source} mine={file.version?.name ?? null} /> : null,
        },
        {
          heading: 'In date until',
          cell: ({ sources: [source] }) =>
            source?.inDateUntil ? asShortDate(source.inDateUntil) : 'a change',
        },
        {
          heading: 'What to do',
          quietHeading: true,
          cell: ({ item, sources }) => (
            <>
              {sources.map((source) => (
                <a
                  key={source.id}
                  href={`/register/deployments/${file.deployment?.id ?? ''}/offered/${source.id}`}
                >
                  {sources.length === 1 ? action : `${action}: ${source.organisationName}`}
                  <span className="nhsuk-u-visually-hidden"> {item.requirement.name}</span>
                  <br />
                </a>
              ))}
            </>
          ),
        },
      ]}
    />
  )
}

const Signatory = ({ source }: { source: Offered }): ReactElement => (
  <>
    {source.organisationName}
    <span className="wr-note">
      {source.bySupplier ? 'the supplier, ' : ''}
      {source.signature.personName}, {asShortDate(source.signature.on)}
    </span>
  </>
)

const VersionTag = ({ source, mine }: { source: Offered; mine: string | null }): ReactElement => {
  if (source.versionName === null) return <>not about a version</>
  return source.versionName === mine ? (
    <>
      {source.versionName} <Tag tone="green">Same</Tag>
    </>
  ) : (
    <>
      {source.versionName} <Tag tone="yellow">You have {mine ?? 'none yet'}</Tag>
    </>
  )
}
