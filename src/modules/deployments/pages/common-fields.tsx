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

/** The parts of these fields, for the list of parts of a form that holds them. */
export const COMMON_PARTS = [
  { id: 'owner', words: 'Who answers for it' },
  { id: 'stop', words: 'If it must be stopped' },
  { id: 'dates', words: 'Dates and sharing' },
] as const

/** Who owns it, how it is switched off, dates and sharing: in the forms to register and to edit. */
export const CommonFields = (props: {
  form: FormState
  owners: readonly Owner[]
}): ReactElement => (
  <>
    <Fieldset legend="Who answers for it" id="owner">
      <Select
        label="Who owns it here?"
        hint="Somebody with the role deployment owner"
        empty="I do"
        choices={props.owners.map((one) => ({ value: one.personId, label: one.name }))}
        {...field(props.form, 'ownerId')}
      />
    </Fieldset>
    <Fieldset
      id="stop"
      legend="If it must be stopped"
      hint="Wardround switches nothing off. This is shown to whoever calls an emergency stop."
    >
      <TextArea
        label="How is it switched off here?"
        optional
        {...field(props.form, 'switchOffHow')}
      />
      <TextField
        label="Who switches it off?"
        hint="A role and how to reach it, at any hour"
        optional
        {...field(props.form, 'switchOffWho')}
      />
    </Fieldset>
    <Fieldset legend="Dates and sharing" id="dates">
      <DateField
        label="When does the pilot end?"
        optional
        {...fieldDate(props.form, 'pilotEnds')}
      />
      <DateField
        label="When is its next review due?"
        optional
        {...fieldDate(props.form, 'reviewDue')}
      />
      <Checkboxes
        label="Sharing"
        hint="Partners in our system otherwise see what it is, its stage, its dates and the contact role. What is shared may be asked for under the Freedom of Information Act."
        choices={[{ value: 'yes', label: 'Hold this back from partners' }]}
        {...fieldList(props.form, 'heldBack')}
      />
    </Fieldset>
  </>
)
