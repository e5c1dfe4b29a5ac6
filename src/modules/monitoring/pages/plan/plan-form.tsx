import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { Button, field, Fieldset, Form, Hidden, TextField } from '#ui/index.js'
import { MOST_MEASURES, USUAL_MEASURES } from '../../plan/plan-rules.js'
import type { showPlan } from '../../show-data.js'
import { monitoringHref } from '../addresses.js'
import { measuresIn, planValues, rowsOf, THRESHOLD_ROWS } from './form-values.js'
import { HowMany } from './how-many.js'
import { Judging } from './judging.js'
import { MeasureRow } from './measure-row.js'
import { Timing } from './timing.js'

type Shown = NonNullable<(typeof showPlan)['gives']>

/** The form that fixes a plan, filled with the one that holds and what was chosen from the catalogue. */
export const PlanForm = (props: {
  shown: Shown
  context: PageContext
  form: FormState
  chosen: readonly string[]
}): ReactElement => {
  const { shown, context, form, chosen } = props
  const typed = Object.keys(form.values).length > 0
  const start = { today: londonDate(context.now), ownerId: shown.deployment.ownerId, chosen }
  const filled: FormState = {
    values: typed ? form.values : planValues(shown.plan, start),
    errors: form.errors,
  }
  const named = measuresIn(filled.values)
  const rows = Math.min(MOST_MEASURES, Math.max(USUAL_MEASURES.most, named.length + 1))
  return (
    <Form action={monitoringHref(shown.deployment.id, '/plan')} csrf={context.csrf}>
      <Hidden name="replaces" value={shown.plan?.id ?? ''} />
      <Fieldset
        legend="What is watched"
        hint="Three to six measures are usual. Pass marks and targets are fixed now, before figures are seen: past its pass mark a measure is a reason to act, its target is what you hope for."
      >
        <p>
          <a href={monitoringHref(shown.deployment.id, '/plan/measures')}>
            Choose from the measure catalogue
          </a>{' '}
          first: what is typed here is not kept when you go there.
        </p>
        {rowsOf(rows).map((place) => (
          <MeasureRow key={place} place={place} form={filled} named={named} />
        ))}
      </Fieldset>
      <Thresholds form={filled} />
      <Timing form={filled} />
      <HowMany />
      <Judging form={filled} people={shown.people} />
      <Button>Fix the plan</Button>
    </Form>
  )
}

const Thresholds = ({ form }: { form: FormState }) => (
  <Fieldset legend="Thresholds" hint="Scores from this value up are flagged.">
    {rowsOf(THRESHOLD_ROWS).map((place) => (
      <div key={place} className="wr-together">
        <TextField
          label={`Name of threshold ${place + 1}`}
          optional
          width={20}
          {...field(form, `thresholds.${place}.name`)}
        />
        <TextField
          label={`Value of threshold ${place + 1}`}
          optional
          width={5}
          inputMode="decimal"
          {...field(form, `thresholds.${place}.value`)}
        />
      </div>
    ))}
  </Fieldset>
)
