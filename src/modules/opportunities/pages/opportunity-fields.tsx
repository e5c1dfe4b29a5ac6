import type { ReactElement } from 'react'
import {
  Checkboxes,
  field,
  fieldList,
  Radios,
  TextArea,
  TextField,
  type FormState,
} from '#ui/index.js'

/** What an opportunity says, in the forms to put forward and to edit one. */
export const OpportunityFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="A short title for the problem" {...field(form, 'title')} />
    <TextArea
      label="What is the problem?"
      hint="Whose problem it is and how often it happens. Leave out anything that identifies a person"
      {...field(form, 'problem')}
    />
    <TextArea
      label="What is it worth today?"
      hint="For example hours a week, waits or costs. Say how you know"
      optional
      {...field(form, 'worth')}
    />
    <Radios
      label="Could solving it with AI affect the care of a patient?"
      choices={[
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes' },
        { value: 'not-answered', label: 'I do not know' },
      ]}
      {...field(form, 'isClinical')}
    />
    <Checkboxes
      label="Sharing"
      choices={[{ value: 'yes', label: 'Hold this back from partners in our system' }]}
      {...fieldList(form, 'heldBack')}
    />
  </>
)
