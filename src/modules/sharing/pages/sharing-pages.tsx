import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { NotAllowed } from '#kernel/errors.js'
import {
  contactRoleName,
  holdBack,
  shareAgain,
  type Deployment,
  type DeploymentStage,
} from '#modules/deployments/index.js'
import {
  asCountOf,
  asDate,
  asList,
  ConfirmPage,
  EmptyState,
  ErrorSummary,
  field,
  InsetText,
  PageHeading,
  Pagination,
  SummaryList,
  Table,
  Tag,
  TextArea,
} from '#ui/index.js'
import { MAY_SEE_OVERVIEWS } from '../show-overview.js'
import { previewSharing, showSharing, type Audience } from '../shared-with-partners.js'

const HERE = '/administration/sharing'
const MAY_DECIDE = holdBack.allow
const NAMED = 12

const STAGE_WORDS: Readonly<Record<DeploymentStage, string>> = {
  assess: 'Assess',
  pilot: 'Pilot',
  implement: 'Implement',
  usual: 'Business as usual',
  scale: 'Scale',
  cease: 'Ceased',
}

/** What partners see of ours, deployment by deployment. */
export const sharingPage = page({
  path: HERE,
  allow: MAY_SEE_OVERVIEWS,
  get: async ({ read, query }) => {
    const { rows, next, audiences } = await read(showSharing, { cursor: query['cursor'] })
    return {
      title: 'What others see of ours',
      nav: '/administration',
      body: (
        <>
          <PageHeading>What others see of ours</PageHeading>
          <Audiences audiences={audiences} />
          <UnderFoi />
          <Table
            caption="Our deployments"
            rows={rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyState
                heading="You have registered nothing yet"
                action={{ href: '/register/new', words: 'Register an AI tool' }}
              />
            }
            columns={[
              {
                heading: 'Tool',
                cell: (one) => <a href={`${HERE}/${one.id}`}>{one.productName}</a>,
              },
              { heading: 'Used for', cell: (one) => one.useCase },
              {
                heading: 'Partners',
                cell: (one) =>
                  one.heldBack ? (
                    <Tag tone="yellow">Held back</Tag>
                  ) : (
                    <Tag tone="green">See it</Tag>
                  ),
              },
            ]}
          />
          <Pagination next={next ? withQuery(HERE, { cursor: next }) : undefined} />
        </>
      ),
    }
  },
})

/** What partners see of one deployment, and the form to hold it back or to share it again. */
export const sharingOfOnePage = page({
  path: `${HERE}/:id`,
  allow: MAY_SEE_OVERVIEWS,
  get: async ({ read, params, csrf, actor }, form) => {
    const { deployment, audiences } = await read(previewSharing, { deploymentId: params['id'] })
    if (deployment.organisationId !== actor.organisationId) {
      throw new NotAllowed('Only its own organisation decides what is shared of a deployment.')
    }
    const { heldBack } = deployment
    const mayDecide =
      isAllowed(actor, MAY_DECIDE) &&
      (actor.roles.includes('administrator') || deployment.ownerId === actor.id)
    const preview = (
      <>
        <Audiences audiences={audiences} />
        <Preview deployment={deployment} />
        <UnderFoi />
      </>
    )
    return {
      title: `What others see of ${deployment.product.name}`,
      nav: '/administration',
      breadcrumbs: [{ text: 'What others see of ours', href: HERE }],
      body: mayDecide ? (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={
              heldBack
                ? `${deployment.product.name} is held back. Share it again?`
                : `What partners see of ${deployment.product.name}`
            }
            action={`${HERE}/${deployment.id}`}
            csrf={csrf}
            buttonText={heldBack ? 'Share it with partners again' : 'Hold it back from partners'}
            cancelHref={HERE}
            cancelText="Leave it as it is"
            kind={heldBack ? 'primary' : 'warning'}
          >
            {preview}
            {heldBack ? null : (
              <p>
                Held back, partners read none of this. They are told how many deployments are held
                back, without a name. Alerts about it still reach you, whatever you choose here.
              </p>
            )}
            <TextArea
              label={heldBack ? 'Why is it shared again?' : 'Why would it be held back?'}
              {...field(form, 'reason')}
            />
          </ConfirmPage>
        </>
      ) : (
        <div className="wr-readable">
          <PageHeading>What partners see of {deployment.product.name}</PageHeading>
          {preview}
        </div>
      ),
    }
  },
  post: async ({ read, run, params }, { values }) => {
    const deploymentId = params['id'] ?? ''
    const { deployment } = await read(previewSharing, { deploymentId })
    const act = deployment.heldBack ? shareAgain : holdBack
    await run(act, { reason: values['reason'], deploymentId })
    return {
      redirect: HERE,
      flash: deployment.heldBack ? 'Partners see it again.' : 'It is held back from partners.',
    }
  },
})

const Audiences = ({ audiences }: { audiences: readonly Audience[] }): ReactElement =>
  audiences.length === 0 ? (
    <p>Your organisation belongs to no system, so nobody sees what is here but you.</p>
  ) : (
    <>
      {audiences.map(({ system, partners }) => (
        <p key={system.id}>
          Partners in {system.name}:{' '}
          {partners.length <= NAMED && partners.length > 0
            ? asList(partners.map((one) => one.name))
            : asCountOf(partners.length, 'organisation')}
          .
        </p>
      ))}
    </>
  )

const UnderFoi = (): ReactElement => (
  <InsetText>
    What is shared with partners may be asked for under the Freedom of Information Act, from you or
    from them. So may what is held back, from you.
  </InsetText>
)

const Preview = ({ deployment }: { deployment: Deployment }): ReactElement => {
  const { heldBack } = deployment
  const stageName = STAGE_WORDS[deployment.stage]
  const role = contactRoleName(deployment)
  return heldBack ? (
    <p>Partners see nothing of it now.</p>
  ) : (
    <>
      <SummaryList
        rows={[
          {
            key: 'Tool',
            value: `${deployment.product.name} by ${deployment.product.supplierName}`,
          },
          { key: 'Version', value: deployment.version?.name ?? 'not chosen' },
          { key: 'Used for', value: deployment.useCase.title },
          { key: 'Stage', value: `${stageName}, since ${asDate(deployment.stageSince)}` },
          { key: 'State', value: 'Whether it runs, is paused, was stopped or has ceased' },
          {
            key: 'What kind of use it is',
            value: 'What you answered: real care, medical device, personal data and the like',
          },
          { key: 'Whom to ask', value: role },
          { key: 'Gates', value: 'What was decided and when; not why, by whom or on what' },
          {
            key: 'Figures',
            value: ['usual', 'scale'].includes(deployment.stage)
              ? 'Points, after small numbers are suppressed'
              : 'None before business as usual',
          },
          {
            key: 'Counts',
            value:
              'How many signals are not explained, and how many exceptions and pieces of evidence end soon; never their words',
          },
          { key: 'Alerts', value: 'What you were told and answered, by role' },
        ]}
      />
      <p>
        Never shared: the words of concerns, evidence and documents, hazards, names of people,
        security reports, prices.
      </p>
    </>
  )
}
