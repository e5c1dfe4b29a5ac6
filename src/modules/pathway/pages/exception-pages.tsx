import { page, type PageDescription } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import {
  asDate,
  Button,
  ButtonGroup,
  ConfirmPage,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  InsetText,
  TextArea,
} from '#ui/index.js'
import { grantException } from '../grant-exception.js'
import { MAY_DECIDE } from '../model.js'
import { revokeException } from '../revoke-exception.js'
import { showGate, showGates } from '../show-gates.js'
import { mayExcept } from '../may-decide.js'

/** The pages that make and revoke exceptions. */
export const exceptionPages: readonly PageDescription[] = [
  page({
    path: '/register/deployments/:id/gates/:gate/except/:target',
    allow: MAY_DECIDE,
    get: async ({ read, params, csrf, actor }, form) => {
      const { deployment, gate, assessment } = await read(showGate, {
        deploymentId: params['id'],
        gate: params['gate'],
      })
      const item = assessment.unmet.find((one) => one.requirementId === params['target'])
      if (!item) throw new NotFound('This does not block the gate, so it needs no exception.')
      const here = `/register/deployments/${deployment.id}/gates/${gate.id}`
      const { may, reasons } = mayExcept(actor, item)
      return {
        title: `Exception to ${item.name}`,
        nav: '/register',
        subject: { kind: 'deployment', id: deployment.id },
        tab: 'Gates',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">
              Let “{gate.name}” be passed without {item.name}
            </h2>
            <p>{item.sentence}</p>
            {may ? (
              <Form action={`${here}/except/${item.requirementId}`} csrf={csrf}>
                <InsetText>
                  Your name, the reason and the last day stand on every page about this deployment
                  until the exception ends.
                </InsetText>
                <TextArea label="Reason" {...field(form, 'reason')} />
                <DateField
                  label="Last day it holds"
                  hint="Within a year"
                  {...fieldDate(form, 'until')}
                />
                <ButtonGroup>
                  <Button>Make the exception</Button>
                  <a href={here}>Go back to the gate</a>
                </ButtonGroup>
              </Form>
            ) : (
              <InsetText>{[...reasons, item.exceptionNote ?? ''].join(' ')}</InsetText>
            )}
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(grantException, {
        deploymentId: params['id'],
        gate: params['gate'],
        target: params['target'],
        reason: values['reason'],
        until: dateOfParts(values, 'until'),
      })
      return {
        redirect: `/register/deployments/${params['id']}/gates/${params['gate']}`,
        flash: 'The exception is made.',
      }
    },
  }),
  page({
    path: '/register/deployments/:id/gates/exceptions/:exception/revoke',
    allow: MAY_DECIDE,
    get: async ({ read, params, csrf, url }, form) => {
      const { exceptions } = await read(showGates, { deploymentId: params['id'] })
      const exception = exceptions.find((one) => one.id === params['exception'])
      if (!exception) throw new NotFound('There is no such exception.')
      return {
        title: 'Revoke an exception',
        nav: '/register',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Revoke the exception to ${exception.targetName}?`}
              action={url}
              csrf={csrf}
              buttonText="Revoke"
              cancelHref={`/register/deployments/${params['id']}/gates`}
            >
              <p>
                {exception.grantedByName} made it until {asDate(exception.until)}:{' '}
                {exception.reason}
              </p>
              <TextArea label="Why it is revoked" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(revokeException, {
        deploymentId: params['id'],
        id: params['exception'],
        reason: values['reason'],
      })
      return {
        redirect: `/register/deployments/${params['id']}/gates`,
        flash: 'The exception is revoked.',
      }
    },
  }),
]
