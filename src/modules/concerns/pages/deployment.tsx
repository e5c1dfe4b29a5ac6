import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import type {
  Banner,
  BannerSource,
  NextActionSource,
  Panel as PanelSource,
} from '#kernel/declare/subject.js'
import { withQuery } from '#kernel/address.js'
import { asDate, Button, Card, EmptyState, Pagination, Table, Tag } from '#ui/index.js'
import { alertsOfProduct } from '../alert-audience.js'
import { openAlerts } from '../alerts-for.js'
import { listConcerns } from '../list-concerns.js'
import { MAY_ANSWER } from '../model.js'
import { ANSWER_NAMES, alertTitle, KIND_NAMES, NOT_A_NATIONAL_ALERT } from '../words.js'
import { concernColumns } from './list.js'

const PATH = '/register/deployments/:id/concerns'

/** The concerns and open alerts about a deployment. */
export const deploymentTabPage = page({
  path: PATH,
  allow: ['signed-in'],
  get: async ({ read, params, query, now }) => {
    const id = params['id'] ?? ''
    const here = `/register/deployments/${id}/concerns`
    const cursor = query['cursor'] ? { cursor: query['cursor'] } : {}
    const list = await read(listConcerns, { deploymentId: id, ...cursor })
    const alerts = await read(openAlerts, { deploymentId: id })
    const to = (next: string | null) => (next ? withQuery(here, { cursor: next }) : undefined)
    return {
      title: 'Concerns',
      nav: '/register',
      subject: { kind: 'deployment', id },
      tab: 'Concerns',
      body: (
        <>
          <Button href={withQuery('/concerns/raise', { deployment: id })}>Raise a concern</Button>
          {alerts.length > 0 ? (
            <Card heading="Open alerts">
              <ul>
                {alerts.map((alert) => (
                  <li key={alert.id}>
                    <a href={`/alerts/${alert.id}`}>{alertTitle(alert)}</a>{' '}
                    <Tag tone="red">{ANSWER_NAMES[alert.state]}</Tag>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          <Table
            caption="Concerns about this deployment, newest first"
            rows={list.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyState heading="No concern is known here">
                <p>
                  Your organisation has raised none about it. Another organisation’s concerns are
                  its own; what is judged serious reaches you as an alert.
                </p>
              </EmptyState>
            }
            columns={concernColumns(now)}
          />
          <Pagination previous={to(list.previous)} next={to(list.next)} />
        </>
      ),
    }
  },
})

/** Open alerts stand on every page of the deployments they concern. */
export const alertBanners: BannerSource = {
  of: 'deployment',
  banners: async ({ read }, id) => (await read(openAlerts, { deploymentId: id })).map(bannerOf),
}

/** An alert that waits for an answer comes before what the stage asks. */
export const alertNext: NextActionSource = {
  of: 'deployment',
  next: async ({ read, actor }, id) => {
    const waiting = (await read(openAlerts, { deploymentId: id })).filter(
      ({ state }) => state !== 'action-required',
    )
    const [newest] = waiting
    if (!newest) return null
    const verb = isAllowed(actor, MAY_ANSWER) ? 'Answer' : 'Read'
    return waiting.length === 1
      ? { urgency: 1, words: `${verb} the alert`, href: `/alerts/${newest.id}` }
      : {
          urgency: 1,
          words: `${verb} the ${waiting.length} alerts about it`,
          href: PATH.replace(':id', id),
        }
  },
}

const bannerOf = (
  alert: Parameters<typeof alertTitle>[0] & {
    id: string
    kind: string
    state: string
    issuedByName: string
  },
): Banner => {
  const answered = alert.state === 'action-required'
  return {
    tone: answered ? 'yellow' : 'red',
    word: answered ? 'Action required' : 'Alert',
    sentence: `${KIND_NAMES[alert.kind] ?? alert.kind}: ${alert.product.name} ${alert.version.name}. Issued by ${alert.issuedByName}. ${NOT_A_NATIONAL_ALERT}.`,
    href: `/alerts/${alert.id}`,
  }
}

/** What is open about a deployment, and the way to say that something is wrong. */
export const deploymentPanel: PanelSource = {
  of: 'deployment',
  order: 60,
  column: 'side',
  allow: ['signed-in'],
  render: async ({ read }, id) => {
    const { rows } = await read(listConcerns, { deploymentId: id, limit: 100 })
    const open = rows.filter((one) => one.state !== 'closed')
    return (
      <Card heading="Concerns">
        <p>
          {open.length === 0
            ? 'None is open here.'
            : `${open.length} open, ${open.filter((one) => one.severity === 'serious').length} serious.`}{' '}
          <a href={`/register/deployments/${id}/concerns`}>See concerns</a>
        </p>
        <p className="wr-screen-only">
          <a href={withQuery('/concerns/raise', { deployment: id })}>Raise a concern</a>
        </p>
      </Card>
    )
  },
}

/** The alerts about a product that the reader may see. */
export const productPanel: PanelSource = {
  of: 'product',
  order: 60,
  column: 'side',
  allow: ['signed-in'],
  render: async ({ read }, id) => {
    const alerts = await read(alertsOfProduct, { productId: id })
    if (alerts.length === 0) return null
    return (
      <Card heading="Alerts">
        <ul>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <a href={`/alerts/${alert.id}`}>{alertTitle(alert)}</a>
              {`, ${asDate(alert.issuedAt)}`}
            </li>
          ))}
        </ul>
      </Card>
    )
  },
}
