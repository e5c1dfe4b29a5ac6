import type { ReactElement } from 'react'
import {
  Checkboxes,
  DateField,
  field,
  fieldDate,
  fieldList,
  Fieldset,
  Select,
  TextArea,
  TextField,
  type FormState,
} from '#ui/index.js'
import type { Owner } from '../find-owners.js'

/** Who owns a use, in the forms to register and to edit. */
export const OwnerField = (props: { form: FormState; owners: readonly Owner[] }): ReactElement => (
  <Select
    label="Who owns it here?"
    hint="Somebody with the role deployment owner"
    empty="I do"
    choices={props.owners.map((one) => ({ value: one.personId, label: one.name }))}
    {...field(props.form, 'ownerId')}
  />
)

/** Whether a use is held back from partners, in the forms to register and to edit. */
export const SharingField = ({ form }: { form: FormState }): ReactElement => (
  <Checkboxes
    label="Sharing"
    hint="Partners in our system otherwise see what it is, its stage, its dates and the contact role. What is shared may be asked for under the Freedom of Information Act."
    choices={[{ value: 'yes', label: 'Hold this back from partners' }]}
    {...fieldList(form, 'heldBack')}
  />
)

/** How a use is switched off, and by whom. */
export const StopFields = ({ form }: { form: FormState }): ReactElement => (
  <Fieldset
    legend="If it must be stopped"
    hint="Wardround switches nothing off. This is shown to whoever calls an emergency stop."
  >
    <TextArea
      label="How is it switched off here?"
      optional
      rows={4}
      {...field(form, 'switchOffHow')}
    />
    <TextField
      label="Who switches it off?"
      hint="A role and how to reach it, at any hour"
      optional
      {...field(form, 'switchOffWho')}
    />
  </Fieldset>
)

/** When the pilot of a use ends, and when it is reviewed. */
export const DateFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <DateField label="When does the pilot end?" optional {...fieldDate(form, 'pilotEnds')} />
    <DateField label="When is its next review due?" optional {...fieldDate(form, 'reviewDue')} />
  </>
)
