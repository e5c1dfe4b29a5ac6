import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import type { Framework } from '#modules/framework/index.js'
import { asDate, asDateTime, ButtonGroup, Card, SummaryList, Table } from '#ui/index.js'
import { MAY_REGISTER, MAY_STOP, type Deployment, type VersionRun } from '../../model.js'
import { showDeploymentAndWay } from '../../show-deployment.js'
import { editAddress } from '../edit/sections.js'
import { factName, factWords } from '../fact-words.js'
import { askedFacts, contactWords, versionWords } from '../../words.js'

/** A deployment: what it is, for whom, who answers for it, and what is known of it. */
export const showPage = page({
  path: '/register/deployments/:id',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const { deployment, isOwn, versionRuns, sites, framework } = await read(showDeploymentAndWay, {
      id: params['id'],
    })
    const mayEdit = isOwn && isAllowed(actor, MAY_REGISTER) && deployment.state !== 'ceased'
    return {
      title: 'Summary',
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Summary',
      body: (
        <>
          <Facts deployment={deployment} sites={sites} isOwn={isOwn} mayEdit={mayEdit} />
          {isOwn ? <About framework={framework} deployment={deployment} mayEdit={mayEdit} /> : null}
          {isOwn ? <Runs runs={versionRuns} /> : null}
          {isOwn && isAllowed(actor, MAY_STOP) ? <Acts deployment={deployment} /> : null}
        </>
      ),
    }
  },
})

const Facts = (props: {
  deployment: Deployment
  sites: readonly { name: string }[]
  isOwn: boolean
  mayEdit: boolean
}): ReactElement => {
  const { deployment, isOwn, mayEdit } = props
  const here = `/register/deployments/${deployment.id}`
  const change = (href: string) => (mayEdit ? { action: { href, words: 'Change' } } : {})
  return (
    <SummaryList
      rows={[
        {
          key: 'Product',
          value: (
            <a href={`/register/products/${deployment.product.id}`}>{deployment.product.name}</a>
          ),
        },
        { key: 'Supplier', value: deployment.product.supplierName },
        { key: 'Version', value: versionWords(deployment), ...change(`${here}/version`) },
        { key: 'Used for', value: deployment.useCase.title },
        { key: 'Setting', value: deployment.useCase.setting },
        { key: 'For whom', value: deployment.useCase.forWhom },
        { key: 'Who to ask', value: contactWords(deployment), ...change(`${here}/edit/stop`) },
        ...(isOwn
          ? [
              {
                key: 'Where',
                value: props.sites.map((site) => site.name).join(', ') || 'The whole organisation',
              },
              {
                key: 'How it is switched off here',
                value: deployment.switchOffHow,
                ...change(`${here}/edit/stop`),
              },
              { key: 'Who switches it off', value: deployment.switchOffWho },
              ...(deployment.stage === 'pilot'
                ? [{ key: 'Pilot ends', value: dated(deployment.pilotEnds) }]
                : []),
              {
                key: 'Next review due',
                value: dated(deployment.reviewDue),
                ...change(`${here}/edit/dates`),
              },
            ]
          : []),
        { key: 'Registered', value: asDate(deployment.registeredAt) },
      ]}
    />
  )
}

const dated = (date: string | null) => (date ? asDate(date) : undefined)

const About = (props: {
  framework: Framework
  deployment: Deployment
  mayEdit: boolean
}): ReactElement => {
  const facts = askedFacts(props.framework).map((fact) => ({
    fact,
    words: factWords(fact, props.deployment.facts[fact.id]),
  }))
  const open = facts.filter((one) => one.words === undefined)
  return (
    <Card heading="About this use">
      <SummaryList
        rows={facts
          .filter((one) => one.words !== undefined)
          .map(({ fact, words }) => ({ key: factName(fact), value: words }))}
      />
      {open.length > 0 ? (
        <>
          <h3 className="nhsuk-heading-xs">Not answered, so counted as applying</h3>
          <ul>
            {open.map(({ fact }) => (
              <li key={fact.id}>{fact.question}</li>
            ))}
          </ul>
        </>
      ) : null}
      {props.mayEdit ? (
        <p className="wr-screen-only">
          <a href={editAddress(props.deployment.id)}>
            {open.length > 0 ? 'Answer them' : 'Change these answers'}
          </a>
        </p>
      ) : null}
    </Card>
  )
}

const Runs = ({ runs }: { runs: readonly VersionRun[] }): ReactElement => (
  <Table
    caption="Which version ran when"
    compact
    rows={runs}
    rowKey={(run) => run.id}
    columns={[
      { heading: 'Version', cell: (run) => run.version?.name ?? 'not chosen' },
      { heading: 'Configuration', cell: (run) => run.configuration || 'not answered' },
      { heading: 'From', cell: (run) => asDateTime(run.ranFrom) },
      { heading: 'Until', cell: (run) => (run.ranUntil ? asDateTime(run.ranUntil) : 'now') },
    ]}
  />
)

const Acts = ({ deployment }: { deployment: Deployment }): ReactElement => {
  const here = `/register/deployments/${deployment.id}`
  const hasCeased = deployment.state === 'ceased'
  const isOff = deployment.state === 'paused' || deployment.state === 'parked'
  return (
    <div className="wr-screen-only">
      <Card heading={hasCeased ? 'After it ceased' : 'Stop or change it'} edge="red">
        <ButtonGroup>
          {hasCeased || deployment.state === 'stop-called' ? null : (
            <a className="nhsuk-button nhsuk-button--warning" href={`${here}/stop`}>
              Emergency stop
            </a>
          )}
          {hasCeased || isOff || deployment.state === 'stop-called' ? null : (
            <a href={`${here}/pause`}>Pause</a>
          )}
          {isOff ? <a href={`${here}/resume`}>Let it go on</a> : null}
          <a href={`${here}/cease`}>{hasCeased ? 'What is left to settle' : 'Cease this use'}</a>
        </ButtonGroup>
      </Card>
    </div>
  )
}
