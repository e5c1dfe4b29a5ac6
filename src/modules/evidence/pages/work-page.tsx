import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState } from '#kernel/describe.js'
import { askedId } from '#modules/framework/index.js'
import {
  asCount,
  asDate,
  asShortDate,
  Card,
  dateOfParts,
  Details,
  EmptyState,
  ErrorSummary,
  Panel,
  ShareBar,
  Table,
  Tag,
} from '#ui/index.js'
import { acceptSeveral } from '../accept-several.js'
import { fileAddress } from '../addresses.js'
import { MAY_ANSWER } from '../model.js'
import type { Offered } from '../offered-store.js'
import type { EvidenceFile } from '../subject.js'
import { findUsableWork, type UsableItem, type UsableWork } from '../usable-work.js'
import { AcceptForm } from './accept-form.js'
import { shellOf } from './file-root.js'
import { ReliedOn } from './relied-on.js'

/** Work you can use: what of others can be relied upon whole, what is a start, what is yours. */
export const workPage = page({
  path: '/register/deployments/:id/work',
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf }, form) => {
    const { file, work } = await read(findUsableWork, { deploymentId: params['id'] })
    const mayAccept = isAllowed(actor, MAY_ANSWER) && file.deployment?.state !== 'ceased'
    return {
      title: 'Work you can use',
      ...shellOf(file),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2 className="nhsuk-heading-l">Work you can use</h2>
          <InNumbers
            work={work}
            hoursAddress={`/register/deployments/${params['id']}/reuse-hours`}
          />
          <Whole work={work} file={file} form={form} csrf={csrf} mayAccept={mayAccept} />
          <Starts work={work} file={file} />
          <Yours work={work} file={file} />
          <ReliedOn items={work.reliedOn} />
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { accepted } = await run(acceptSeveral, {
      deploymentId: params['id'],
      answerIds: values['answerIds'] ?? [],
      differsHere: values['differsHere'],
      conditions: values['conditions'] ?? '',
      until: dateOfParts(values, 'until'),
    })
    return {
      redirect: `/register/deployments/${params['id']}/work`,
      flash: `You rely on ${accepted.length === 1 ? '1 item' : `${accepted.length} items`}: ${accepted.join(', ')}.`,
    }
  },
})

const InNumbers = (props: { work: UsableWork; hoursAddress: string }): ReactElement => {
  const { work } = props
  const { whole, start, own, hours, reliedOn, startedFrom, inOrder } = work
  const ahead = whole.length * hours.accepted + start.length * hours.started
  const standing = reliedOn.filter(({ held }) => held?.state.state === 'stands')
  const behind = standing.length * hours.accepted + startedFrom * hours.started
  return (
    <>
      <Panel>
        {whole.length} can be accepted whole. {start.length} can be started from another’s work and
        signed again. {own.length} {own.length === 1 ? 'is' : 'are'} yours.
      </Panel>
      <ShareBar
        shares={[
          { words: 'accepted whole', count: whole.length },
          { words: 'started from another’s work', count: start.length },
          { words: 'yours', count: own.length },
        ]}
      />
      <p>
        {inOrder} {inOrder === 1 ? 'is' : 'are'} in order already. Using all of it is about{' '}
        {asCount(ahead)} hours not done twice; what you use now is about {asCount(behind)} hours.
      </p>
      <Details summary="How we count">
        <p>
          Each item accepted whole is taken to save {hours.accepted} hours, each one started from
          another’s work {hours.started}.{' '}
          {hours.setByName && hours.setAt
            ? `${hours.setByName} set this on ${asDate(hours.setAt)}.`
            : 'This is our own assumption, measured by nobody.'}{' '}
          The three groups are different kinds of work, so they are not added up.
        </p>
        <p>
          <a href={props.hoursAddress}>Change the hours for your organisation</a>
        </p>
      </Details>
    </>
  )
}

interface Part {
  work: UsableWork
  file: EvidenceFile
}

const Whole = (
  props: Part & { form: FormState; csrf: string; mayAccept: boolean },
): ReactElement | null => {
  const { work, file } = props
  if (work.whole.length === 0) return null
  const assessors = [
    ...new Set(
      work.whole.flatMap(({ sources }) => sources.slice(0, 1).map((one) => one.organisationId)),
    ),
  ]
  return (
    <>
      {assessors.map((id) => {
        const items = work.whole.filter(({ sources }) => sources[0]?.organisationId === id)
        const name = items[0]?.sources[0]?.organisationName ?? ''
        return (
          <Card key={id} heading={`Signed by ${name}`}>
            <Table
              caption={`What ${name} signed, to accept whole`}
              quietCaption
              rows={items}
              rowKey={({ item }) => askedId(item)}
              columns={columnsOf(file, 'Read and accept')}
            />
            {props.mayAccept && items.length > 1 ? (
              <Details summary={`Accept several of ${name} at once`}>
                <AcceptForm
                  action={`/register/deployments/${file.deployment?.id ?? ''}/work`}
                  csrf={props.csrf}
                  form={props.form}
                  items={items.flatMap(({ item, sources }) =>
                    sources[0] ? [{ id: sources[0].id, name: item.requirement.name }] : [],
                  )}
                />
              </Details>
            ) : null}
          </Card>
        )
      })}
    </>
  )
}

const Starts = ({ work, file }: Part): ReactElement | null =>
  work.start.length === 0 ? null : (
    <Card heading="Start from another’s work">
      <p>It is copied into your own answer. Change what is different here, then sign it here.</p>
      <Table
        caption="What you can start from"
        quietCaption
        rows={work.start}
        rowKey={({ item }) => askedId(item)}
        columns={columnsOf(file, 'Read and use as a start')}
      />
    </Card>
  )

const columnsOf = (file: EvidenceFile, action: string) => [
  {
    heading: 'Requirement',
    cell: ({ item }: UsableItem) => (
      <>
        <strong>{item.requirement.name}</strong>
        <span className="wr-note">{item.requirement.id}</span>
      </>
    ),
  },
  {
    heading: 'Signed by',
    cell: ({ sources: [source] }: UsableItem) => (source ? <Signatory source={source} /> : null),
  },
  {
    heading: 'For version',
    cell: ({ sources: [source] }: UsableItem) =>
      source ? <VersionTag source={source} mine={file.version?.name ?? null} /> : null,
  },
  {
    heading: 'In date until',
    cell: ({ sources: [source] }: UsableItem) =>
      source?.inDateUntil ? asShortDate(source.inDateUntil) : 'a change',
  },
  {
    heading: 'What to do',
    quietHeading: true,
    cell: ({ item, sources }: UsableItem) => (
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
]

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

const Yours = ({ work, file }: Part): ReactElement => (
  <Card heading="Yours to do">
    {work.own.length === 0 ? (
      <EmptyState heading="Nothing here is left to you alone" />
    ) : (
      <ul>
        {work.own.map((item) => (
          <li key={askedId(item)}>
            <a href={`${fileAddress(file.subject)}/${askedId(item)}`}>{item.requirement.name}</a>{' '}
            <Tag tone="outline">{item.word}</Tag>
          </li>
        ))}
      </ul>
    )}
  </Card>
)
