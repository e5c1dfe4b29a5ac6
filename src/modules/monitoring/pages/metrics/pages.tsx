import { page, type PageContext } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { ConfirmPage, ErrorSummary, Hidden } from '#ui/index.js'
import { mapMetricName } from '../../metric-names/map-name.js'
import { MAY_MAP, roleWords, type NameMapping } from '../../metric-names/name-roles.js'
import { showMetricNames, type ShownNames } from '../../metric-names/show-names.js'
import { unmapMetricName } from '../../metric-names/unmap-name.js'
import { BASE, idOf, inTab, monitoringHref, textOf } from '../addresses.js'
import { nameHref, namedOf, roleOfValue } from './address.js'
import { NamesBody } from './body.js'
import { NameForm } from './name-form.js'

const shownOf = (context: PageContext): Promise<ShownNames> =>
  context.read(showMetricNames, { deploymentId: idOf(context) })

const mappingOf = (context: PageContext, shown: ShownNames): NameMapping | undefined => {
  const { kind, name } = namedOf(context)
  return [...shown.mappings, ...shown.removed].find((one) => one.kind === kind && one.name === name)
}

/** The names in metrics of another tool: those not taken, and what others stand for. */
export const namesPage = page({
  path: `${BASE}/metrics`,
  allow: ['signed-in'],
  get: async (context) => ({
    ...inTab(context, 'Names of metrics'),
    body: <NamesBody shown={await shownOf(context)} context={context} />,
  }),
})

/** The form that says what one name stands for. */
export const namePage = page({
  path: `${BASE}/metrics/name`,
  allow: MAY_MAP,
  get: async (context, form) => {
    const named = namedOf(context)
    const shown = await shownOf(context)
    if (named.name === '') throw new NotFound('Choose a name on the page about metrics.')
    const mapping = mappingOf(context, shown)
    const about = { shown, named, mapping, context, form }
    return { ...inTab(context, `What “${named.name}” stands for`), body: <NameForm {...about} /> }
  },
  post: async (context, { values }) => {
    const named = namedOf(context)
    await context.run(mapMetricName, {
      ...named,
      ...roleOfValue(textOf(values, 'role')),
      deploymentId: idOf(context),
      revision: textOf(values, 'revision'),
    })
    return {
      redirect: monitoringHref(idOf(context), '/metrics'),
      flash: `What “${named.name}” stands for is saved. It holds from the next export on.`,
    }
  },
})

/** Asks before a decision about a name is taken back. */
export const takeBackPage = page({
  path: `${BASE}/metrics/take-back`,
  allow: MAY_MAP,
  get: async (context, form) => {
    const shown = await shownOf(context)
    const mapping = mappingOf(context, shown)
    if (!mapping || mapping.removed) throw new NotFound('Nothing is decided about this name.')
    return {
      title: 'Take back a decision',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Let the ${mapping.kind} “${mapping.name}” stand for itself again?`}
            action={nameHref(shown.deployment.id, mapping, 'take-back')}
            csrf={context.csrf}
            buttonText="Take it back"
            cancelHref={monitoringHref(shown.deployment.id, '/metrics')}
          >
            <Hidden name="revision" value={String(mapping.revision)} />
            <p>
              {mapping.decidedByName} decided that it stands for {roleWords(mapping)}. From the next
              export on, its points are taken only where they are understood as they are. Figures
              that are stored stay.
            </p>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    const named = namedOf(context)
    await context.run(unmapMetricName, {
      ...named,
      deploymentId: idOf(context),
      revision: textOf(values, 'revision'),
    })
    return {
      redirect: monitoringHref(idOf(context), '/metrics'),
      flash: `What was decided about “${named.name}” is taken back. It can be made to hold again below.`,
    }
  },
})
