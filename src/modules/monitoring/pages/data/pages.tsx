import { page } from '#kernel/declare/page.js'
import { ConfirmPage, ErrorSummary, field, TextArea } from '#ui/index.js'
import { showData } from '../../show-data.js'
import { switchOffIntake, switchOnIntake } from '../../intake/switch-intake.js'
import { BASE, idOf, inTab, monitoringHref } from '../addresses.js'
import { DataBody } from './page.js'

/** Where figures come from, and the switch that lets rows in. */
export const dataPage = page({
  path: `${BASE}/data`,
  allow: ['signed-in'],
  get: async (context, form) => {
    const shown = await context.read(showData, { deploymentId: idOf(context) })
    return {
      ...inTab(context, 'Where figures come from'),
      body: <DataBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    await context.run(switchOnIntake, { ...values, deploymentId: idOf(context) })
    return {
      redirect: monitoringHref(idOf(context), '/data'),
      flash: 'Row-level intake is on. Rows are personal data while they are kept.',
    }
  },
})

/** Asks before row-level intake is switched off. */
export const offPage = page({
  path: `${BASE}/data/off`,
  allow: ['administrator'],
  get: async (context, form) => {
    const { deployment, kept } = await context.read(showData, { deploymentId: idOf(context) })
    return {
      title: 'Switch off row-level intake',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Switch off row-level intake for ${deployment.productName}?`}
            action={monitoringHref(deployment.id, '/data/off')}
            csrf={context.csrf}
            buttonText="Switch off"
            cancelHref={monitoringHref(deployment.id, '/data')}
          >
            <p>
              From then on rows are refused, with how to summarise them.{' '}
              {kept.length > 0
                ? `Rows of ${kept.length} windows stay until each is final, and are deleted then.`
                : 'No rows are kept at present.'}
            </p>
            <TextArea label="Why?" rows={3} {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    await context.run(switchOffIntake, { ...values, deploymentId: idOf(context) })
    return {
      redirect: monitoringHref(idOf(context), '/data'),
      flash: 'Row-level intake is off.',
    }
  },
})
