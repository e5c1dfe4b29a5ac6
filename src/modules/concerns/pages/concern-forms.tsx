import {
  page,
  type FormState,
  type PageContext,
  type PageDescription,
} from '#kernel/declare/page.js'
import type { Operation } from '#kernel/operation.js'
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

/** A form that carries out one command with what was typed, and leads back to the concern. */
const act = <In, Out>(
  step: string,
  allow: PageDescription['allow'],
  command: Operation<In, Out>,
  done: string,
): PageDescription =>
  page({
    path: `/concerns/:id/${step}`,
    allow,
    get: shows,
    post: async (context, { values }) => {
      await context.run(command, { ...values, concernId: idOf(context) })
      return back(context, done)
    },
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
  act('acknowledge', MAY_WORK, acknowledgeConcern, 'The concern is acknowledged.'),
  act('comment', MAY_WORK, commentOnConcern, 'The comment is added.'),
  act('close', MAY_TRIAGE, closeConcern, 'The concern is closed.'),
  act('reopen', MAY_TRIAGE, reopenConcern, 'The concern is open again.'),
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
