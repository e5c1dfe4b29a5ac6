import type { ReactElement } from 'react'
import type { Allow } from '#kernel/actor.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { takeOut } from '../enter.js'
import { endCollaboration } from '../end.js'
import { leaveCollaboration, removeParty } from '../keep-parties.js'
import { MAY_CONSENT, MAY_ENTER, MAY_LEAD, MAY_SIGN } from '../model.js'
import { showCollaboration, showEntry } from '../show-collaboration.js'
import { signCollaboration } from '../sign.js'
import { crumbs } from './crumbs.js'

type Shown = {
  collaboration: { id: string; name: string; purpose: string }
  parties: readonly { organisationId: string; organisationName: string }[]
}

interface Asked {
  path: string
  allow: Allow
  question: string | ((shown: Shown, context: PageContext) => string)
  button: string
  /** What it means, above the button. */
  means: (shown: Shown, context: PageContext) => ReactElement
  withReason: boolean
  act: (context: PageContext, id: string, values: object) => Promise<unknown>
  flash: string
  /** Where to, when it is done; the collaboration unless said. */
  next?: string
  kind?: 'primary' | 'warning'
}

const confirmPage = (asked: Asked): PageDescription =>
  page({
    path: `/register/collaborations/:id${asked.path}`,
    allow: asked.allow,
    get: async (context, form) => {
      const { params, csrf, read } = context
      const shown = await read(showCollaboration, { id: params['id'] })
      const { collaboration } = shown
      const back = `/register/collaborations/${collaboration.id}`
      const question =
        typeof asked.question === 'string' ? asked.question : asked.question(shown, context)
      return {
        title: question,
        nav: '/register',
        breadcrumbs: crumbs(collaboration),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={question}
              action={`${back}${asked.path.replace(':party', params['party'] ?? '')}`}
              csrf={csrf}
              buttonText={asked.button}
              cancelHref={back}
              kind={asked.kind ?? 'warning'}
            >
              {asked.means(shown, context)}
              {asked.withReason ? <TextArea label="Reason" {...field(form, 'reason')} /> : null}
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async (context, { values }) => {
      const id = context.params['id'] ?? ''
      await asked.act(context, id, values)
      return { redirect: asked.next ?? `/register/collaborations/${id}`, flash: asked.flash }
    },
  })

const acts: readonly PageDescription[] = [
  confirmPage({
    path: '/sign',
    allow: MAY_SIGN,
    question: 'Sign for your organisation?',
    button: 'Sign it',
    kind: 'primary',
    means: ({ collaboration }) => (
      <>
        <p>
          {collaboration.name}: {collaboration.purpose}
        </p>
        <p>
          Your name, role and the date stand as the signatory of your organisation. If the name,
          purpose, term or charter changes, it is to be signed again.
        </p>
      </>
    ),
    withReason: false,
    act: ({ run }, id) => run(signCollaboration, { id }),
    flash: 'You signed for your organisation.',
  }),
  confirmPage({
    path: '/leave',
    allow: MAY_CONSENT,
    question: 'Leave this collaboration?',
    button: 'Leave it',
    means: () => (
      <p>
        What your organisation added leaves with it, and the ordinary pathway applies to it. The
        history stays. You see this collaboration no more.
      </p>
    ),
    withReason: true,
    act: ({ run }, id, values) => run(leaveCollaboration, { ...values, id }),
    flash: 'Your organisation has left.',
    next: '/register/collaborations',
  }),
  confirmPage({
    path: '/parties/:party/remove',
    allow: MAY_LEAD,
    question: ({ collaboration, parties }, { params }) => {
      const party = parties.findLast((one) => one.organisationId === params['party'])
      return `Remove ${party?.organisationName ?? 'this party'} from ${collaboration.name}?`
    },
    button: 'Remove it',
    means: () => <p>What it added leaves with it. The history stays.</p>,
    withReason: true,
    act: ({ run, params }, id, values) =>
      run(removeParty, { ...values, id, organisationId: params['party'] }),
    flash: 'The party is removed.',
  }),
  confirmPage({
    path: '/end',
    allow: MAY_LEAD,
    question: 'End this collaboration?',
    button: 'End it',
    means: () => (
      <p>
        Everything that belongs to it leaves it, and the ordinary pathway applies from then on. The
        parties are told. It cannot be opened again.
      </p>
    ),
    withReason: true,
    act: ({ run }, id, values) => run(endCollaboration, { ...values, id }),
    flash: 'The collaboration has ended.',
  }),
]

const takeOutPage = page({
  path: '/register/collaborations/entries/:entry/take-out',
  allow: MAY_ENTER,
  get: async ({ read, params, csrf }, form) => {
    const { entry, collaboration } = await read(showEntry, { entryId: params['entry'] })
    const back = `/register/collaborations/entries/${entry.id}`
    return {
      title: 'Take this out?',
      nav: '/register',
      breadcrumbs: crumbs(collaboration, entry),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Take ${entry.title} out of ${collaboration.name}?`}
            action={`${back}/take-out`}
            csrf={csrf}
            buttonText="Take it out"
            cancelHref={back}
          >
            <p>
              The ordinary pathway applies to it from then on. The history stays, and the parties
              see the reason.
            </p>
            <TextArea label="Reason" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const entryId = params['entry'] ?? ''
    await run(takeOut, { ...values, entryId })
    return { redirect: `/register/collaborations/entries/${entryId}`, flash: 'It is taken out.' }
  },
})

/** Pages that ask before something is signed, left, taken out or ended. */
export const confirmPages: readonly PageDescription[] = [...acts, takeOutPage]
