import { page } from '#kernel/declare/page.js'
import {
  Button,
  Card,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  Select,
  TextField,
} from '#ui/index.js'
import { enteredMeasures } from '../../plan/entered-measures.js'
import { FIGURE_KIND_WORDS } from '../../figure-kinds.js'
import { enterFigure } from '../../entered/enter-figure.js'
import { showPlan } from '../../show-data.js'
import { SENDERS } from '../../received/take-summary.js'
import { FigureParts } from './figure-parts.js'
import { BASE, idOf, inTab, monitoringHref } from '../addresses.js'

/** The form that takes figures typed in. */
export const enterPage = page({
  path: `${BASE}/enter`,
  allow: SENDERS,
  get: async (context, form) => {
    const { plan } = await context.read(showPlan, { deploymentId: idOf(context) })
    const entered = enteredMeasures(plan)
    return {
      ...inTab(context, 'Type a figure in'),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <Card heading="Type a figure in">
            {entered.length === 0 ? (
              <p>
                The plan watches no figure that is given by hand.{' '}
                <a href={monitoringHref(idOf(context), '/plan')}>See the plan</a>.
              </p>
            ) : (
              <Form action={monitoringHref(idOf(context), '/enter')} csrf={context.csrf}>
                <Select
                  label="Figure"
                  empty="Choose"
                  choices={entered.map(({ name, kind, measure: { unit } }) => ({
                    value: name,
                    label: `${name} (${FIGURE_KIND_WORDS[kind.figure]}${unit ? `, ${unit}` : ''})`,
                  }))}
                  {...field(form, 'name')}
                />
                <DateField label="A day of the period" {...fieldDate(form, 'from')} />
                <TextField
                  label="Version"
                  hint="Only where more than one ran in the period."
                  optional
                  width={10}
                  {...field(form, 'version')}
                />
                <FigureParts kinds={entered.map(({ kind }) => kind)} form={form} />
                <Button>Store the figure</Button>
              </Form>
            )}
          </Card>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    await context.run(enterFigure, {
      ...values,
      from: dateOfParts(values, 'from'),
      deploymentId: idOf(context),
    })
    return { redirect: monitoringHref(idOf(context)), flash: 'The figure is stored.' }
  },
})
