import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { addDays } from '#kernel/time.js'
import {
  asCount,
  asDate,
  asDateTime,
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  ActLink,
  IfMayOpen,
  InsetText,
  SummaryList,
  Table,
  TextArea,
  TextField,
  TwoColumns,
  WarningCallout,
} from '#ui/index.js'
import type { showData } from '../../show-data.js'
import { SOURCE_WORDS, windowWords } from '../../words.js'
import { FromTheCommandLine } from '../send/page.js'
import { monitoringHref } from '../addresses.js'

type Shown = NonNullable<(typeof showData)['gives']>

/** Where figures come from: the switch for rows, what came in, and what is kept until when. */
export const DataBody = (props: {
  shown: Shown
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, context, form } = props
  const id = shown.deployment.id
  const isAdministrator = context.actor.roles.includes('administrator')
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <TwoColumns
        main={
          shown.intake ? (
            <IntakeOn shown={shown} isAdministrator={isAdministrator} />
          ) : (
            <IntakeOff shown={shown} context={context} form={form} may={isAdministrator} />
          )
        }
        side={
          <>
            <IfMayOpen href={monitoringHref(id, '/send')}>
              <Card heading="What to do">
                <Button href={monitoringHref(id, '/send')}>Send figures</Button>
                <p>
                  <ActLink href={monitoringHref(id, '/metrics')}>
                    Names of metrics of another tool
                  </ActLink>
                </p>
              </Card>
            </IfMayOpen>
            <FromTheCommandLine deploymentId={id} plan={shown.plan} />
          </>
        }
      />
      <Received shown={shown} />
    </>
  )
}

const IntakeOn = ({ shown, isAdministrator }: { shown: Shown; isAdministrator: boolean }) => {
  const { intake, plan, deployment } = shown
  if (!intake) return null
  return (
    <Card heading="Rows are taken in" edge="orange">
      <WarningCallout heading="These rows are personal data">
        <p>
          Predictions and outcomes of single people are kept here under pseudonyms. Pseudonymous
          rows are personal data. They are visible to {deployment.organisationName} alone, and each
          is deleted when its window is final.
        </p>
      </WarningCallout>
      <SummaryList
        rows={[
          { key: 'Controller', value: intake.controllerName },
          { key: 'Reason', value: intake.reason },
          { key: 'Processor agreement', value: intake.processorAgreement },
          { key: 'Kept for at most', value: `${intake.retentionDays} days after a window ends` },
          {
            key: 'Switched on',
            value: `${intake.switchedOnByName}, ${asDateTime(intake.switchedOnAt)}`,
          },
        ]}
      />
      <Table
        caption="Rows kept now"
        rows={shown.kept}
        empty={<p>No rows are kept at present.</p>}
        columns={[
          { heading: 'Window', cell: (row) => windowWords(row.from, row.to) },
          {
            heading: 'Figures made',
            cell: (row) => (row.talliedAt ? asDateTime(row.talliedAt) : 'not yet'),
          },
          {
            heading: 'Rows deleted from',
            cell: (row) =>
              plan
                ? asDate(
                    addDays(
                      row.to,
                      Math.min(plan.followUpDays + plan.graceDays, intake.retentionDays),
                    ),
                  )
                : 'when a plan is fixed',
          },
          { heading: 'Problem', cell: (row) => row.problem ?? 'none' },
        ]}
      />
      {isAdministrator ? (
        <Button kind="secondary" href={monitoringHref(deployment.id, '/data/off')}>
          Switch off
        </Button>
      ) : (
        <p>An administrator can switch this off.</p>
      )}
    </Card>
  )
}

const IntakeOff = (props: {
  shown: Shown
  context: PageContext
  form: FormState
  may: boolean
}) => {
  const { shown, context, form } = props
  const id = shown.deployment.id
  const [oldest] = shown.kept
  return (
    <Card heading="Rows are not taken in">
      <p>
        Figures come as summaries: a file is counted on your own machine, in the browser or by the
        command line, and only counts and figures are sent. Rows sent here are refused.
      </p>
      {oldest ? (
        <InsetText>
          <p>
            Rows that came in before are still kept, and are personal data. Those of{' '}
            {windowWords(oldest.from, oldest.to)} are the oldest. Each is deleted when its window is
            final.
          </p>
        </InsetText>
      ) : null}
      {props.may ? (
        <>
          <h3 className="nhsuk-heading-s">If the controller has decided to send rows</h3>
          <p>
            Pseudonymous rows are personal data. Switch this on only when the controller has decided
            so and a processor agreement covers this Wardround.
          </p>
          <Form action={monitoringHref(id, '/data')} csrf={context.csrf}>
            <TextField label="Name of the controller" {...field(form, 'controllerName')} />
            <TextArea label="Why are rows needed?" {...field(form, 'reason')} />
            <TextField
              label="Processor agreement"
              hint="Its reference and date"
              {...field(form, 'processorAgreement')}
            />
            <TextField
              label="Keep rows for at most"
              suffix="days after a window ends"
              width={4}
              inputMode="numeric"
              {...field(form, 'retentionDays')}
            />
            <Button>Switch on</Button>
          </Form>
        </>
      ) : (
        <p>An administrator can switch row-level intake on, once the controller has decided so.</p>
      )}
    </Card>
  )
}

/** A sentence with its dates as people write them. */
const inWords = (text: string): string =>
  text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (date) => asDate(date))

const Received = ({ shown }: { shown: Shown }) => (
  <Card heading="What came in">
    <Table
      caption="Summaries and figures, newest first"
      rows={shown.summaries}
      empty={<p>Nothing has come in yet.</p>}
      columns={[
        { heading: 'When', cell: (row) => asDateTime(row.receivedAt) },
        { heading: 'How', cell: (row) => SOURCE_WORDS[row.source as keyof typeof SOURCE_WORDS] },
        { heading: 'By', cell: (row) => row.receivedByName },
        {
          heading: 'Rows used',
          numeric: true,
          cell: (row) => `${asCount(row.used)} of ${asCount(row.rows)}`,
        },
        {
          heading: 'Periods',
          cell: (row) =>
            `${row.added} added, ${row.superseded} replaced, ${row.unchanged} unchanged`,
        },
        { heading: 'Dates', cell: (row) => inWords(row.datedNote) },
      ]}
    />
    {shown.receipts.length > 0 ? (
      <Table
        caption="Batches of rows, newest first"
        rows={shown.receipts}
        columns={[
          { heading: 'When', cell: (row) => asDateTime(row.receivedAt) },
          { heading: 'What', cell: (row) => row.kind },
          { heading: 'Accepted', numeric: true, cell: (row) => asCount(row.accepted) },
          { heading: 'Had already', numeric: true, cell: (row) => asCount(row.duplicate) },
          { heading: 'Refused', numeric: true, cell: (row) => asCount(row.rejected) },
          { heading: 'Window final', numeric: true, cell: (row) => asCount(row.windowFinal) },
        ]}
      />
    ) : null}
  </Card>
)
