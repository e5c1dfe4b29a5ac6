import { page, type FormState, type PageContext } from '#kernel/describe.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { MAY_REDACT, MAY_TRIAGE, MAY_WORK } from '../model.js'
import { redactConcern } from '../redact-concern.js'
import { showConcern } from '../show-concern.js'
import { triageConcern } from '../triage-concern.js'
import {
  acknowledgeConcern,
  closeConcern,
  commentOnConcern,
  reopenConcern,
} from '../work-on-concern.js'
import { concernPage } from './concern.js'

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
