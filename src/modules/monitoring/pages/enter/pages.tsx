import { page } from '#kernel/describe.js'
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
import { enterFigure } from '../../enter-figure.js'
import { showPlan } from '../../show-data.js'
import { SENDERS } from '../../take-summary.js'
import { BASE, idOf, inTab, monitoringHref } from '../addresses.js'

/** The form that takes figures typed in. */
export const enterPage = page({
  path: `${BASE}/enter`,
  allow: SENDERS,
  get: async (context, form) => {
    const { plan } = await context.read(showPlan, { deploymentId: idOf(context) })
    const typed = plan?.measures.filter(({ measure }) => measure === 'typed') ?? []
    return {
      ...inTab(context, 'Type a figure in'),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <Card heading="Type a figure in">
            {typed.length === 0 ? (
              <p>
                The plan watches no figure that is typed in.{' '}
                <a href={monitoringHref(idOf(context), '/plan')}>See the plan</a>.
              </p>
            ) : (
              <Form action={monitoringHref(idOf(context), '/enter')} csrf={context.csrf}>
                <Select
                  label="Figure"
                  empty="Choose"
                  choices={typed.map(({ threshold, unit }) => ({
                    value: threshold,
                    label: unit ? `${threshold} (${unit})` : threshold,
                  }))}
                  {...field(form, 'name')}
                />
                <DateField label="A day of the period" {...fieldDate(form, 'from')} />
                <TextField
                  label="Figure"
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'value')}
                />
                <TextField
                  label="Taken over how many?"
                  width={10}
                  inputMode="numeric"
                  {...field(form, 'n')}
                />
                <TextField
                  label="Lower end of the 95% interval"
                  optional
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'low')}
                />
                <TextField
                  label="Upper end of the 95% interval"
                  optional
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'high')}
                />
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
