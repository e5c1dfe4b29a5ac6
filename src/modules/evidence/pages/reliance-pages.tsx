import { page } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  TextArea,
  TextField,
} from '#ui/index.js'
import { MAY_ANSWER } from '../model.js'
import { MAY_SET_HOURS, setReuseHours, showReuseHours } from '../reuse-hours.js'
import { withdrawAcceptance } from '../withdraw-acceptance.js'

/** Ending reliance, and setting what reuse is taken to save. */
export const reliancePages = [
  page({
    path: '/register/acceptances/:id/withdraw',
    allow: MAY_ANSWER,
    get: async ({ csrf, url }, form) => ({
      title: 'Stop relying on this',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question="Stop relying on this?"
            action={url}
            csrf={csrf}
            buttonText="Stop relying on it"
            cancelHref="/register"
          >
            <p>
              Gates that rest on it ask for it again. The acceptance stays on record with your
              reason.
            </p>
            <TextArea label="Reason" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }),
    post: async ({ run, params }, { values }) => {
      await run(withdrawAcceptance, { id: params['id'], reason: values['reason'] })
      return { redirect: '/register', flash: 'You no longer rely on it.' }
    },
  }),
  page({
    path: '/register/deployments/:id/reuse-hours',
    allow: MAY_SET_HOURS,
    get: async ({ read, params, csrf, url }, form) => {
      const hours = await read(showReuseHours, {})
      const start = { accepted: String(hours.accepted), started: String(hours.started) }
      const filled = Object.keys(form.values).length > 0 ? form : { ...form, values: start }
      return {
        title: 'Hours that reuse saves',
        nav: '/register',
        subject: { kind: 'deployment', id: params['id'] ?? '' },
        tab: 'Evidence',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">What does using another’s work save you?</h2>
            <p>It is an assumption of your organisation, for all its deployments.</p>
            <Form action={url} csrf={csrf}>
              <TextField
                label="For each item accepted whole"
                width={5}
                suffix="hours"
                {...field(filled, 'accepted')}
              />
              <TextField
                label="For each item started from another’s work"
                width={5}
                suffix="hours"
                {...field(filled, 'started')}
              />
              <ButtonGroup>
                <Button>Save</Button>
                <a href={`/register/deployments/${params['id']}/work`}>Cancel</a>
              </ButtonGroup>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(setReuseHours, { accepted: values['accepted'], started: values['started'] })
      return { redirect: `/register/deployments/${params['id']}/work`, flash: 'Saved.' }
    },
  }),
]
