import { page } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { ConfirmPage, ErrorSummary, field, Hidden, InsetText, TextArea } from '#ui/index.js'
import { MAY_PUBLISH } from '../model.js'
import { publishRecord } from '../publish-record.js'
import { retractRecord } from '../retract-record.js'
import { publicStatus } from '../rules.js'
import { showRecord } from '../show-record.js'
import { PublicToolCard } from './public-tool.js'
import { recordPath } from './record-page.js'

/** What the public will read, once more, before a named person publishes it. */
export const publishPage = page({
  path: `${recordPath(':id')}/publish`,
  allow: MAY_PUBLISH,
  get: async ({ read, params, csrf, actor }, form) => {
    const { deployment, record } = await read(showRecord, { deploymentId: params['id'] })
    if (!record) throw new NotFound('There is no draft to publish. Write one first.')
    const here = recordPath(deployment.id)
    return {
      title: `Publish the record of ${deployment.product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: `${deployment.product.name}: public record`, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question="Publish this for everybody to read?"
            action={`${here}/publish`}
            csrf={csrf}
            buttonText={`Publish as ${actor.name}`}
            cancelHref={here}
            kind="primary"
          >
            <Hidden name="revision" value={String(record.revision)} />
            <PublicToolCard
              content={record.draft}
              status={publicStatus(deployment.stage, deployment.state)}
            />
            <InsetText>
              The words stay as they are until somebody publishes others. Whether it is being tried
              out, in use, not in use at the moment or no longer used follows the register at once.
              Your name is kept in the history and is not shown to the public.
            </InsetText>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(publishRecord, { ...values, deploymentId: params['id'] })
    return { redirect: recordPath(params['id'] ?? ''), flash: 'It is published.' }
  },
})

/** Asks before what is published is taken down. */
export const takeDownPage = page({
  path: `${recordPath(':id')}/take-down`,
  allow: MAY_PUBLISH,
  get: async ({ read, params, csrf }, form) => {
    const { deployment } = await read(showRecord, { deploymentId: params['id'] })
    const here = recordPath(deployment.id)
    return {
      title: `Take down the record of ${deployment.product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: `${deployment.product.name}: public record`, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question="Take this down, so that the public reads nothing about it?"
            action={`${here}/take-down`}
            csrf={csrf}
            buttonText="Take it down"
            cancelHref={here}
          >
            <p>
              The draft stays, and so does the history of what was published. Copies that others
              made of the open data are not in our hands. A tool that is no longer used can stay
              published: it then says so.
            </p>
            <TextArea label="Why is it taken down?" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(retractRecord, { ...values, deploymentId: params['id'] })
    return { redirect: recordPath(params['id'] ?? ''), flash: 'It is taken down.' }
  },
})
