import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState, type PageContext } from '#kernel/declare/page.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import {
  asDateTime,
  asDue,
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  Panel,
  SummaryList,
  Tag,
  TextArea,
} from '#ui/index.js'
import { type OwnRecipient } from '../alert-recipients.js'
import { answerAlert } from '../answer-alert.js'
import { MAY_ANSWER, type Alert } from '../model.js'
import { showAlert } from '../show-alert.js'
import {
  ANSWER_NAMES,
  ANSWER_TONES,
  alertTitle,
  KIND_NAMES,
  NOT_A_NATIONAL_ALERT,
} from '../words.js'
import { Recipients } from './alert-recipients.js'
import { standDownPage } from './stand-down.js'

/** An alert: who issued it and about what, what we answer, and who has not. */
export const alertPage = page({
  path: '/alerts/:id',
  allow: ['signed-in'],
  get: async (context, form) => {
    const { read, params, query, actor } = context
    const shown = await read(showAlert, { id: params['id'], ...narrowed(query) })
    const { alert, own, isIssuer } = shown
    const here = `/alerts/${alert.id}`
    return {
      title: alertTitle(alert),
      nav: '/alerts',
      breadcrumbs: [{ text: 'Alerts', href: '/alerts' }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading caption={`Issued by ${alert.issuedByName}`}>{alertTitle(alert)}</PageHeading>
          <Panel tone={alert.severity === 'serious' ? 'red' : 'blue'}>
            <strong>{NOT_A_NATIONAL_ALERT}.</strong> {KIND_NAMES[alert.kind] ?? alert.kind}.
          </Panel>
          {alert.stoodDownAt ? (
            <Panel tone="green">
              Stood down on {asDateTime(alert.stoodDownAt)}: {alert.stoodDownReason}
            </Panel>
          ) : null}
          {own.length > 0 && !alert.stoodDownAt ? (
            <OwnAnswers context={context} form={form} alert={alert} own={own} />
          ) : null}
          <Card heading="About">
            <About alert={alert} />
          </Card>
          <Recipients context={context} shown={shown} />
          {own.length > 0 &&
          isAllowed(actor, ['administrator', 'clinical-safety-officer', 'auditor']) ? (
            <p className="wr-screen-only">
              <a href={`${here}/letters`}>Letters sent to us about it</a>
            </p>
          ) : null}
          {isIssuer &&
          !alert.stoodDownAt &&
          isAllowed(actor, ['clinical-safety-officer', 'system-ai-lead']) ? (
            <p className="wr-screen-only">
              <a href={`${here}/stand-down`}>Stand this alert down</a>
            </p>
          ) : null}
        </>
      ),
    }
  },
})

const narrowed = (query: PageContext['query']) => ({
  ...(query['state'] ? { state: query['state'] } : {}),
  ...(query['cursor'] ? { cursor: query['cursor'] } : {}),
})

const About = ({ alert }: { alert: Alert }): ReactElement => (
  <SummaryList
    rows={[
      {
        key: 'Product',
        value: <a href={`/register/products/${alert.product.id}`}>{alert.product.name}</a>,
      },
      { key: 'Version', value: alert.version.name },
      { key: 'Supplier', value: supplierWords(alert) },
      { key: 'Use case', value: alert.useCase },
      { key: 'Severity', value: alert.severity === 'serious' ? 'Serious' : 'For information' },
      {
        key: 'Who to ask',
        value: `${ROLE_NAMES[alert.contactRole]} at ${alert.issuedByName}`,
      },
      { key: 'Issued', value: asDateTime(alert.issuedAt) },
    ]}
  />
)

const supplierWords = ({ product }: Alert): string =>
  product.vigilanceContact
    ? `${product.supplierName}, vigilance contact ${product.vigilanceContact}`
    : `${product.supplierName}. No vigilance contact is registered: tell the supplier yourself as well`

const OwnAnswers = (props: {
  context: PageContext
  form: FormState
  alert: Alert
  own: readonly OwnRecipient[]
}): ReactElement => (
  <>
    {props.own.map((row) => (
      <OwnAnswer key={row.recipient} {...props} row={row} only={props.own.length === 1} />
    ))}
  </>
)

const OwnAnswer = (props: {
  context: PageContext
  form: FormState
  alert: Alert
  row: OwnRecipient
  only: boolean
}): ReactElement => {
  const { context, form, alert, row } = props
  const may = isAllowed(context.actor, MAY_ANSWER)
  const state = form.values['recipient'] === row.recipient || props.only ? form : EMPTY
  return (
    <Card
      heading={
        row.part === 'supplier' ? 'Your answer as its supplier' : `Our answer: ${row.useCase ?? ''}`
      }
      edge={row.state === 'told' ? 'red' : 'blue'}
    >
      <p>
        <Tag tone={ANSWER_TONES[row.state]}>{ANSWER_NAMES[row.state]}</Tag> Told on{' '}
        {asDateTime(row.toldAt)}.
        {row.state === 'told' ? ` To be acknowledged: ${asDue(row.dueOn, context.now)}.` : ''}
      </p>
      {may ? (
        <div className="wr-screen-only">
          <Form action={`/alerts/${alert.id}/answer`} csrf={context.csrf}>
            <Hidden name="recipient" value={row.recipient} />
            {row.needsAnswer && row.state !== 'complete' ? (
              <TextArea
                label="Reason, or what you do"
                hint="Needed for “Action not required”. Everybody who was told and may see your organisation’s answer can read it."
                rows={2}
                {...field(state, 'reason')}
              />
            ) : null}
            <ButtonGroup>
              {buttonsOf(row).map(([answer, words], place) => (
                <Button
                  key={answer}
                  name="answer"
                  value={answer}
                  kind={place === 0 ? 'primary' : 'secondary'}
                >
                  {words}
                </Button>
              ))}
            </ButtonGroup>
          </Form>
        </div>
      ) : (
        <p>A clinical safety officer, deployment owner or administrator here answers it.</p>
      )}
    </Card>
  )
}

const EMPTY: FormState = { values: {}, errors: [] }

const buttonsOf = (row: OwnRecipient): readonly (readonly [string, string])[] => {
  const acknowledge = ['acknowledged', 'Acknowledge'] as const
  if (!row.needsAnswer) return row.state === 'told' ? [acknowledge] : []
  const required = ['action-required', 'Action required'] as const
  const notRequired = ['action-not-required', 'Action not required'] as const
  const buttons = {
    told: [acknowledge, required, notRequired],
    acknowledged: [required, notRequired],
    'action-required': [['complete', 'Complete'] as const, notRequired],
    'action-not-required': [required],
    complete: [],
  }
  return buttons[row.state]
}

const idOf = ({ params }: PageContext): string => params['id'] ?? ''

/** Where the forms of an alert are sent. */
export const alertForms = [
  page({
    path: '/alerts/:id/answer',
    allow: MAY_ANSWER,
    get: async (context, form) => {
      if (!alertPage.get) throw new Error('The page of an alert can be shown.')
      return alertPage.get(context, form)
    },
    post: async (context, { values }) => {
      await context.run(answerAlert, { ...values, alertId: idOf(context) })
      return { redirect: `/alerts/${idOf(context)}`, flash: 'Your answer is recorded.' }
    },
  }),
  standDownPage,
]
