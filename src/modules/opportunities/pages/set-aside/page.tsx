import { NotFound } from '#kernel/errors.js'
import { page } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, Hidden, TextArea } from '#ui/index.js'
import { MAY_PUT_FORWARD } from '../../model.js'
import {
  joinOpportunity,
  parkOpportunity,
  reopenOpportunity,
  stopOpportunity,
} from '../../set-aside-opportunity.js'
import { showOpportunity } from '../../show-opportunity.js'

const ACTS = {
  park: { command: parkOpportunity, question: 'Park this opportunity?', button: 'Park it' },
  stop: { command: stopOpportunity, question: 'Stop this opportunity?', button: 'Stop it' },
  reopen: {
    command: reopenOpportunity,
    question: 'Take this opportunity up again?',
    button: 'Take it up',
  },
  join: {
    command: joinOpportunity,
    question: 'Join this opportunity to a use that exists?',
    button: 'Join it',
  },
} as const

/** Asks for the reason before an opportunity is parked, stopped, taken up again or joined. */
export const setAsidePage = page({
  path: '/register/opportunities/:id/set-aside',
  allow: MAY_PUT_FORWARD,
  get: async ({ read, params, query, csrf }, form) => {
    const { opportunity } = await read(showOpportunity, { id: params['id'] })
    const name = String(form.values['act'] ?? query['act'])
    const act = actOf(name)
    const here = `/register/opportunities/${opportunity.id}`
    return {
      title: act.question,
      nav: '/register',
      breadcrumbs: [{ text: opportunity.title, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={act.question}
            action={`${here}/set-aside`}
            csrf={csrf}
            buttonText={act.button}
            cancelHref={here}
            kind="primary"
          >
            <p>{opportunity.title}</p>
            <Hidden name="act" value={name} />
            <Hidden
              name="deploymentId"
              value={String(form.values['deploymentId'] ?? query['deployment'] ?? '')}
            />
            <TextArea label="Reason" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(actOf(String(values['act'])).command, { ...values, id: params['id'] })
    return { redirect: `/register/opportunities/${params['id']}`, flash: 'This is noted.' }
  },
})

const actOf = (name: string) => {
  if (name in ACTS) return ACTS[name as keyof typeof ACTS]
  throw new NotFound('There is no such page about an opportunity.')
}
