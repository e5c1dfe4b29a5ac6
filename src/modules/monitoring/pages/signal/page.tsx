import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import {
  asDate,
  asDateTime,
  asDue,
  Button,
  ActLink,
  ButtonGroup,
  Card,
  Details,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Select,
  SummaryList,
  Tag,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import { ANSWERERS } from '../../signals/answer-signal.js'
import type { Signal } from '../../model.js'
import type { SignalAnswer } from '../../signals/signal-answers.js'
import type { showSignal } from '../../show-data.js'
import { OPEN_STATES } from '../../signals/signal-states.js'
import { ruleWords, STATE_WORDS, WAY_WORDS, windowWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'

type Shown = NonNullable<(typeof showSignal)['gives']>

/** One signal: what fired, on what, and the form that answers it. */
export const SignalBody = (props: {
  shown: Shown
  /** What it rests on. */
  evidence: ReactElement
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, context, form } = props
  const { signal, plan } = shown
  const may = ANSWERERS.some((role) => context.actor.roles.includes(role))
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <TwoColumns
        main={
          <Card heading="Signal" edge={signal.way === 'right' ? 'green' : 'orange'}>
            <p>{signal.sentence}</p>
            {signal.way === 'missing' ? (
              <p className="wr-note">
                Where a site has closed, or these figures end, say so as the explanation and close
                it. It is not raised again until figures come and stop anew.
              </p>
            ) : null}
            <SummaryList
              rows={[
                { key: 'State', value: <Tag>{STATE_WORDS[signal.state]}</Tag> },
                { key: 'Rule', value: ruleWords(signal.rule) },
                { key: 'Way', value: WAY_WORDS[signal.way] },
                { key: 'Period', value: windowWords(signal.windowFrom, signal.windowTo) },
                { key: 'Raised', value: asDateTime(signal.raisedAt) },
                { key: 'Owner', value: signal.ownerName },
                {
                  key: 'Due',
                  value: isOpen(signal)
                    ? `${asDate(signal.due)} (${asDue(signal.due, context.now)})`
                    : asDate(signal.due),
                },
                {
                  key: 'Became a concern',
                  value: signal.becameConcernAt
                    ? [asDateTime(signal.becameConcernAt), signal.concernSentence]
                        .filter(Boolean)
                        .join('. ')
                    : 'no',
                },
                ...(shown.answers.length < 2
                  ? [
                      {
                        key: 'Answer',
                        value: signal.answer
                          ? `${signal.answer} (${signal.answeredByName}, ${signal.answeredAt ? asDateTime(signal.answeredAt) : ''})`
                          : undefined,
                      },
                    ]
                  : []),
              ]}
            />
            <Answers answers={shown.answers} />
            {may && signal.state !== 'closed' ? (
              <AnswerForm signal={signal} context={context} form={form} />
            ) : null}
            {(may || context.actor.roles.includes('administrator')) && isOpen(signal) ? (
              <HandOver {...props} />
            ) : null}
          </Card>
        }
        side={
          <Card heading="What the plan says">
            <p>{onSignalOf(shown)}</p>
            <p>{plan ? `When to stop: ${plan.stopRule}` : ''}</p>
            <p>
              <ActLink href={`/register/deployments/${signal.deploymentId}/pause`}>
                Pause this deployment
              </ActLink>
            </p>
            <p className="wr-screen-only">
              <a href={monitoringHref(signal.deploymentId)}>Back to monitoring</a>
            </p>
          </Card>
        }
      />
      {props.evidence}
    </>
  )
}

/** Where there is more than one answer: all of them, so that a later one hides none. */
const Answers = ({ answers }: { answers: readonly SignalAnswer[] }) =>
  answers.length < 2 ? null : (
    <>
      <h3>What was answered</h3>
      <ol>
        {answers.map(({ state, words, byName, at }) => (
          <li key={at.toISOString()}>
            <strong>{STATE_WORDS[state]}</strong>
            {words ? `: ${words}` : ''} ({byName}, {asDateTime(at)})
          </li>
        ))}
      </ol>
    </>
  )

const isOpen = ({ state }: Signal): boolean => OPEN_STATES.some((one) => one === state)

/** What the plan says of this measure, or else of any. */
const onSignalOf = ({ signal, plan }: Shown): string => {
  const measure = plan?.measures.find(
    (one) => one.measure === signal.measure && one.threshold === signal.threshold,
  )
  return [measure?.onSignal, plan?.onSignal].find(Boolean) ?? 'No plan holds now.'
}

const HandOver = ({
  shown,
  context,
  form,
}: {
  shown: Shown
  context: PageContext
  form: FormState
}) => (
  <Details
    summary="Give it to somebody else"
    open={form.errors.some((one) => one.field === 'ownerId')}
  >
    <Form
      action={monitoringHref(shown.signal.deploymentId, `/signals/${shown.signal.id}/owner`)}
      csrf={context.csrf}
    >
      <Hidden name="revision" value={String(shown.signal.revision)} />
      <Select
        label="Who looks at this signal?"
        hint="It then stands on their Home, due on the same day."
        empty="Choose"
        choices={shown.people
          .filter(({ id }) => id !== shown.signal.ownerId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        {...field(form, 'ownerId')}
      />
      <Button kind="secondary">Give it to them</Button>
    </Form>
  </Details>
)

const AnswerForm = (props: { signal: Signal; context: PageContext; form: FormState }) => {
  const { signal, context, form } = props
  const answered = signal.state === 'explained' || signal.state === 'acted-on'
  return (
    <Form action={monitoringHref(signal.deploymentId, `/signals/${signal.id}`)} csrf={context.csrf}>
      <Hidden name="revision" value={String(signal.revision)} />
      <TextArea
        label="What did you find or do?"
        hint={
          answered
            ? 'Nothing that identifies a person. To close it you need not write anything.'
            : 'Nothing that identifies a person.'
        }
        optional={answered}
        {...field(form, 'words')}
      />
      <ButtonGroup>
        {answered ? (
          <Button name="answer" value="close">
            Close
          </Button>
        ) : null}
        {signal.state === 'explained' ? null : (
          <Button
            {...(answered ? { kind: 'secondary' as const } : {})}
            name="answer"
            value="explain"
          >
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
