import { page, type PageDescription } from '#kernel/declare/page.js'
import { roleInText } from '#kernel/roles.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { confirmRole } from '../confirm-role.js'
import { endArrangement } from '../end-arrangement.js'
import { showArrangement } from '../show-standing-in.js'
import { ArrangementSummary, crumbs, PATH } from './arrangement-parts.js'

/** The pages on which one that another organisation offers is confirmed or declined, and either side ends one. */
export const answerPages: readonly PageDescription[] = [
  page({
    path: `${PATH}/:id/confirm`,
    allow: ['administrator'],
    get: async ({ read, params, csrf, url }, form) => {
      const shown = await read(showArrangement, { id: params['id'] })
      return {
        title: 'Confirm an arrangement',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`May ${shown.personName} hold the role ${roleInText(shown.role)} here?`}
              action={url}
              csrf={csrf}
              kind="primary"
              buttonText="Confirm"
              cancelHref={PATH}
            >
              <ArrangementSummary shown={shown} />
              <p>
                They will see what members of your organisation see, and sign and decide as{' '}
                {roleInText(shown.role)}. You answer for it as before. Either side can end it at any
                time.
              </p>
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }) => {
      const { name } = await run(confirmRole, { id: params['id'] })
      return { redirect: PATH, flash: `${name} is confirmed.` }
    },
  }),
  page({
    path: `${PATH}/:id/end`,
    allow: ['administrator'],
    get: async ({ read, params, csrf, url }, form) => {
      const shown = await read(showArrangement, { id: params['id'] })
      return {
        title: 'End an arrangement',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`End that ${shown.personName} holds the role ${roleInText(shown.role)} at ${shown.hostName}?`}
              action={url}
              csrf={csrf}
              buttonText="End it now"
              cancelHref={PATH}
            >
              <ArrangementSummary shown={shown} />
              <p>Their rights there end at once. What they signed and decided stays.</p>
              <TextArea label="Reason" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const { name } = await run(endArrangement, { id: params['id'], reason: values['reason'] })
      return { redirect: PATH, flash: `The arrangement about ${name} is ended.` }
    },
  }),
]
