import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { Checkboxes, field, fieldList, Fieldset, Radios, Select, TextArea } from '#ui/index.js'

/** Which rules hold, who looks at what they find, and what follows. */
export const Judging = (props: {
  form: FormState
  people: readonly { id: string; name: string }[]
}): ReactElement => (
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
      hint="Score drift that is within its pass mark stays a task."
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
