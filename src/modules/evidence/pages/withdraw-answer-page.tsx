import { page, type PageDescription } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { MAY_ANSWER } from '../model.js'
import { showAnswer } from '../show-evidence.js'
import { withdrawAnswer } from '../withdraw-answer.js'
import { askedInPath, shellOf, type FileRoot } from './file-root.js'

/** Withdrawing what was signed, after asking. */
export const withdrawAnswerPage = (root: FileRoot): PageDescription =>
  page({
    path: `${root.path}/:requirement/withdraw`,
    allow: MAY_ANSWER,
    get: async ({ read, params, csrf, url }, form) => {
      const shown = await read(showAnswer, { ...root.fileOf(params), ...askedInPath(params) })
      return {
        title: `Withdraw ${shown.requirement.name}`,
        ...shellOf(shown.file),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question="Withdraw what was signed?"
              headingLevel={2}
              action={url}
              csrf={csrf}
              buttonText="Withdraw it"
              cancelHref={url.split('/').slice(0, -1).join('/')}
            >
              <p>
                It no longer counts, here or for anybody who relies on it; they are told. It stays
                on record with your reason.
              </p>
              <TextArea label="Reason" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params, url }, { values }) => {
      const about = { ...root.fileOf(params), ...askedInPath(params) }
      const { scope, affects } = await run(withdrawAnswer, { ...about, reason: values['reason'] })
      return {
        redirect: url.split('/').slice(0, -1).join('/'),
        flash: [
          scope === 'adopter' ? 'It is withdrawn, for every deployment here.' : 'It is withdrawn.',
          affects.length === 0
            ? 'No other organisation relied on it.'
            : `Told: ${affects.join(', ')}.`,
        ].join(' '),
      }
    },
  })
