import type { ReactElement, ReactNode } from 'react'
import { fieldId } from './form-state.js'

/** What every field takes. */
export interface FieldProps {
  name: string
  label: string
  hint?: ReactNode | undefined
  error?: string | undefined
  /** Adds "(optional)" to the label; everything else is required. */
  optional?: boolean | undefined
  /** Label or legend size; 's' unless the question is the page's heading. */
  size?: 's' | 'm' | 'l' | undefined
  /** Makes the label or legend the page's h1, for pages that ask one question. */
  heading?: boolean | undefined
}

/** Ids and states of an input that belongs to a field. */
export interface InputAttributes {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** The id, name and descriptions of a field's input. */
export const inputAttributes = (props: FieldProps): InputAttributes => {
  const described = describedBy(props)
  return {
    id: fieldId(props.name),
    name: props.name,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(props.error ? { 'aria-invalid': true } : {}),
  }
}

/** The ids of a field's hint and error, for aria-describedby; undefined when it has neither. */
const describedBy = ({ name, hint, error }: FieldProps): string | undefined => {
  const id = fieldId(name)
  return (
    [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  )
}

/** Label, hint and error around one input. */
export const FieldFrame = (props: FieldProps & { children: ReactNode }): ReactElement => {
  const { name, label, size = 's', heading, optional } = props
  const text = (
    <label className={`nhsuk-label nhsuk-label--${size}`} htmlFor={fieldId(name)}>
      {label}
      {optional ? <span className="wr-optional"> (optional)</span> : null}
    </label>
  )
  return (
    <div className={groupClass(props.error)}>
      {heading ? <h1 className="nhsuk-label-wrapper">{text}</h1> : text}
      <HintAndError {...props} />
      {props.children}
    </div>
  )
}

/** Legend, hint and error around several inputs. */
export const FieldsetFrame = (props: FieldProps & { children: ReactNode }): ReactElement => {
  const { label, size = 's', heading, optional } = props
  return (
    <div className={groupClass(props.error)}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy(props)}>
        <legend className={`nhsuk-fieldset__legend nhsuk-fieldset__legend--${size}`}>
          {heading ? <h1 className="nhsuk-fieldset__heading">{label}</h1> : label}
          {optional ? <span className="wr-optional"> (optional)</span> : null}
        </legend>
        <HintAndError {...props} />
        {props.children}
      </fieldset>
    </div>
  )
}

const HintAndError = ({ name, hint, error }: FieldProps): ReactElement => (
  <>
    {hint ? (
      <div className="nhsuk-hint" id={`${fieldId(name)}-hint`}>
        {hint}
      </div>
    ) : null}
    {error ? (
      <span className="nhsuk-error-message" id={`${fieldId(name)}-error`}>
        <span className="nhsuk-u-visually-hidden">Error: </span>
        {error}
      </span>
    ) : null}
  </>
)

const groupClass = (error: string | undefined): string =>
  `nhsuk-form-group${error ? ' nhsuk-form-group--error' : ''}`
