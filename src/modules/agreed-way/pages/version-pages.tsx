import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { isLocal, type Layer } from '#modules/framework/index.js'
import {
  asCountOf,
  asDate,
  asList,
  Button,
  ButtonGroup,
  Card,
  InsetText,
  PageHeading,
  Pagination,
  Panel,
  SummaryList,
  Table,
  Tag,
  type Tone,
} from '#ui/index.js'
import type { Proposal } from '../model.js'
import { showVersions } from '../show-versions.js'

/** How much a layer adds, in numbers; what it does not do is not named. */
const layerInWords = (layer: Layer, own: number): string => {
  const stricter = layer.gates.length + layer.checks.length
  const signatures = layer.signatures.length
  const fewer = layer.exceptions.length
  const parts = [
    ...(own > 0 ? [asCountOf(own, 'local requirement')] : []),
    ...(stricter > 0
      ? [asCountOf(stricter, 'stricter line or check', 'stricter lines and checks')]
      : []),
    ...(signatures > 0
      ? [asCountOf(signatures, 'signature before a decision', 'signatures before a decision')]
      : []),
    ...(fewer > 0 ? [`${fewer} with fewer exceptions`] : []),
    ...(layer.additions.length > 0 ? [asCountOf(layer.additions.length, 'addition')] : []),
  ]
  return parts.length > 0 ? asList(parts) : 'nothing of its own'
}

const TONES: Readonly<Record<Proposal['state'], Tone>> = {
  open: 'blue',
  adopted: 'green',
  withdrawn: 'neutral',
}

/** What is in force here, since when, and every change proposed, adopted or withdrawn. */
export const versionPages: readonly PageDescription[] = [
  page({
    path: '/framework/versions',
    allow: ['signed-in'],
    get: async ({ read, query, actor }) => {
      const shown = await read(showVersions, { before: query['before'] || undefined })
      const { framework, national, layer, system, installed, proposals, next } = shown
      const isLead = actor.roles.includes('system-ai-lead') && system?.id === actor.organisationId
      const own = framework.requirements.filter(isLocal).length
      return {
        title: 'Versions of the agreed way',
        breadcrumbs: [{ text: 'The agreed way', href: '/framework' }],
        body: (
          <>
            <PageHeading>Versions of the agreed way</PageHeading>
            <Panel>
              Your deployments are assessed against version {framework.version}, in force
              {system ? ` for ${system.name}` : ''} since {asDate(shown.since)}.
            </Panel>
            <AsksTooLittle lost={shown.lost} installed={installed} isLead={isLead} />
            <SummaryList
              rows={[
                { key: 'National version', value: national.version },
                {
                  key: 'Local layer',
                  value: layer ? `${layer.name}: ${layerInWords(layer, own)}` : 'none',
                  action: { href: '/framework/layer', words: 'National and local, side by side' },
                },
                {
                  key: 'Came with this installation',
                  value: `${installed.version}${installed.isInForce ? ', which is in force' : ', not in force here'}`,
                },
              ]}
            />
            {system ? null : (
              <InsetText>
                Your organisation belongs to no system here, so it follows the national version that
                is installed.
              </InsetText>
            )}
            {isLead ? (
              <ButtonGroup>
                <Button href="/framework/layer/edit">Change the local layer</Button>
                <Button kind="secondary" href="/framework/versions/new">
                  Propose a national version
                </Button>
              </ButtonGroup>
            ) : null}
            <ProposalTable proposals={proposals} inForce={shown.proposalId} />
            <Pagination next={next === null ? undefined : `/framework/versions?before=${next}`} />
          </>
        ),
      }
    },
  }),
]

/** That the version in force asks less than nobody may except, and what to do; nothing where it does not. */
const AsksTooLittle = (props: {
  lost: readonly string[]
  installed: { version: string; isInForce: boolean }
  isLead: boolean
}): ReactElement | null => {
  const { lost, installed, isLead } = props
  if (lost.length === 0) return null
  return (
    <Card heading="This version asks less than it must" edge="red">
      <ul>
        {lost.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        It was adopted before Wardround refused this. Until another is adopted, gates ask here only
        what this version asks: see that the rest is there before you decide.
      </p>
      <p>
        {isLead ? (
          <>
            <a href="/framework/versions/new">Propose a version</a> that asks for all of it
            {installed.isInForce
              ? '.'
              : `, such as ${installed.version}, which came with this installation: leave the text empty.`}
          </>
        ) : (
          'The system AI lead of the board proposes one that asks for all of it.'
        )}
      </p>
    </Card>
  )
}

const ProposalTable = (props: {
  proposals: readonly Proposal[]
  inForce: string | null
}): ReactElement => (
  <Card>
    <Table
      caption="Changes, newest first"
      rows={props.proposals}
      rowKey={(one) => one.id}
      empty={<p>No change was proposed yet.</p>}
      columns={[
        {
          heading: 'Change',
          cell: (one) => (
            <>
              <a href={`/framework/proposals/${one.id}`}>{one.title}</a>
              <span className="wr-note">
                Number {one.number},{' '}
                {one.kind === 'layer' ? 'local layer' : `national version ${one.nationalVersion}`},
                proposed by {one.proposedByName} on {asDate(one.proposedAt)}
              </span>
            </>
          ),
        },
        {
          heading: 'State',
          cell: (one) => (
            <>
              <Tag tone={TONES[one.state]}>{one.id === props.inForce ? 'in force' : one.state}</Tag>
              <span className="wr-note">{stateInWords(one)}</span>
            </>
          ),
        },
      ]}
    />
  </Card>
)

/** Since or until when a proposal is in its state. */
export const stateInWords = (one: Proposal): string => {
  if (one.state === 'open') return `Comments until ${asDate(one.commentsUntil)}`
  const by = one.settledByName ?? ''
  if (one.state === 'adopted' && one.inForceFrom)
    return `By ${by}, in force from ${asDate(one.inForceFrom)}`
  return `By ${by}${one.settledAt ? ` on ${asDate(one.settledAt)}` : ''}`
}
