import type { ReactElement } from 'react'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DateField,
  ErrorSummary,
  Fieldset,
  FileField,
  Form,
  PageHeading,
  PasswordField,
  Radios,
  Select,
  TextArea,
  TextField,
  field,
  fieldDate,
  fieldList,
  type FormState,
} from '#ui/index.js'

/** A form that was sent with faults. */
export const FAULTY: FormState = {
  values: { title: 'Left out "no"', severity: 'serious', 'seen-day': '31', 'seen-month': '13' },
  errors: [
    { field: 'seen', message: 'Seen on must be a real date' },
    { field: 'severity', message: 'Say how serious it is' },
    { field: 'notes', message: 'Write what happened' },
    { message: 'This concern could not be saved' },
  ],
}

/** Every field, as a form that came back with faults. */
export const GalleryForms = ({ form }: { form: FormState }): ReactElement => (
  <div className="wr-readable">
    <ErrorSummary errors={form.errors} />
    <PageHeading caption="Example chest X-ray triage">Raise a concern</PageHeading>
    <Form action="/concerns" csrf="token" multipart>
      <TextField label="What is wrong?" hint="In one sentence" {...field(form, 'title')} />
      <TextArea label="What happened?" {...field(form, 'notes')} />
      <Radios
        label="How serious?"
        choices={[
          { value: 'serious', label: 'Serious', hint: 'somebody was or could be harmed' },
          { value: 'minor', label: 'Minor' },
        ]}
        {...field(form, 'severity')}
      />
      <Checkboxes
        label="Who saw it?"
        optional
        choices={[
          { value: 'staff', label: 'Staff' },
          { value: 'patient', label: 'A patient' },
        ]}
        {...fieldList(form, 'seen-by')}
      />
      <DateField label="Seen on" hint="For example, 14 3 2026" {...fieldDate(form, 'seen')} />
      <Fieldset legend="About you" hint="Only the safety officer sees this">
        <TextField
          label="E-mail"
          type="email"
          autocomplete="email"
          width={30}
          optional
          {...field(form, 'email')}
        />
        <TextField
          label="Wait"
          suffix="days"
          inputMode="numeric"
          width={3}
          {...field(form, 'wait')}
        />
        <PasswordField name="password" label="Password" autocomplete="current-password" />
        <Select
          label="Role"
          empty="Choose a role"
          choices={[{ value: 'staff', label: 'Member of staff' }]}
          {...field(form, 'role')}
        />
        <FileField name="file" label="A picture" accept="image/png" optional />
      </Fieldset>
      <ButtonGroup>
        <Button>Raise the concern</Button>
        <Button kind="secondary">Save for later</Button>
        <Button kind="warning">Emergency stop</Button>
        <Button kind="secondary" href="/concerns">
          See all concerns
        </Button>
      </ButtonGroup>
    </Form>
  </div>
)
