import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/describe.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  asDateTime,
  Button,
  Card,
  Checkboxes,
  DateField,
  Details,
  ErrorSummary,
  field,
  fieldDate,
  fieldList,
  Fieldset,
  Form,
  Hidden,
  Radios,
  Select,
  SummaryList,
  Table,
  TextArea,
  TextField,
} from '#ui/index.js'
import { measureKind, measureName, MEASURES } from '../../measures.js'
import { MEASURES_IN_A_PLAN, type MonitoringPlan } from '../../model.js'
import type { showPlan } from '../../show-data.js'
import { PERIOD_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { planValues, rowsOf, THRESHOLD_ROWS } from './form-values.js'

type Shown = NonNullable<(typeof showPlan)['gives']>

/** Who may fix a plan; the same as its command allows. */
const MAY_FIX = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'analyst',
] as const

/** The monitoring plan: as it holds now, and the form that fixes a new one. */
export const PlanBody = (props: {
  shown: Shown
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, context, form } = props
  const may = MAY_FIX.some((role) => context.actor.roles.includes(role))
  const typed = Object.keys(form.values).length > 0
  return (
    <>
      <ErrorSummary errors={form.errors} />
      {shown.plan ? <PlanAsItIs plan={shown.plan} /> : null}
      {may ? (
        shown.plan ? (
          <Details summary="Fix a new plan" open={typed}>
            <PlanForm shown={shown} context={context} form={form} />
          </Details>
        ) : (
          <PlanForm shown={shown} context={context} form={form} />
        )
      ) : shown.plan ? null : (
        <p>No plan is fixed yet. The deployment owner fixes it before the tool is used.</p>
      )}
    </>
  )
}

const PlanAsItIs = ({ plan }: { plan: MonitoringPlan }) => (
  <Card heading="The plan">
    <p>
      Fixed by {plan.fixedByName} on {asDateTime(plan.fixedAt)}.
    </p>
    <Table
      caption="What is watched"
      rows={plan.measures}
      columns={[
        { heading: 'Measure', cell: (row) => measureName(row.measure, row.threshold) },
        { heading: 'Says', cell: (row) => measureKind(row.measure)?.says },
        {
          heading: 'Better is',
          cell: (row) => (row.direction === 'increase' ? 'higher' : 'lower'),
        },
        { heading: 'Pass mark', numeric: true, cell: (row) => row.passMark ?? 'none' },
      ]}
    />
    <SummaryList
      rows={[
        { key: 'Figures', value: `${PERIOD_WORDS[plan.period]}, from ${asDate(plan.startsOn)}` },
        {
          key: 'Thresholds',
          value: plan.thresholds.map(({ name, value }) => `${name} ${value}`).join(', ') || 'none',
        },
        {
          key: 'Follow-up',
          value: `${plan.followUpDays} days, then ${plan.graceDays} days of grace`,
        },
        { key: 'Fewest events and non-events', value: String(plan.minimumEvents) },
        {
          key: 'Limits',
          value: plan.limitsAfter
            ? `fixed on the first ${plan.limitsAfter} periods`
            : 'from all complete periods',
        },
        { key: 'Who looks at signals', value: plan.ownerName },
        { key: 'On a signal', value: plan.onSignal },
        { key: 'When to stop', value: plan.stopRule },
        { key: 'A signal becomes a concern', value: CONCERN_WORDS[plan.concernRule] },
      ]}
    />
  </Card>
)

const CONCERN_WORDS: Readonly<Record<MonitoringPlan['concernRule'], string>> = {
  'two-periods-or-past-limit':
    'when it runs the wrong way two periods running, or is outside a limit and past the pass mark',
  'interval-at-once': 'so, and also at once when the whole interval is past the pass mark',
}

const PlanForm = ({
  shown,
  context,
  form,
}: {
  shown: Shown
  context: PageContext
  form: FormState
}) => {
  const today = londonDate(context.now)
  const typed = Object.keys(form.values).length > 0
  const filled: FormState = {
    values: typed ? form.values : planValues(shown.plan, today, shown.deployment.ownerId),
    errors: form.errors,
  }
  return (
    <Form action={monitoringHref(shown.deployment.id, '/plan')} csrf={context.csrf}>
      <Hidden name="replaces" value={shown.plan?.id ?? ''} />
      <Fieldset
        legend="What is watched"
        hint="Three to six measures. Pass marks are fixed now, before figures are seen. Name the threshold where a measure needs one, or the figure where it is typed in."
      >
        {rowsOf(MEASURES_IN_A_PLAN[1]).map((place) => (
          <MeasureRow key={place} place={place} form={filled} />
        ))}
      </Fieldset>
      <Fieldset legend="Thresholds" hint="Scores from this value up are flagged.">
        {rowsOf(THRESHOLD_ROWS).map((place) => (
          <div key={place} className="wr-together">
            <TextField
              label={`Name of threshold ${place + 1}`}
              optional={place > 0}
              width={20}
              {...field(filled, `thresholds.${place}.name`)}
            />
            <TextField
              label={`Value of threshold ${place + 1}`}
              optional={place > 0}
              width={5}
              inputMode="decimal"
              {...field(filled, `thresholds.${place}.value`)}
            />
          </div>
        ))}
      </Fieldset>
      <Timing form={filled} />
      <Judging form={filled} people={shown.people} />
      <Button>Fix the plan</Button>
    </Form>
  )
}

const MeasureRow = ({ place, form }: { place: number; form: FormState }) => {
  const optional = place >= MEASURES_IN_A_PLAN[0]
  return (
    <div className="wr-together">
      <Select
        label={`Measure ${place + 1}`}
        optional={optional}
        empty="Choose"
        choices={MEASURES.map(({ id, name }) => ({ value: id, label: name }))}
        {...field(form, `measures.${place}.measure`)}
      />
      <TextField
        label={`Threshold or figure of measure ${place + 1}`}
        optional
        width={20}
        {...field(form, `measures.${place}.threshold`)}
      />
      <Select
        label={`Better for measure ${place + 1} is`}
        choices={[
          { value: 'increase', label: 'higher' },
          { value: 'decrease', label: 'lower' },
        ]}
        {...field(form, `measures.${place}.direction`)}
      />
      <TextField
        label={`Pass mark of measure ${place + 1}`}
        optional
        width={5}
        inputMode="decimal"
        {...field(form, `measures.${place}.passMark`)}
      />
    </div>
  )
}

const Timing = ({ form }: { form: FormState }) => (
  <Fieldset legend="When">
    <Radios
      label="How often do figures come?"
      inline
      choices={[
        { value: 'day', label: 'Daily' },
        { value: 'week', label: 'Weekly, from Monday' },
        { value: 'month', label: 'Monthly' },
      ]}
      {...field(form, 'period')}
    />
    <DateField label="Monitoring starts on" {...fieldDate(form, 'startsOn')} />
    <TextField
      label="Follow-up"
      hint="How long after a period its outcomes are known"
      suffix="days"
      width={4}
      inputMode="numeric"
      {...field(form, 'followUpDays')}
    />
    <TextField
      label="Grace"
      hint="How long corrections are taken after that"
      suffix="days"
      width={4}
      inputMode="numeric"
      {...field(form, 'graceDays')}
    />
    <TextField
      label="Fewest events and non-events in a period"
      hint="8 or more; with fewer, a period says too few to say"
      width={4}
      inputMode="numeric"
      {...field(form, 'minimumEvents')}
    />
    <TextField
      label="Fix the limits on the first periods"
      hint="12 or more; leave empty to use all periods"
      optional
      width={4}
      inputMode="numeric"
      {...field(form, 'limitsAfter')}
    />
  </Fieldset>
)

const Judging = (props: { form: FormState; people: Shown['people'] }) => (
  <Fieldset legend="Signals">
    <Checkboxes
      label="Rules"
      choices={[
        {
          value: 'special-cause',
          label: 'Special causes of the XmR chart (NHS Making Data Count)',
        },
        { value: 'interval-beyond-pass-mark', label: 'The whole interval is past the pass mark' },
        { value: 'missing-data', label: 'Figures are missing' },
      ]}
      {...fieldList(props.form, 'rules')}
    />
    <Radios
      label="A signal becomes a concern"
      choices={[
        {
          value: 'two-periods-or-past-limit',
          label:
            'when it runs the wrong way two periods running, or is outside a limit and past the pass mark',
        },
        {
          value: 'interval-at-once',
          label: 'so, and also at once when the whole interval is past the pass mark',
        },
      ]}
      {...field(props.form, 'concernRule')}
    />
    <Select
      label="Who looks at the signals?"
      empty="Choose"
      choices={props.people.map(({ id, name }) => ({ value: id, label: name }))}
      {...field(props.form, 'ownerId')}
    />
    <TextArea label="What is done on a signal?" rows={3} {...field(props.form, 'onSignal')} />
    <TextArea label="When is it stopped?" rows={3} {...field(props.form, 'stopRule')} />
  </Fieldset>
)
