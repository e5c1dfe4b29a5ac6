import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState, type PageContext } from '#kernel/describe.js'
import {
  asDate,
  Button,
  Card,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  Hidden,
  HistoryList,
  PageHeading,
  Panel,
  Radios,
  Select,
  SummaryList,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import { HAZARD_KIND_NAMES, HAZARD_KINDS } from '../hazard-kinds.js'
import { MAY_REDACT, MAY_TRIAGE, MAY_WORK, type Concern, type ConcernEntry } from '../model.js'
import { ownTools, type OwnTool } from '../own-tools.js'
import { redactConcern } from '../redact-concern.js'
import { showConcern } from '../show-concern.js'
import { triageConcern } from '../triage-concern.js'
import {
  HARM_NAMES,
  KIND_NAMES,
  NOT_ESTABLISHED,
  ORIGIN_NAMES,
  SEVERITY_NAMES,
  STILL_NAMES,
} from '../words.js'
import {
  acknowledgeConcern,
  closeConcern,
  commentOnConcern,
  reopenConcern,
} from '../work-on-concern.js'
import { StateTag } from './list.js'

/** One concern: what was reported, what was decided, and the one next thing to do. */
export const concernPage = page({
  path: '/concerns/:id',
  allow: ['signed-in'],
  get: async (context, form) => {
    const { read, params, actor, now } = context
    const shown = await read(showConcern, { id: params['id'] })
    const { concern, entries } = shown
    const triages = isAllowed(actor, MAY_TRIAGE)
    const tools = triages && !concern.deploymentId ? await read(ownTools, {}) : []
    return {
      title: `Concern ${concern.reference}`,
      nav: '/concerns',
      breadcrumbs: [{ text: 'Concerns', href: '/concerns' }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading aside={concern.toolName}>Concern {concern.reference}</PageHeading>
          <p>
            <StateTag concern={concern} now={now} />{' '}
            {concern.state === 'reported' ? `· ${NOT_ESTABLISHED}` : null}
          </p>
          <TwoColumns
            main={
              <>
                <Reported concern={concern} />
                {triages && concern.state !== 'closed' ? (
                  <TriageForm
                    context={context}
                    form={form}
                    concern={concern}
                    versions={shown.versions}
                    tools={tools}
                  />
                ) : null}
                <Card heading="What was done">
                  <Entries entries={entries} />
                </Card>
              </>
            }
            side={<Side context={context} form={form} concern={concern} />}
          />
        </>
      ),
    }
  },
})

const Reported = ({ concern }: { concern: Concern }): ReactElement => (
  <Card heading="What was reported">
    <p>{concern.whatHappened}</p>
    <SummaryList
      rows={[
        {
          key: 'About',
          value: concern.deploymentId ? (
            <a href={`/register/deployments/${concern.deploymentId}`}>{concern.toolName}</a>
          ) : (
            concern.toolName
          ),
        },
        { key: 'Version affected', value: concern.versionName ?? 'not chosen' },
        {
          key: 'Raised by',
          value: concern.raisedByName
            ? `${concern.raisedByName} (${ORIGIN_NAMES[concern.origin].toLowerCase()})`
            : ORIGIN_NAMES[concern.origin],
        },
        { key: 'Raised', value: asDate(concern.raisedAt) },
        { key: 'Noticed', value: concern.noticedOn ? asDate(concern.noticedOn) : '' },
        { key: 'Was anyone harmed?', value: HARM_NAMES[concern.harm] },
        { key: 'Still happening?', value: STILL_NAMES[concern.stillHappening] },
        ...(concern.severity
          ? [
              {
                key: 'Judged',
                value: `${SEVERITY_NAMES[concern.severity]}: ${KIND_NAMES[concern.kind ?? 'other'] ?? ''}`,
              },
            ]
          : []),
        ...(concern.outcome ? [{ key: 'What came of it', value: concern.outcome }] : []),
      ]}
    />
  </Card>
)

const TriageForm = (props: {
  context: PageContext
  form: FormState
  concern: Concern
  versions: readonly { id: string; name: string }[]
  tools: readonly OwnTool[]
}): ReactElement => {
  const { context, form, concern, versions, tools } = props
  const again = concern.state === 'triaged'
  return (
    <Card
      heading={again ? 'Judge it again' : 'Triage'}
      edge={again ? undefined : 'blue'}
      id="triage"
    >
      <Form action={`/concerns/${concern.id}/triage`} csrf={context.csrf}>
        <Hidden name="revision" value={String(concern.revision)} />
        {concern.deploymentId ? null : (
          <Select
            label="Which tool is it about?"
            empty="Not known"
            choices={tools.map((tool) => ({ value: tool.deploymentId, label: tool.name }))}
            {...field(form, 'deploymentId')}
          />
        )}
        <Select
          label="What kind of concern is it?"
          empty="Choose"
          choices={HAZARD_KINDS.map((kind) => ({ value: kind, label: HAZARD_KIND_NAMES[kind] }))}
          {...field(form, 'kind')}
        />
        <Select
          label="Which version is affected?"
          empty={concern.versionName ? `${concern.versionName} (as reported)` : 'Not chosen'}
          choices={versions.map((version) => ({ value: version.id, label: version.name }))}
          {...field(form, 'versionId')}
        />
        <Radios
          label="How serious is it?"
          choices={[
            { value: 'not-serious', label: SEVERITY_NAMES['not-serious'] },
            {
              value: 'serious',
              label: SEVERITY_NAMES.serious,
              hint: 'This issues an alert at once, to every organisation that runs this version and to its supplier. They do not see the report, the reason or the reporter.',
            },
          ]}
          {...field(form, 'severity')}
        />
        <TextArea
          label="Why?"
          hint="Stays within your organisation."
          rows={3}
          {...field(form, 'reason')}
        />
        <Button>Record the decision</Button>
      </Form>
    </Card>
  )
}

const WHAT: Readonly<Record<ConcernEntry['kind'], string>> = {
  acknowledged: 'Acknowledged',
  comment: 'Comment',
  triaged: 'Triaged',
  closed: 'Closed',
  reopened: 'Opened again',
  signal: 'Another signal',
  redacted: 'Words removed',
}

const Entries = ({ entries }: { entries: readonly ConcernEntry[] }): ReactElement =>
  entries.length === 0 ? (
    <p>Nothing yet.</p>
  ) : (
    <HistoryList
      entries={entries.toReversed().map((entry) => ({
        what: (
          <>
            {WHAT[entry.kind]}
            {entry.severity ? `: ${SEVERITY_NAMES[entry.severity as 'serious']}` : ''}
            {entry.hazard ? `, ${(KIND_NAMES[entry.hazard] ?? '').toLowerCase()}` : ''}
            {entry.words ? <span className="wr-note">{entry.words}</span> : null}
          </>
        ),
        who: entry.byName,
        when: entry.at,
      }))}
    />
  )

const Side = (props: { context: PageContext; form: FormState; concern: Concern }): ReactElement => {
  const { context, form, concern } = props
  const { actor, csrf } = context
  const here = `/concerns/${concern.id}`
  const triages = isAllowed(actor, MAY_TRIAGE)
  return (
    <>
      {concern.alertId ? (
        <Panel tone="red">
          An alert was issued. <a href={`/alerts/${concern.alertId}`}>See who has answered it</a>
        </Panel>
      ) : null}
      {isAllowed(actor, MAY_WORK) && !concern.acknowledgedAt ? (
        <Card heading="Acknowledge">
          <p>Say that you have seen it, by {asDate(concern.acknowledgeBy)}.</p>
          <Form action={`${here}/acknowledge`} csrf={csrf}>
            <Button kind={triages ? 'secondary' : 'primary'}>Acknowledge</Button>
          </Form>
        </Card>
      ) : null}
      {triages && concern.state === 'triaged' ? (
        <Card heading="Close">
          <Form action={`${here}/close`} csrf={csrf}>
            <Hidden name="revision" value={String(concern.revision)} />
            <TextArea
              label="What came of it?"
              hint="The person who raised it sees this."
              rows={3}
              {...field(form, 'outcome')}
            />
            <Button kind="secondary">Close the concern</Button>
          </Form>
        </Card>
      ) : null}
      {isAllowed(actor, MAY_WORK) ? (
        <Card heading={triages && concern.state === 'closed' ? 'Open it again' : 'Comment'}>
          <Form
            action={triages && concern.state === 'closed' ? `${here}/reopen` : `${here}/comment`}
            csrf={csrf}
          >
            <Hidden name="revision" value={String(concern.revision)} />
            <TextArea label="Your words" rows={3} {...field(form, 'words')} />
            <Button kind="secondary">
              {triages && concern.state === 'closed' ? 'Open the concern again' : 'Add the comment'}
            </Button>
          </Form>
        </Card>
      ) : null}
      {isAllowed(actor, MAY_REDACT) ? (
        <p>
          <a href={`${here}/redact`}>Remove words that identify somebody</a>
        </p>
      ) : null}
    </>
  )
}

const idOf = ({ params }: PageContext): string => params['id'] ?? ''
const shows = (context: PageContext, form: FormState) => {
  if (!concernPage.get) throw new Error('The page of a concern can be shown.')
  return concernPage.get(context, form)
}
const back = (context: PageContext, flash: string) => ({
  redirect: `/concerns/${idOf(context)}`,
  flash,
})

/** Where the forms of a concern are sent; a refusal draws the concern again with what was typed. */
export const concernForms = [
  page({
    path: '/concerns/:id/triage',
    allow: MAY_TRIAGE,
    get: shows,
    post: async (context, { values }) => {
      const done = await context.run(triageConcern, { ...values, concernId: idOf(context) })
      const words = done.told
        ? `The decision is recorded, and an alert is issued: ${done.told} were told.`
        : 'The decision is recorded.'
      return done.told && done.alertId
        ? { redirect: `/alerts/${done.alertId}`, flash: words }
        : back(context, words)
    },
  }),
  page({
    path: '/concerns/:id/acknowledge',
    allow: MAY_WORK,
    get: shows,
    post: async (context) => {
      await context.run(acknowledgeConcern, { concernId: idOf(context) })
      return back(context, 'The concern is acknowledged.')
    },
  }),
  page({
    path: '/concerns/:id/comment',
    allow: MAY_WORK,
    get: shows,
    post: async (context, { values }) => {
      await context.run(commentOnConcern, { ...values, concernId: idOf(context) })
      return back(context, 'The comment is added.')
    },
  }),
  page({
    path: '/concerns/:id/close',
    allow: MAY_TRIAGE,
    get: shows,
    post: async (context, { values }) => {
      await context.run(closeConcern, { ...values, concernId: idOf(context) })
      return back(context, 'The concern is closed.')
    },
  }),
  page({
    path: '/concerns/:id/reopen',
    allow: MAY_TRIAGE,
    get: shows,
    post: async (context, { values }) => {
      await context.run(reopenConcern, { ...values, concernId: idOf(context) })
      return back(context, 'The concern is open again.')
    },
  }),
  page({
    path: '/concerns/:id/redact',
    allow: MAY_REDACT,
    get: async ({ read, csrf, params }, form) => {
      const { concern } = await read(showConcern, { id: params['id'] })
      return {
        title: `Remove words from concern ${concern.reference}`,
        nav: '/concerns',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Remove the words of concern ${concern.reference}?`}
              action={`/concerns/${concern.id}/redact`}
              csrf={csrf}
              buttonText="Remove the words for good"
              cancelHref={`/concerns/${concern.id}`}
            >
              <p>
                The report, the comments, the reasons and the outcome are removed from the concern
                and from its history, and cannot be brought back. That there was a concern, who
                dealt with it, when and why words were removed stays.
              </p>
              <TextArea label="Why are they removed?" rows={3} {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async (context, { values }) => {
      await context.run(redactConcern, { ...values, concernId: idOf(context) })
      return back(context, 'The words are removed.')
    },
  }),
]
