import type { ReactElement } from 'react'
import { field, FileField, TextField, type FormState } from '#ui/index.js'
import { TAKEN_KINDS } from '../inspect-document.js'

/** What is asked of a document: its title, and a file or the address where it is kept. */
export const DocumentFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="Title" {...field(form, 'title')} />
    <FileField
      label="File"
      hint={`${TAKEN_KINDS}, up to 20 MB. Files with NHS numbers or dates of birth are refused. Pictures, and PDF files of scanned pages, cannot be searched, so read them first.`}
      optional
      name="file"
      error={form.errors.find((error) => error.field === 'file')?.message}
    />
    <TextField
      label="Or the address where it is kept"
      hint="A link that your colleagues can open"
      optional
      type="url"
      {...field(form, 'address')}
    />
  </>
)
