import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import type { Panel } from '#kernel/declare/subject.js'
import type { Framework } from '#modules/framework/index.js'
import { showOpportunity } from '#modules/opportunities/index.js'
import { asCountOf, asShortDate, Card, Table, Tag } from '#ui/index.js'
import { findSameUse, findUsesOfProduct } from '../../find-uses.js'
import type { Deployment } from '../../model.js'
import { stageName, stateWords } from '../../words.js'

/** Where a product is used: what the asker's organisation runs and what partners share. */
export const usesPage = (framework: Framework): PageDescription =>
  page({
    path: '/register/products/:id/use',
    allow: ['signed-in'],
    get: async ({ read, params }) => {
      const id = params['id'] ?? ''
      const { uses, own, heldBack } = await read(findUsesOfProduct, { productId: id })
      return {
        title: 'Where it is used',
        nav: '/register',
        subject: { kind: 'product', id },
        tab: 'Where it is used',
        body: (
          <>
            <UseTable framework={framework} uses={uses} own={own} />
            {heldBack > 0 ? (
              <p>
                <Tag tone="outline">Held back</Tag> Partners hold back{' '}
                {asCountOf(heldBack, 'more use', 'more uses')}.
              </p>
            ) : null}
          </>
        ),
      }
    },
  })

const UseTable = (props: {
  framework: Framework
  uses: readonly Deployment[]
  own: string
}): ReactElement => (
  <Table
    caption="Uses that you may see"
    rows={props.uses}
    rowKey={(one) => one.id}
    empty={<p>Neither your organisation nor a partner shares a use of this product.</p>}
    columns={[
      {
        heading: 'Organisation',
        cell: (one) => (
          <>
            <a href={`/register/deployments/${one.id}`}>{one.organisationName}</a>{' '}
            {one.organisationId === props.own ? <Tag>Ours</Tag> : null}
          </>
        ),
      },
      { heading: 'Used for', cell: (one) => one.useCase.title },
      { heading: 'Version', cell: (one) => one.version?.name ?? 'not chosen' },
      { heading: 'Stage', cell: (one) => stageName(props.framework, one.stage) },
      { heading: 'Since', cell: (one) => asShortDate(one.stageSince) },
      {
        heading: 'State',
        cell: (one) => <Tag tone={stateWords(one).tone}>{stateWords(one).word}</Tag>,
      },
    ]}
  />
)

/** On an opportunity: is the same use live or tried, here or at a partner? */
export const sameUsePanel = (framework: Framework): Panel => ({
  of: 'opportunity',
  order: 1,
  column: 'main',
  allow: ['signed-in'],
  render: async ({ read }, id) => {
    const { opportunity, useCase, mayChange } = await read(showOpportunity, { id })
    const found = await read(findSameUse, { title: useCase?.title ?? opportunity.title })
    const alike = found.filter((one) => one.id !== opportunity.deploymentId)
    const mayJoin = mayChange && (opportunity.state === 'open' || opportunity.state === 'parked')
    return (
      <Card heading="Is the same use live or tried at a partner?">
        <Table
          caption="Uses with a title like this one; look whether they are the same"
          rows={alike}
          rowKey={(one) => one.id}
          empty={<p>No use with a title like this one is shared with you.</p>}
          columns={[
            {
              heading: 'Use',
              cell: (one) => <a href={`/register/deployments/${one.id}`}>{one.useCase.title}</a>,
            },
            { heading: 'Product', cell: (one) => one.product.name },
            { heading: 'Organisation', cell: (one) => one.organisationName },
            { heading: 'Stage', cell: (one) => stageName(framework, one.stage) },
            {
              heading: 'Join',
              quietHeading: true,
              cell: (one) =>
                mayJoin ? (
                  <a
                    href={`/register/opportunities/${opportunity.id}/set-aside?act=join&deployment=${one.id}`}
                  >
                    Join this one
                  </a>
                ) : null,
            },
          ]}
        />
      </Card>
    )
  },
})
