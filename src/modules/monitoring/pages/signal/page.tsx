import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/describe.js'
import {
  asCount,
  asCountOf,
  asDate,
  asDateTime,
  asDue,
  asFigure,
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import type { Signal } from '../../model.js'
import { expectedFalseSignals } from '../../multiplicity.js'
import type { showSignal } from '../../show-data.js'
import { ruleWords, STATE_WORDS, WAY_WORDS, windowWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'

type Shown = NonNullable<(typeof showSignal)['gives']>

const MAY_ANSWER = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'analyst',
] as const

/** One signal: what fired, on what, and the form that answers it. */
export const SignalBody = (props: {
  shown: Shown
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, context, form } = props
  const { signal, plan } = shown
  const may = MAY_ANSWER.some((role) => context.actor.roles.includes(role))
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <TwoColumns
        main={
          <Card heading="Signal" edge={signal.way === 'right' ? 'green' : 'orange'}>
            <p>{signal.sentence}</p>
            <SummaryList
              rows={[
                { key: 'State', value: <Tag>{STATE_WORDS[signal.state]}</Tag> },
                { key: 'Rule', value: ruleWords(signal.rule) },
                { key: 'Way', value: WAY_WORDS[signal.way] },
                { key: 'Period', value: windowWords(signal.windowFrom, signal.windowTo) },
                { key: 'Raised', value: asDateTime(signal.raisedAt) },
                { key: 'Owner', value: signal.ownerName },
                { key: 'Due', value: `${asDate(signal.due)} (${asDue(signal.due, context.now)})` },
                {
                  key: 'Became a concern',
                  value: signal.becameConcernAt ? asDateTime(signal.becameConcernAt) : 'no',
                },
                {
                  key: 'Answer',
                  value: signal.answer
                    ? `${signal.answer} (${signal.answeredByName}, ${signal.answeredAt ? asDateTime(signal.answeredAt) : ''})`
                    : undefined,
                },
              ]}
            />
            {may && signal.state !== 'closed' ? (
              <AnswerForm signal={signal} context={context} form={form} />
            ) : null}
          </Card>
        }
        side={
          <Card heading="What the plan says">
            <p>{plan?.onSignal ?? 'No plan holds now.'}</p>
            <p>{plan ? `When to stop: ${plan.stopRule}` : ''}</p>
            <p>
              <a href={`/register/deployments/${signal.deploymentId}/pause`}>
                Pause this deployment
              </a>
            </p>
            <p>
              <a href={monitoringHref(signal.deploymentId)}>Back to monitoring</a>
            </p>
          </Card>
        }
      />
    </>
  )
}

const AnswerForm = (props: { signal: Signal; context: PageContext; form: FormState }) => {
  const { signal, context, form } = props
  const answered = signal.state === 'explained' || signal.state === 'acted-on'
  return (
    <Form action={monitoringHref(signal.deploymentId, `/signals/${signal.id}`)} csrf={context.csrf}>
      <Hidden name="revision" value={String(signal.revision)} />
      <TextArea
        label="What did you find or do?"
        hint="Nothing that identifies a person."
        optional={answered}
        {...field(form, 'words')}
      />
      <ButtonGroup>
        {signal.state === 'explained' || signal.state === 'acted-on' ? (
          <Button name="answer" value="close">
            Close
          </Button>
        ) : (
          <Button name="answer" value="explain">
            It is explained
          </Button>
        )}
        {signal.state === 'acted-on' ? null : (
          <Button kind="secondary" name="answer" value="act">
            We acted on it
          </Button>
        )}
        {signal.state === 'new' ? (
          <Button kind="secondary" name="answer" value="acknowledge">
            I have seen it
          </Button>
        ) : null}
      </ButtonGroup>
    </Form>
  )
}

/** Every signal of a deployment, newest first. */
export const SignalsBody = ({
  signals,
  series,
  deploymentId,
}: {
  signals: readonly Signal[]
  series: number
  deploymentId: string
}): ReactElement => (
  <Card heading="Signals">
    <Table
      caption="Signals, newest first"
      rows={signals}
      empty={<p>No rule has fired yet.</p>}
      columns={[
        { heading: 'Raised', cell: (row) => asDate(row.raisedAt) },
        {
          heading: 'What',
          cell: (row) => (
            <a href={monitoringHref(deploymentId, `/signals/${row.id}`)}>{row.sentence}</a>
          ),
        },
        { heading: 'Way', cell: (row) => WAY_WORDS[row.way] },
        { heading: 'State', cell: (row) => <Tag>{STATE_WORDS[row.state]}</Tag> },
        { heading: 'Concern', cell: (row) => (row.becameConcernAt ? 'yes' : 'no') },
      ]}
    />
    {series > 0 ? <ByChance series={series} /> : null}
  </Card>
)

const ByChance = ({ series }: { series: number }) => {
  const expected = expectedFalseSignals(series)
  const periods = Math.round(1 / expected)
  return (
    <p className="wr-note">
      {asCountOf(series, 'series is', 'series are')} judged each period (measures by site). By
      chance alone about {asFigure(expected, 2)} signals a period are to be expected
      {periods > 1 ? `, one in ${asCount(periods)} periods` : ''}. One point outside a limit becomes
      a concern at once only where it stands out among all of them (Benjamini and Hochberg, false
      discovery rate 5%).
    </p>
  )
}
