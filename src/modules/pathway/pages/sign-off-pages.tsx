import { page, type PageDescription } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { roleInText } from '#kernel/roles.js'
import {
  Button,
  ButtonGroup,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  InsetText,
  TextArea,
} from '#ui/index.js'
import { maySign } from '../may-sign.js'
import { MAY_SIGN } from '../model.js'
import { showGate } from '../show-gates.js'
import { signGate, stepOf } from '../sign-gate.js'
import { takeBackSignature } from '../take-back-signature.js'

const gateOf = (params: Readonly<Record<string, string>>): string =>
  `/register/deployments/${params['id']}/gates/${params['gate']}`

/** The pages to sign before a decision at a gate, and to take a signature back. */
export const signOffPages: readonly PageDescription[] = [
  page({
    path: '/register/deployments/:id/gates/:gate/sign/:step',
    allow: MAY_SIGN,
    get: async ({ read, params, csrf, actor }, form) => {
      const { deployment, gate, assessment } = await read(showGate, {
        deploymentId: params['id'],
        gate: params['gate'],
      })
      const step = stepOf(gate, params['step'] ?? '')
      const { role, reasons } = maySign(actor, gate, step.id, assessment)
      const principal = role === null ? undefined : actor.deputyFor?.[role]
      const as = role === null ? '' : roleInText(role)
      return {
        title: `${gate.name}: ${step.name}`,
        nav: '/register',
        subject: { kind: 'deployment', id: deployment.id },
        tab: 'Gates',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">
              {gate.name}: {step.name}
            </h2>
            <p className="wr-screen-only">
              <a href={gateOf(params)}>Read what the gate asks for and what is on file</a>
            </p>
            {assessment.excepted.map((item) => (
              <InsetText key={item.requirementId}>{item.sentence}</InsetText>
            ))}
            {role === null ? (
              <InsetText>{reasons.join(' ')}</InsetText>
            ) : (
              <Form action={`${gateOf(params)}/sign/${step.id}`} csrf={csrf}>
                <p>
                  {actor.name} signs as {as}
                  {principal ? `, on behalf of ${principal.personName}` : ''}:
                </p>
                <InsetText>{step.statement}</InsetText>
                <TextArea
                  label="What whoever decides should know"
                  optional
                  {...field(form, 'note')}
                />
                <p>
                  Who signs here cannot decide this gate. The signature can be taken back until it
                  is decided.
                </p>
                <ButtonGroup>
                  <Button>Sign</Button>
                  <a href={gateOf(params)}>Go back to the gate</a>
                </ButtonGroup>
              </Form>
            )}
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(signGate, {
        deploymentId: params['id'],
        gate: params['gate'],
        step: params['step'],
        note: values['note'],
      })
      return { redirect: `${gateOf(params)}#sign-off`, flash: 'Your signature is recorded.' }
    },
  }),
  page({
    path: '/register/deployments/:id/gates/:gate/signatures/:signature/take-back',
    allow: MAY_SIGN,
    get: async ({ read, params, csrf, url }, form) => {
      const { gate, signatures } = await read(showGate, {
        deploymentId: params['id'],
        gate: params['gate'],
      })
      const signature = signatures.find((one) => one.id === params['signature'])
      if (!signature) throw new NotFound('There is no such signature at this gate.')
      return {
        title: 'Take a signature back',
        nav: '/register',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question="Do you want to take this signature back?"
              action={url}
              csrf={csrf}
              buttonText="Take it back"
              cancelHref={gateOf(params)}
            >
              <p>
                {gate.name}: {signature.stepName}. The gate cannot be passed until this step is
                signed again. The history keeps that it was signed, and why it was taken back.
              </p>
              <TextArea label="Why" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(takeBackSignature, {
        deploymentId: params['id'],
        gate: params['gate'],
        id: params['signature'],
        reason: values['reason'],
      })
      return { redirect: `${gateOf(params)}#sign-off`, flash: 'The signature is taken back.' }
    },
  }),
]
