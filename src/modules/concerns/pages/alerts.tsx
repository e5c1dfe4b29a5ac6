import { isAllowed } from '#kernel/actor.js'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { streamCsv } from '#kernel/csv.js'
import { page } from '#kernel/declare/page.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { roleInText } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  Button,
  ButtonGroup,
  EmptyList,
  ErrorSummary,
  field,
  FilterBar,
  Form,
  ListFoot,
  PageHeading,
  Panel,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { HAZARD_KIND_NAMES, HAZARD_KINDS } from '../hazard-kinds.js'
import { issueSystemAlert } from '../issue-system-alert.js'
import { listAlerts, type ListedAlert } from '../list-alerts.js'
import { ANSWER_STATES } from '../model.js'
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
            <TextField label="Search" name="search" type="search" value={query['search']} />
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
            <Select
              label="Our answer"
              name="state"
              empty="Any"
              value={query['state']}
              choices={[
                ...ANSWER_STATES.map((value) => ({ value, label: ANSWER_NAMES[value] })),
                { value: 'stood-down', label: 'Stood down' },
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
              {
                heading: 'Our answer',
                cell: (one) => <OwnState alert={one} own={actor.organisationId} />,
              },
            ]}
          />
          <ListFoot
            list={list}
            to={(changes) => withQuery('/alerts', { ...query, ...changes })}
            csvHref={withQuery('/alerts.csv', { ...query, cursor: undefined })}
          />
        </>
      ),
    }
  },
})

const OwnState = ({ alert, own }: { alert: ListedAlert; own: string | null }) => {
  const words = answerWords(alert, own)
  if (alert.stoodDownAt) return <Tag>{words}</Tag>
  return alert.ownState ? <Tag tone={ANSWER_TONES[alert.ownState]}>{words}</Tag> : <>{words}</>
}

// Whoever runs nothing of it is asked for no answer: an integrated care board, or a partner that looks on.
const notAsked = (alert: ListedAlert, own: string | null): string =>
  alert.issuedByOrganisationId === own
    ? 'None asked: issued by us, to those who run it'
    : 'None asked: issued or sent to a partner'

/** The same list as a file. */
export const alertsCsv = page({
  path: '/alerts.csv',
  allow: ['signed-in'],
  get: async ({ read, query, actor, now }) => ({
    download: streamCsv(
      ['alert', 'notice', 'kind', 'severity', 'used for', 'issued by', 'issued', 'our answer'],
      (cursor) => read(listAlerts, { ...query, cursor, limit: LARGEST_PAGE }),
      (one) => [
        `${one.product.name} ${one.version.name}`,
        one.notice,
        KIND_NAMES[one.kind] ?? one.kind,
        one.severity,
        one.useCase,
        one.issuedByName,
        londonDate(one.issuedAt),
        answerWords(one, actor.organisationId),
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `alerts-${londonDate(now)}.csv`,
  }),
})

const answerWords = (alert: ListedAlert, own: string | null): string => {
  if (alert.stoodDownAt) return 'Stood down'
  return alert.ownState ? ANSWER_NAMES[alert.ownState] : notAsked(alert, own)
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
