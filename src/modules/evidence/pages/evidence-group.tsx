import type { ReactElement } from 'react'
import { RequirementMark, type Confirmations } from '#modules/agreed-way/index.js'
import { askedId } from '#modules/framework/index.js'
import { asCount, asDate, asList, Card, Details, Table, Tag } from '#ui/index.js'
import type { Held } from '../on-file.js'
import type { RequirementEvidence } from '../show-evidence.js'
import { scopeInWords } from './scope-note.js'
import { WORD_TONES } from '../words.js'

interface Group {
  /** What these have in common, after their number. */
  words: string
  items: readonly RequirementEvidence[]
  confirmations: Confirmations
  /** Who relies on a signed answer, by its id. */
  reliedOnBy: ReadonlyMap<string, readonly string[]>
  here: string
}

/** What is asked and stands alike; folded, each is one line under their number. */
export const EvidenceGroup = (props: Group & { isFolded: boolean }): ReactElement | null => {
  const { words, items, isFolded } = props
  const heading = `${asCount(items.length)} ${words}`
  if (items.length === 0) return null
  return (
    <Card heading={isFolded ? undefined : heading}>
      {isFolded ? (
        <Details summary={heading}>
          <Lines {...props} />
        </Details>
      ) : (
        <Rows {...props} heading={heading} />
      )}
    </Card>
  )
}

const Lines = ({ items, confirmations, reliedOnBy, here }: Group): ReactElement => (
  <ul>
    {items.map((item) => (
      <li key={askedId(item)}>
        <a href={`${here}/${askedId(item)}`}>{item.requirement.name}</a>{' '}
        <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag>{' '}
        <RequirementMark requirement={item.requirement} confirmations={confirmations} />
        <span className="wr-note">
          {askedId(item)}. <Signed item={item} reliedOnBy={reliedOn(item, reliedOnBy)} />
        </span>
      </li>
    ))}
  </ul>
)

const Rows = (props: Group & { heading: string }): ReactElement => {
  const { items, confirmations, reliedOnBy, here } = props
  // Of what is not answered the heading says all there is.
  const isBegun = items.some(({ word }) => word !== 'Not answered')
  return (
    <Table
      caption={props.heading}
      quietCaption
      columns={[
        {
          heading: 'Requirement',
          cell: (item) => <Asked {...{ item, confirmations }} href={`${here}/${askedId(item)}`} />,
        },
        ...(isBegun
          ? [
              {
                heading: 'State',
                cell: (item: RequirementEvidence) => (
                  <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag>
                ),
              },
              {
                heading: 'Signed',
                cell: (item: RequirementEvidence) => (
                  <Signed item={item} reliedOnBy={reliedOn(item, reliedOnBy)} />
                ),
              },
            ]
          : []),
      ]}
      rows={items}
      rowKey={askedId}
    />
  )
}

const reliedOn = (
  { signed }: RequirementEvidence,
  reliedOnBy: Group['reliedOnBy'],
): readonly string[] => reliedOnBy.get(signed?.id ?? '') ?? []

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
    </>
  )
}

const Signed = (props: {
  item: RequirementEvidence
  reliedOnBy: readonly string[]
}): ReactElement => {
  const { signed, held, kept } = props.item
  if (held && (held.state.state === 'stands' || !signed)) return <Accepted held={held} />
  if (!signed) return <>not signed</>
  const notes = [
    signed.versionName ? `for version ${signed.versionName}` : '',
    signed.versionName === null && kept.scope === 'deployment' ? 'version not chosen then' : '',
    signed.inDateUntil ? `in date until ${asDate(signed.inDateUntil)}` : '',
    signed.reviewSince ? `under review since ${signed.reviewSince}` : '',
    props.reliedOnBy.length > 0 ? `relied on by ${asList(props.reliedOnBy)}` : '',
  ].filter((note) => note !== '')
  return (
    <>
      {signed.signature.personName}, {asDate(signed.signature.on)}
      <span className="wr-note">{notes.join(', ')}</span>
    </>
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
