import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import {
  asDateTime,
  Button,
  ConfirmPage,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  Hidden,
  SummaryList,
  TextArea,
  TextField,
  WarningCallout,
} from '#ui/index.js'
import { callStop } from '../../call-stop.js'
import { confirmStop } from '../../confirm-stop.js'
import { londonInstant } from '../../london-instant.js'
import { MAY_STOP, type Deployment, type Stop } from '../../model.js'
import { showDeployment } from '../../show-deployment.js'

const pathOf = (id: string) => `/register/deployments/${id}/stop`

/** Emergency stop: first the confirmation, then how it is switched off and the entry of when it went off. */
export const stopPage = page({
  path: '/register/deployments/:id/stop',
  allow: MAY_STOP,
  everyPostCounts: true,
  get: async ({ read, params, csrf }, form) => {
    const { deployment, stops } = await read(showDeployment, { id: params['id'] })
    const open = stops.find((stop) => !stop.confirmedAt)
    const isAsked = form.values['act'] === 'call'
    const content = open ? (
      <NotYetOff deployment={deployment} stop={open} form={isAsked ? FRESH : form} csrf={csrf} />
    ) : (
      <CallIt deployment={deployment} form={form} csrf={csrf} />
    )
    return {
      title: 'Emergency stop',
      nav: '/register',
      ...(open
        ? { subject: { kind: 'deployment', id: deployment.id } as const }
        : {
            breadcrumbs: [
              {
                text: deployment.product.name,
                href: `/register/deployments/${deployment.id}`,
              },
            ],
          }),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          {content}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['id'] ?? ''
    if (values['act'] === 'call') {
      await run(callStop, { deploymentId: id, reason: values['reason'] ?? '' })
      return { redirect: pathOf(id), flash: 'The stop is called. Now see that it is off.' }
    }
    await run(confirmStop, {
      deploymentId: id,
      wentOffAt: wentOff(values),
      note: values['note'] ?? '',
    })
    return {
      redirect: `/register/deployments/${id}`,
      flash: 'It is confirmed off. It stays paused until somebody lets it go on or ceases it.',
    }
  },
})

const FRESH: FormState = { values: {}, errors: [] }

const wentOff = (values: FormState['values']): Date => {
  const time = values['time']
  const instant = londonInstant(
    dateOfParts(values, 'wentOffAt'),
    typeof time === 'string' ? time : '',
  )
  if (instant) return instant
  throw new Invalid([
    { field: 'wentOffAt', message: 'Enter the date and the time when it went off, such as 14:05.' },
  ])
}

const CallIt = (props: { deployment: Deployment; form: FormState; csrf: string }): ReactElement => (
  <ConfirmPage
    question={`Call an emergency stop of ${props.deployment.product.name}?`}
    action={pathOf(props.deployment.id)}
    csrf={props.csrf}
    buttonText="Call the stop"
    cancelHref={`/register/deployments/${props.deployment.id}`}
  >
    <p>
      Wardround switches nothing off. It records the stop at once, tells the people who need to
      know, and shows how it is switched off here.
    </p>
    <Hidden name="act" value="call" />
    <TextArea
      label="Reason"
      optional
      hint="A few words, if there is time. Leave out anything that identifies a person"
      rows={2}
      {...field(props.form, 'reason')}
    />
  </ConfirmPage>
)

const NotYetOff = (props: {
  deployment: Deployment
  stop: Stop
  form: FormState
  csrf: string
}): ReactElement => (
  <>
    <WarningCallout heading="Stop called, not yet confirmed off" headingLevel="h2">
      <p>
        {props.stop.calledByName} called it on {asDateTime(props.stop.calledAt)}:{' '}
        {props.stop.reason}
      </p>
      <SummaryList
        rows={[
          { key: 'How it is switched off here', value: props.deployment.switchOffHow },
          { key: 'Who switches it off', value: props.deployment.switchOffWho },
        ]}
      />
    </WarningCallout>
    <h2>When did it go off?</h2>
    <p>Enter this when you know that it is off. Your name stands beside it.</p>
    <Form action={pathOf(props.deployment.id)} csrf={props.csrf}>
      <Hidden name="act" value="confirm" />
      <DateField label="Date it went off" {...fieldDate(props.form, 'wentOffAt')} />
      <TextField
        label="Time it went off"
        hint="24 hours, London time, such as 14:05"
        width={5}
        {...field(props.form, 'time')}
      />
      <TextArea label="Note" optional rows={2} {...field(props.form, 'note')} />
      <Button>Confirm that it is off</Button>
    </Form>
    <p className="wr-screen-only">
      <a href={`/register/deployments/${props.deployment.id}/cease`}>Cease this use</a>
    </p>
  </>
)
