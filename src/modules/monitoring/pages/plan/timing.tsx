import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { DateField, field, fieldDate, Fieldset, Radios, TextField } from '#ui/index.js'

/** How often figures come, and when they are complete. */
export const Timing = ({ form }: { form: FormState }): ReactElement => (
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
