import { isAllowed } from '#kernel/actor.js'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { page } from '#kernel/declare/page.js'
import { roleInText } from '#kernel/roles.js'
import {
  asDate,
  Button,
  ButtonGroup,
  EmptyList,
  ErrorSummary,
  field,
  FilterBar,
  Form,
  PageHeading,
  Pagination,
  Panel,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { HAZARD_KIND_NAMES, HAZARD_KINDS } from '../hazard-kinds.js'
import { issueSystemAlert } from '../issue-system-alert.js'
import { listAlerts, type ListedAlert } from '../list-alerts.js'
import { systemVersions } from '../own-tools.js'
import {
  ANSWER_NAMES,
  ANSWER_TONES,
  alertTitle,
  KIND_NAMES,
  NOT_A_NATIONAL_ALERT,
} from '../words.js'

/** The alerts the organisation issued or was sent, and those of its partners. */
export const alertsPage = page({
  path: '/alerts',
  allow: ['signed-in'],
  get: async ({ read, query, actor }) => {
    const list = await read(listAlerts, { ...query, limit: undefined })
    const clearHref = withoutFilters('/alerts', query)
    const to = (cursor: string | null) =>
      cursor ? withQuery('/alerts', { ...query, cursor }) : undefined
    return {
      title: 'Alerts',
      nav: '/alerts',
      body: (
        <>
          <PageHeading>Alerts</PageHeading>
          <p>{NOT_A_NATIONAL_ALERT}: each is issued by the organisation it names.</p>
          {isAllowed(actor, ['system-ai-lead']) ? (
            <Button href="/alerts/new">Issue a system alert</Button>
          ) : null}
          <FilterBar action="/alerts" clearHref={clearHref}>
            <Select
              label="Show"
              name="show"
              empty="All that we may see"
              value={query['show']}
              choices={[
                { value: 'to-answer', label: 'Those we have to answer' },
                { value: 'issued', label: 'Those we issued' },
              ]}
            />
            <Select
              label="Kind of notice"
              name="notice"
              empty="All"
              value={query['notice']}
              choices={[
                { value: 'alert', label: 'Alerts' },
                { value: 'stop', label: 'Stops called' },
                { value: 'cease', label: 'Uses ceased' },
              ]}
            />
          </FilterBar>
          <Table
            caption="Alerts, newest first"
            quietCaption
            rows={list.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyList heading="No alert yet" clearHref={clearHref}>
                <p>
                  An alert comes when a concern about a version that you or a partner run is judged
                  serious.
                </p>
              </EmptyList>
            }
            columns={[
              {
                heading: 'Alert',
                cell: (one) => <a href={`/alerts/${one.id}`}>{alertTitle(one)}</a>,
              },
              { heading: 'What', cell: (one) => KIND_NAMES[one.kind] ?? one.kind },
              {
                heading: 'Issued by',
                cell: (one) => `${one.issuedByName}, ${roleInText(one.issuedByRole)}`,
              },
              { heading: 'Issued', cell: (one) => asDate(one.issuedAt) },
              { heading: 'Our answer', cell: (one) => <OwnState alert={one} /> },
            ]}
          />
          <Pagination previous={to(list.previous)} next={to(list.next)} />
        </>
      ),
    }
  },
})

const OwnState = ({ alert }: { alert: ListedAlert }) => {
  if (alert.stoodDownAt) return <Tag>Stood down</Tag>
  if (!alert.ownState) return <>not sent to us</>
  return <Tag tone={ANSWER_TONES[alert.ownState]}>{ANSWER_NAMES[alert.ownState]}</Tag>
}

/** A system AI lead issues an alert to everybody who runs a version. */
export const newAlertPage = page({
  path: '/alerts/new',
  allow: ['system-ai-lead'],
  get: async ({ read, csrf }, form) => {
    const versions = await read(systemVersions, {})
    return {
      title: 'Issue a system alert',
      nav: '/alerts',
      breadcrumbs: [{ text: 'Alerts', href: '/alerts' }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Issue a system alert</PageHeading>
          <Panel>
            Every organisation that runs the version, in your system and outside it, and its
            supplier are told at once, whatever they share. {NOT_A_NATIONAL_ALERT}.
          </Panel>
          <Form action="/alerts/new" csrf={csrf}>
            <Select
              label="Which version?"
              empty="Choose"
              choices={versions.flatMap((one) =>
                one.versionId ? [{ value: one.versionId, label: one.versionName ?? '' }] : [],
              )}
              {...field(form, 'versionId')}
            />
            <Select
              label="What kind of concern?"
              empty="Choose"
              choices={HAZARD_KINDS.map((kind) => ({
                value: kind,
                label: HAZARD_KIND_NAMES[kind],
              }))}
              {...field(form, 'kind')}
            />
            <TextField
              label="What is it used for?"
              hint="Everybody who is told sees this. For example: chest X-ray triage"
              {...field(form, 'useCase')}
            />
            <ButtonGroup>
              <Button kind="warning">Issue the alert</Button>
              <a href="/alerts">Cancel</a>
            </ButtonGroup>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run }, { values }) => {
    const { id, told } = await run(issueSystemAlert, values)
    return { redirect: `/alerts/${id}`, flash: `The alert is issued: ${told} were told.` }
  },
})
