import type { ReactElement } from 'react'
import type { FormState } from '#kernel/describe.js'
import {
  Button,
  Checkboxes,
  DateField,
  field,
  fieldDate,
  fieldList,
  Form,
  Hidden,
  TextArea,
  WarningCallout,
} from '#ui/index.js'

/** The terms on which something is accepted, with the sentence that stands above the button. */
export const AcceptForm = (props: {
  action: string
  csrf: string
  form: FormState
  /** Several to choose from, or the one that is accepted. */
  items: readonly { id: string; name: string }[]
}): ReactElement => {
  const { action, csrf, form, items } = props
  const [only, ...others] = items
  return (
    <Form action={action} csrf={csrf}>
      {only && others.length === 0 ? (
        <Hidden name="answerIds" value={only.id} />
      ) : (
        <Checkboxes
          label="What you accept"
          choices={items.map(({ id, name }) => ({ value: id, label: name }))}
          {...fieldList(form, 'answerIds')}
        />
      )}
      <TextArea
        label="What differs here?"
        hint='A different setting, group of patients or place of hosting. Write "nothing" if nothing does.'
        {...field(form, 'differsHere')}
      />
      <TextArea label="Conditions" optional {...field(form, 'conditions')} />
      <DateField
        label="Until"
        hint="Left empty, it lasts as long as what it rests on."
        optional
        {...fieldDate(form, 'until')}
      />
      <WarningCallout heading="Before you accept">
        <p>Relying on this does not pass on your responsibility.</p>
      </WarningCallout>
      <Button>Accept and sign</Button>
    </Form>
  )
}
