import type { ReactElement } from 'react'
import { asDate, Card, SummaryList, Tag, type Tone } from '#ui/index.js'
import {
  CAN_REFUSE_WORDS,
  WHO_DECIDES_WORDS,
  type PublicContent,
  type PublicStatus,
} from '../model.js'
import { PUBLIC_STATUS_WORDS } from '../rules.js'

const TONES: Readonly<Record<PublicStatus, Tone>> = {
  considered: 'outline',
  'tried-out': 'blue',
  'in-use': 'green',
  'not-in-use-now': 'yellow',
  'no-longer-used': 'neutral',
}

/** One tool as the public reads it; the same for the public and for whoever is about to publish it. */
export const PublicToolCard = (props: {
  id?: string | undefined
  content: PublicContent
  status: PublicStatus
  ceasedOn?: string | null | undefined
  /** When it was published; nothing while it is only looked at before. */
  publishedAt?: Date | undefined
}): ReactElement => {
  const { content, status } = props
  return (
    <Card id={props.id} heading={content.name || 'A tool without a name yet'}>
      <p>
        <Tag tone={TONES[status]}>
          {status === 'no-longer-used' && props.ceasedOn
            ? `No longer used since ${asDate(props.ceasedOn)}`
            : PUBLIC_STATUS_WORDS[status]}
        </Tag>
      </p>
      <SummaryList rows={toolRows(content)} />
      {props.publishedAt ? <p className="wr-quiet">Published {asDate(props.publishedAt)}</p> : null}
    </Card>
  )
}

const toolRows = (content: PublicContent) => [
  { key: 'What it does', value: paragraphs(content.what) },
  { key: 'Why it is used', value: paragraphs(content.why) },
  ...(content.where ? [{ key: 'Where it is used', value: paragraphs(content.where) }] : []),
  ...(content.madeBy
    ? [
        {
          key: 'Who makes it',
          value: content.version ? `${content.madeBy}, version ${content.version}` : content.madeBy,
        },
      ]
    : content.version
      ? [{ key: 'Version', value: content.version }]
      : []),
  { key: 'Who checks it', value: paragraphs(content.whoChecks) },
  {
    key: 'Does a person decide?',
    value: answered(content.decides, WHO_DECIDES_WORDS[content.decides], content.decidesHow),
  },
  {
    key: 'Can I say no, and what happens then?',
    value: answered(content.canRefuse, CAN_REFUSE_WORDS[content.canRefuse], content.afterRefusal),
  },
  { key: 'How to ask, object or raise a concern', value: paragraphs(content.howToAsk) },
  { key: 'Contact', value: content.contact },
]

const answered = (answer: string, words: string, more: string) =>
  answer === 'not-answered' && !more ? undefined : (
    <>
      {answer === 'not-answered' ? null : <p>{words}</p>}
      {paragraphs(more)}
    </>
  )

const paragraphs = (text: string) =>
  text === ''
    ? undefined
    : text.split(/\n\s*\n/).map((paragraph, index) => <p key={index}>{paragraph}</p>)
