import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { Button, DateField, field, fieldDate, Form, TextArea, WarningCallout } from '#ui/index.js'

/** The terms on which something is accepted, with the sentence that stands above the button. */
export const AcceptForm = (props: {
  action: string
  csrf: string
  form: FormState
}): ReactElement => {
  const { action, csrf, form } = props
  return (
    <Form action={action} csrf={csrf}>
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
