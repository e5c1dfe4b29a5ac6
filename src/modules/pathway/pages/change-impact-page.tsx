import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import type { Requirement } from '#modules/framework/index.js'
import {
  asCount,
  asCountOf,
  Card,
  Details,
  InsetText,
  PageHeading,
  Pagination,
  Panel,
  Table,
} from '#ui/index.js'
import { showChangeImpact, type Impact } from '../show-change-impact.js'

/** What a proposed change does to every deployment of its system, before it is adopted. */
export const changeImpactPage = page({
  path: '/framework/proposals/:id/deployments',
  allow: ['signed-in'],
  get: async ({ read, params, query }) => {
    const shown = await read(showChangeImpact, {
      proposalId: params['id'],
      after: query['after'] ?? '',
    })
    const { proposal, impacts, next } = shown
    const here = `/framework/proposals/${proposal.id}`
    const touched = impacts.filter(isTouched)
    return {
      title: 'What it changes for each deployment',
      breadcrumbs: [
        { text: 'Versions', href: '/framework/versions' },
        { text: proposal.title, href: here },
      ],
      body: (
        <>
          <PageHeading caption={proposal.title}>What it changes for each deployment</PageHeading>
          <Panel>
            Of {asCountOf(impacts.length, 'deployment')} on this page,{' '}
            {touched.length === 0 ? 'none' : asCount(touched.length)}{' '}
            {touched.length < 2 ? 'is' : 'are'} asked something else by version{' '}
            {shown.after.version} than by {shown.before.version}.
          </Panel>
          <InsetText>
            Worked out from the facts of each deployment; a fact that is not answered keeps what
            depends on it asked. Deployments that partners hold back are not listed.
          </InsetText>
          <Card>
            <Table
              caption="Deployments"
              quietCaption
              rows={impacts}
              rowKey={({ deployment }) => deployment.id}
              empty={<p>No deployment of your system is registered that you may see.</p>}
              columns={[
                { heading: 'Deployment', cell: (one) => <Named impact={one} /> },
                { heading: 'Added', cell: (one) => <Asked list={one.added} what="added" /> },
                { heading: 'Dropped', cell: (one) => <Asked list={one.dropped} what="dropped" /> },
                { heading: 'Changed', cell: (one) => <Asked list={one.changed} what="changed" /> },
                { heading: 'Gate ahead', cell: (one) => aheadInWords(one) },
              ]}
            />
            <Pagination next={next === null ? undefined : `${here}/deployments?after=${next}`} />
          </Card>
        </>
      ),
    }
  },
})

const isTouched = ({ added, dropped, changed }: Impact): boolean =>
  added.length + dropped.length + changed.length > 0

const Named = ({ impact: { deployment } }: { impact: Impact }): ReactElement => (
  <>
    <a href={`/register/deployments/${deployment.id}/gates`}>{deployment.product.name}</a>
    <span className="wr-note">
      {deployment.useCase.title}, {deployment.organisationName}
    </span>
  </>
)

const Asked = (props: { list: readonly Requirement[]; what: string }): ReactElement =>
  props.list.length === 0 ? (
    <>none</>
  ) : (
    <Details summary={`${props.list.length} ${props.what}`}>
      <ul>
        {props.list.map(({ id, name }) => (
          <li key={id}>
            {name} ({id})
          </li>
        ))}
      </ul>
    </Details>
  )

const aheadInWords = ({ ahead }: Impact): string => {
  if (!ahead) return 'seen by its own organisation'
  return ahead.before === ahead.after
    ? `${ahead.gate}: ${ahead.before} block it, as before`
    : `${ahead.gate}: ${ahead.before} block it today, ${ahead.after} would`
}
