import type { ReactElement } from 'react'
import { field, Select, TextArea, TextField, type FormState } from '#ui/index.js'
import { PRODUCT_KIND_NAMES, PRODUCT_KINDS } from '../model.js'

/** What a product says, in the forms to register and to edit one. */
export const ProductFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="Name of the product" {...field(form, 'name')} />
    <TextArea label="What does it do?" optional {...field(form, 'summary')} />
    <Select
      label="What kind of tool is it?"
      choices={PRODUCT_KINDS.map((kind) => ({ value: kind, label: PRODUCT_KIND_NAMES[kind] }))}
      {...field(form, 'kind')}
    />
    <TextField
      label="Vigilance contact"
      hint="Where its supplier takes reports that something may be wrong: a role mailbox is best"
      optional
      {...field(form, 'vigilanceContact')}
    />
  </>
)

/** What a version says. */
export const VersionFields = ({
  form,
  prefix = '',
}: {
  form: FormState
  prefix?: string
}): ReactElement => (
  <>
    <TextField
      label={prefix ? 'First version' : 'Version'}
      hint="For example 2.3"
      optional={prefix !== ''}
      width={10}
      {...field(form, `${prefix}name`)}
    />
    <TextArea
      label="Intended use of this version"
      hint="In its supplier's words"
      optional
      {...field(form, `${prefix}intendedUse`)}
    />
    <Select
      label="Is this version a medical device?"
      choices={[
        { value: 'not-answered', label: 'Not answered' },
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes' },
      ]}
      {...field(form, `${prefix}medicalDevice`)}
    />
  </>
)
