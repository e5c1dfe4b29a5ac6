import type { ReactElement } from 'react'
import { field, Radios, TextField, type FormState } from '#ui/index.js'
import { NAMED_KINDS, ORGANISATION_KIND_NAMES } from '../model.js'

/** The fields of an organisation that no national file lists. */
export const NamedOrganisationFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="Name of the organisation" {...field(form, 'name')} />
    <Radios
      label="What kind of organisation is it?"
      choices={NAMED_KINDS.map((value) => ({ value, label: ORGANISATION_KIND_NAMES[value] }))}
      {...field(form, 'kind')}
    />
    <TextField
      label="ODS code"
      hint="For example RJ1. Leave this empty if it has none."
      optional
      spellCheck={false}
      width={10}
      {...field(form, 'odsCode')}
    />
  </>
)
