import { page, type PageDescription } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { MAY_REGISTER, MAY_STOP } from '../../model.js'
import { pauseDeployment, resumeDeployment } from '../../pause-deployment.js'
import { showDeployment } from '../../show-deployment.js'

const ACTS = {
  pause: {
    command: pauseDeployment,
    allow: MAY_STOP,
    question: 'Pause this deployment?',
    says: 'It is marked as stopped for now, at once. Wardround switches nothing off: see that it is off. Its gates and evidence stay as they are.',
    button: 'Pause it',
    done: 'It is paused.',
  },
  resume: {
    command: resumeDeployment,
    allow: MAY_REGISTER,
    question: 'Let this deployment go on?',
    says: 'It is marked as running again. Say what has changed since it was paused.',
    button: 'Let it go on',
    done: 'It goes on.',
  },
} as const

const reasonPage = (name: keyof typeof ACTS): PageDescription =>
  page({
    path: `/register/deployments/:id/${name}`,
    allow: ACTS[name].allow,
    everyPostCounts: true,
    get: async ({ read, params, csrf }, form) => {
      const { deployment } = await read(showDeployment, { id: params['id'] })
      const here = `/register/deployments/${deployment.id}`
      return {
        title: ACTS[name].question,
        nav: '/register',
        breadcrumbs: [{ text: deployment.product.name, href: here }],
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={ACTS[name].question}
              action={`${here}/${name}`}
              csrf={csrf}
              buttonText={ACTS[name].button}
              cancelHref={here}
              kind="primary"
            >
              <p>
                {deployment.product.name} at {deployment.organisationName}. {ACTS[name].says}
              </p>
              <TextArea label="Reason" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(ACTS[name].command, { ...values, deploymentId: params['id'] })
      return { redirect: `/register/deployments/${params['id']}`, flash: ACTS[name].done }
    },
  })

/** Asks for the reason before a deployment is paused or goes on. */
export const pausePages: readonly PageDescription[] = [reasonPage('pause'), reasonPage('resume')]
