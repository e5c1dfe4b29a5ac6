import { NotSignedIn } from '#kernel/errors.js'
import { page, type PageAnswer, type PageDescription } from '#kernel/declare/page.js'
import {
  asCountOf,
  Button,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  TextField,
} from '#ui/index.js'
import { localPath, withNext } from '../local-path.js'
import { textOf, type IdentityPageParts } from '../parts.js'

interface Step {
  path: string
  title: string
  hint: string
  numeric: boolean
  other: { path: string; words: string }
  check(
    headers: Headers,
    code: string,
  ): Promise<{
    accountId: string
    setCookie: string[]
    codesLeft?: number
  }>
}

/** The second step of signing in: a code from the authenticator app, or a recovery code. */
export const codePages = (parts: IdentityPageParts): readonly PageDescription[] => {
  const { signIn } = parts
  const app = {
    path: '/sign-in/code',
    title: 'Enter the code from your authenticator app',
    hint: 'It has 6 digits and changes every 30 seconds.',
    numeric: true,
    other: { path: '/sign-in/recovery-code', words: 'I do not have my phone: use a recovery code' },
    check: (headers: Headers, code: string) => signIn.checkSecondFactor({ headers, code }),
  }
  const recovery = {
    path: '/sign-in/recovery-code',
    title: 'Enter a recovery code',
    hint: 'One of the 10 codes you kept when you set up the app. Each works once.',
    numeric: false,
    other: { path: '/sign-in/code', words: 'Use the authenticator app instead' },
    check: (headers: Headers, code: string) => signIn.useRecoveryCode({ headers, code }),
  }
  return [stepPage(parts, app), stepPage(parts, recovery)]
}

const stepPage = ({ firstPage }: IdentityPageParts, step: Step): PageDescription =>
  page({
    path: step.path,
    allow: ['public'],
    get: async ({ csrf, query }, form) => {
      const next = localPath(textOf(form.values, 'next') || query['next'])
      return {
        title: step.title,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>{step.title}</PageHeading>
            <Form action={step.path} csrf={csrf}>
              {next ? <Hidden name="next" value={next} /> : null}
              <TextField
                label="Code"
                hint={step.hint}
                autocomplete="one-time-code"
                inputMode={step.numeric ? 'numeric' : 'text'}
                spellCheck={false}
                width={10}
                {...field(form, 'code')}
                value=""
              />
              <Button>Continue</Button>
            </Form>
            <p className="wr-screen-only">
              <a href={withNext(step.other.path, next)}>{step.other.words}</a>
            </p>
            <p className="wr-screen-only">
              <a href="/sign-in">Start again</a>
            </p>
          </div>
        ),
      }
    },
    post: async ({ request }, { values }): Promise<PageAnswer> => {
      const next = localPath(textOf(values, 'next'))
      try {
        const answer = await step.check(request.headers, textOf(values, 'code'))
        const left = answer.codesLeft
        return {
          redirect: next ?? (await firstPage(answer.accountId)),
          setCookies: answer.setCookie,
          ...(left === undefined ? {} : { flash: leftWords(left) }),
        }
      } catch (thrown) {
        if (!(thrown instanceof NotSignedIn)) throw thrown
        return { redirect: withNext('/sign-in', next), flash: thrown.message }
      }
    },
  })

const leftWords = (left: number): string =>
  left === 0
    ? 'You have used your last recovery code. Make new ones on your account page.'
    : `You have ${asCountOf(left, 'recovery code')} left.`
