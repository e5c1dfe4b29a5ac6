import { page } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { showAlert } from '../show-alert.js'
import { standDownAlert } from '../stand-down-alert.js'
import { alertTitle } from '../words.js'

/** Asks before an alert is stood down, and for the reason. */
export const standDownPage = page({
  path: '/alerts/:id/stand-down',
  allow: ['clinical-safety-officer', 'system-ai-lead'],
  get: async ({ read, params, csrf }, form) => {
    const { alert } = await read(showAlert, { id: params['id'] })
    return {
      title: `Stand down: ${alertTitle(alert)}`,
      nav: '/alerts',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question="Stand this alert down?"
            action={`/alerts/${alert.id}/stand-down`}
            csrf={csrf}
            buttonText="Stand the alert down"
            cancelHref={`/alerts/${alert.id}`}
          >
            <p>
              Nobody has to answer it any more. Everybody who was told sees that, and your reason.
            </p>
            <TextArea label="Why?" rows={3} {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    await context.run(standDownAlert, { ...values, alertId: context.params['id'] })
    return { redirect: `/alerts/${context.params['id']}`, flash: 'The alert is stood down.' }
  },
})
