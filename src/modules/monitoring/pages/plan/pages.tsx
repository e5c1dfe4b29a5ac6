import { page } from '#kernel/declare/page.js'
import { asCountOf } from '#ui/index.js'
import { fixPlan } from '../../plan/fix-plan.js'
import { showPlan } from '../../show-data.js'
import { chosenIn } from '../catalogue/address.js'
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
      body: (
        <PlanBody
          shown={shown}
          context={context}
          form={form}
          chosen={chosenIn(context.query['chosen'])}
        />
      ),
    }
  },
  post: async (context, { values }) => {
    const { measures } = await context.run(fixPlan, planInput(values, idOf(context)))
    const words = `The plan is fixed. It watches ${asCountOf(measures, 'measure')}.`
    return { redirect: monitoringHref(idOf(context), '/plan'), flash: words }
  },
})
