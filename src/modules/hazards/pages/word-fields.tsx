import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { field, Select, TextArea, TextField } from '#ui/index.js'
import { kindName, STARTERS } from '../clinical-safety-data.js'
import { WORD_NAMES } from '../field-words.js'
import { WORD_FIELDS, type WordField } from '../model.js'

const HINTS: Readonly<Record<WordField, string>> = {
  description: 'In a sentence or two, for somebody who does not know the tool.',
  causes: 'One a line. What would have to happen first?',
  effect: 'What would those giving care see, do or leave undone?',
  hazard: 'What could then happen to a person in your care?',
  harm: 'The harm that could follow.',
  existingControls: 'What already makes it less likely or less bad, before anything new.',
}

/** Kinds of hazard to choose from. */
const KIND_CHOICES = [
  ...STARTERS.map(({ id, name }) => ({ value: id, label: name })),
  { value: 'other', label: kindName('other') },
]

/** The words of a hazard; only its name must be given. */
export const WordFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="Name of the hazard" {...field(form, 'name')} />
    <Select label="Kind" choices={KIND_CHOICES} {...field(form, 'kind')} />
    {WORD_FIELDS.map((name) => (
      <TextArea
        key={name}
        label={WORD_NAMES[name]}
        hint={HINTS[name]}
        optional
        rows={3}
        {...field(form, name)}
      />
    ))}
    <p className="wr-note">
      Leave out anything that identifies a person: NHS numbers and dates of birth are refused.
    </p>
  </>
)
