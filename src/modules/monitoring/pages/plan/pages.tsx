import { page } from '#kernel/describe.js'
import { fixPlan } from '../../fix-plan.js'
import { showPlan } from '../../show-data.js'
import { BASE, idOf, inTab, monitoringHref } from '../addresses.js'
import { planInput } from './form-values.js'
import { PlanBody } from './page.js'

/** The monitoring plan and the form that fixes a new one. */
export const planPage = page({
  path: `${BASE}/plan`,
  allow: ['signed-in'],
  get: async (context, form) => {
    const shown = await context.read(showPlan, { deploymentId: idOf(context) })
    return {
      ...inTab(context, 'Monitoring plan'),
      body: <PlanBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    await context.run(fixPlan, planInput(values, idOf(context)))
    return { redirect: monitoringHref(idOf(context), '/plan'), flash: 'The plan is fixed.' }
  },
})
