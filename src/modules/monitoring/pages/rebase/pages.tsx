import { page } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { MAY_REBASE, rebaseChart, undoRebase } from '../../charts/rebase-chart.js'
import { showSlice } from '../../points/show-slice.js'
import { showRebase } from '../../show-data.js'
import { windowWords } from '../../words.js'
import { BASE, chartHref, idOf, inTab, monitoringHref, textOf } from '../addresses.js'
import { sliceOf } from '../explore/address.js'
import { RebaseBody } from './body.js'

/** The form that decides that a chart's limits start anew. */
export const rebasePage = page({
  path: `${BASE}/rebase`,
  allow: MAY_REBASE,
  get: async (context, form) => {
    const shown = await context.read(showSlice, sliceOf(context))
    return {
      ...inTab(context, 'Re-base a chart'),
      body: <RebaseBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    const { slice } = await context.read(showSlice, sliceOf(context))
    await context.run(rebaseChart, {
      deploymentId: idOf(context),
      measure: slice.measure,
      threshold: slice.threshold,
      site: slice.site,
      startsOn: textOf(values, 'startsOn'),
      reason: textOf(values, 'reason'),
    })
    return {
      redirect: chartHref(idOf(context), slice),
      flash: 'The chart is re-based. Who decided it and why stands under it.',
    }
  },
})

/** Asks before a re-base is undone, and why. */
export const undoRebasePage = page({
  path: `${BASE}/rebase/:rebase/undo`,
  allow: MAY_REBASE,
  get: async (context, form) => {
    const { deployment, rebase } = await context.read(showRebase, {
      deploymentId: idOf(context),
      rebaseId: context.params['rebase'],
    })
    return {
      title: 'Undo a re-base',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Let the earlier limits of ${rebase.name} hold again?`}
            action={monitoringHref(deployment.id, `/rebase/${rebase.id}/undo`)}
            csrf={context.csrf}
            buttonText="Undo the re-base"
            cancelHref={chartHref(deployment.id, rebase)}
          >
            <p>
              {rebase.decidedByName} re-based it from {windowWords(rebase.startsOn, rebase.endsOn)}:{' '}
              {rebase.reason}
            </p>
            <TextArea label="Why is it undone?" rows={3} {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    const [deploymentId, rebaseId] = [idOf(context), context.params['rebase']]
    const { rebase } = await context.read(showRebase, { deploymentId, rebaseId })
    await context.run(undoRebase, { rebaseId, reason: textOf(values, 'reason') })
    return {
      redirect: chartHref(deploymentId, rebase),
      flash: 'The re-base is undone. It stays in the history.',
    }
  },
})
