import type { ReactElement } from 'react'
import { FieldsetFrame, type FieldProps } from './field-frame.js'
import { fieldId } from './form-state.js'

/** A date typed as day, month and year; sends `name-day`, `name-month` and `name-year`. */
export const DateField = (
  props: FieldProps & {
    day?: string | undefined
    month?: string | undefined
    year?: string | undefined
  },
): ReactElement => (
  <FieldsetFrame {...props}>
    <div className="nhsuk-date-input">
      <Part {...props} part="day" label="Day" value={props.day} width={2} />
      <Part {...props} part="month" label="Month" value={props.month} width={2} />
      <Part {...props} part="year" label="Year" value={props.year} width={4} />
    </div>
  </FieldsetFrame>
)

const Part = (props: {
  name: string
  part: 'day' | 'month' | 'year'
  label: string
  value?: string | undefined
  width: number
  error?: string | undefined
}): ReactElement => {
  // The day keeps the field's own id, so that the error summary can link to it.
  const id = props.part === 'day' ? fieldId(props.name) : `${fieldId(props.name)}-${props.part}`
  const error = props.error ? ' nhsuk-input--error' : ''
  return (
    <div className="nhsuk-date-input__item">
      <div className="nhsuk-form-group">
        <label className="nhsuk-label nhsuk-date-input__label" htmlFor={id}>
          {props.label}
        </label>
        <input
          className={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${props.width}${error}`}
          id={id}
          name={`${props.name}-${props.part}`}
          type="text"
          inputMode="numeric"
          aria-invalid={props.error ? true : undefined}
          defaultValue={props.value || undefined}
        />
      </div>
    </div>
  )
}
