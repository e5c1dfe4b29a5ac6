import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState, type PageContext } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  HistoryList,
  PageHeading,
  Panel,
  SummaryList,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import { MAY_REDACT, MAY_TRIAGE, MAY_WORK, type Concern, type ConcernEntry } from '../model.js'
import { ownTools } from '../own-tools.js'
import { showConcern } from '../show-concern.js'
import {
  HARM_NAMES,
  KIND_NAMES,
  NOT_ESTABLISHED,
  ORIGIN_NAMES,
  SEVERITY_NAMES,
  STILL_NAMES,
} from '../words.js'
import { StateTag } from './list.js'
import { TriageForm } from './triage-form.js'

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
              </>
            }
            side={<Side context={context} form={form} concern={concern} />}
          />
          <Card heading="What was done">
            <Entries entries={entries} />
          </Card>
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
        <div className="wr-screen-only">
          <Card heading="Acknowledge">
            <p>Say that you have seen it, by {asDate(concern.acknowledgeBy)}.</p>
            <Form action={`${here}/acknowledge`} csrf={csrf}>
              <Button kind={triages ? 'secondary' : 'primary'}>Acknowledge</Button>
            </Form>
          </Card>
        </div>
      ) : null}
      {triages && concern.state === 'triaged' ? (
        <div className="wr-screen-only">
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
        </div>
      ) : null}
      {isAllowed(actor, MAY_WORK) ? (
        <div className="wr-screen-only">
          <Card heading={triages && concern.state === 'closed' ? 'Open it again' : 'Comment'}>
            <Form
              action={triages && concern.state === 'closed' ? `${here}/reopen` : `${here}/comment`}
              csrf={csrf}
            >
              <Hidden name="revision" value={String(concern.revision)} />
              <TextArea label="Your words" rows={3} {...field(form, 'words')} />
              <Button kind="secondary">
                {triages && concern.state === 'closed'
                  ? 'Open the concern again'
                  : 'Add the comment'}
              </Button>
            </Form>
          </Card>
        </div>
      ) : null}
      {isAllowed(actor, MAY_REDACT) ? (
        <p className="wr-screen-only">
          <a href={`${here}/redact`}>Remove words that identify somebody</a>
        </p>
      ) : null}
    </>
  )
}
