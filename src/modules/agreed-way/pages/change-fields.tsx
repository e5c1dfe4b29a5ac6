import type { ReactElement } from 'react'
import {
  Checkboxes,
  DateField,
  field,
  fieldDate,
  fieldList,
  FileField,
  TextArea,
  TextField,
  type FormState,
} from '#ui/index.js'
import type { GroupMember } from '../model.js'

/** What every proposal says besides its content. */
export const ProposalFields = (props: {
  form: FormState
  partners: readonly GroupMember[]
}): ReactElement => {
  const { form, partners } = props
  return (
    <>
      <TextField label="What changes, in a line" {...field(form, 'title')} />
      <TextArea label="Why it should change" {...field(form, 'reason')} />
      <DateField
        label="Last day for comments"
        hint="It cannot be adopted before this day has passed."
        {...fieldDate(form, 'commentsUntil')}
      />
      <TextField
        label="Name of the group that adopts it"
        hint="For example, the system’s AI governance group."
        {...field(form, 'groupName')}
      />
      <Checkboxes
        label="Organisations of the group"
        hint="Each has to agree, by a named person, before it can be adopted."
        choices={partners.map(({ id, name }) => ({ value: id, label: name }))}
        {...fieldList(form, 'groupMembers')}
      />
    </>
  )
}

/** The layer, typed or as a file. */
export const LayerContent = (props: { form: FormState; start: string }): ReactElement => {
  const typed = field(props.form, 'layer')
  return (
    <>
      <p>
        Write the whole layer as YAML: <code>id</code>, <code>name</code>, <code>requirements</code>{' '}
        with ids such as L-NEL1, <code>gates</code> (stricter lines), <code>checks</code> (of the
        record, at a gate), <code>signatures</code> (before a decision), <code>exceptions</code>{' '}
        (fewer roles that may except a requirement) and <code>additions</code> (an example or
        words). It is checked as the files of the national set are.
      </p>
      <TextArea
        label="The layer"
        rows={20}
        {...typed}
        value={'layer' in props.form.values ? typed.value : props.start}
      />
      <FileField
        label="Or give it as a file"
        name="file"
        accept=".yaml,.yml,text/yaml"
        hint="The file counts before the text above."
      />
    </>
  )
}

/** A national version, typed, as a file, or the installed one. */
export const NationalContent = (props: { form: FormState }): ReactElement => (
  <>
    <FileField
      label="The version as a file"
      name="file"
      accept=".json,.yaml,.yml"
      hint="As wardround framework show --json writes it."
      error={props.form.errors.find((one) => one.field === 'national')?.message}
    />
    <TextArea
      label="Or as text"
      rows={4}
      optional
      hint="Empty: the version that came with this installation."
      {...field(props.form, 'national')}
    />
  </>
)
