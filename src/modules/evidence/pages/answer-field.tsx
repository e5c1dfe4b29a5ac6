import type { ReactElement } from 'react'
import { MEASURE_CHOICES, type AnswerField } from '#modules/framework/index.js'
import {
  Checkboxes,
  DateField,
  Details,
  field,
  fieldDate,
  fieldList,
  Radios,
  TextArea,
  TextField,
  type FormState,
} from '#ui/index.js'

/** One question of a requirement's form, with its help beside it. */
export const QuestionField = (props: { question: AnswerField; form: FormState }): ReactElement => {
  const { question, form } = props
  return (
    <>
      <Answer {...props} />
      {question.required ? null : (
        <Details
          summary={`This does not apply: ${question.label}`}
          open={field(form, `fieldsNotApplicable.${question.id}`).value !== ''}
        >
          <TextField
            label="Why it does not apply"
            optional
            {...field(form, `fieldsNotApplicable.${question.id}`)}
          />
        </Details>
      )}
    </>
  )
}

const Answer = ({ question, form }: { question: AnswerField; form: FormState }): ReactElement => {
  const name = `answers.${question.id}`
  const frame = { label: question.label, hint: question.help, optional: !question.required }
  switch (question.kind) {
    case 'long-text':
      return <TextArea {...frame} {...field(form, name)} rows={4} />
    case 'yes-no':
      return (
        <Radios
          {...frame}
          {...field(form, name)}
          inline
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
      )
    case 'choice':
      return (
        <Radios
          {...frame}
          {...field(form, name)}
          choices={question.choices.map(({ id, label }) => ({ value: id, label }))}
        />
      )
    case 'date':
      return <DateField {...frame} {...fieldDate(form, name)} />
    case 'measure-choice':
      return (
        <Checkboxes
          {...frame}
          {...fieldList(form, name)}
          choices={MEASURE_CHOICES.map(({ id, label }) => ({ value: id, label }))}
        />
      )
    case 'number':
      return <TextField {...frame} {...field(form, name)} inputMode="decimal" width={5} />
    default:
      return <TextField {...frame} {...field(form, name)} />
  }
}
