import type { ReactElement, ReactNode } from 'react'
import { FieldFrame, FieldsetFrame, inputAttributes, type FieldProps } from './field-frame.js'
import { fieldId } from './form-state.js'

/** One answer of a list. */
export interface Choice {
  value: string
  label: ReactNode
  hint?: ReactNode | undefined
}

/** A field whose answer is picked from a list. */
export interface ChoiceFieldProps extends FieldProps {
  choices: readonly Choice[]
}

/** One of a long list; short lists are better as Radios. */
export const Select = (
  props: FieldProps & {
    choices: readonly { value: string; label: string }[]
    value?: string | undefined
    /** Words of the empty first choice; left out when one is always chosen. */
    empty?: string | undefined
  },
): ReactElement => (
  <FieldFrame {...props}>
    <select
      {...inputAttributes(props)}
      className={`nhsuk-select${props.error ? ' nhsuk-select--error' : ''}`}
      defaultValue={props.value}
    >
      {props.empty === undefined ? null : <option value="">{props.empty}</option>}
      {props.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </FieldFrame>
)

/** One of a few. */
export const Radios = (
  props: ChoiceFieldProps & { value?: string | undefined; inline?: boolean | undefined },
): ReactElement => (
  <FieldsetFrame {...props}>
    <div className={`nhsuk-radios${props.inline ? ' nhsuk-radios--inline' : ''}`}>
      {props.choices.map((choice, index) => (
        <div className="nhsuk-radios__item" key={choice.value}>
          <input
            className="nhsuk-radios__input"
            id={choiceId(props.name, index)}
            name={props.name}
            type="radio"
            value={choice.value}
            defaultChecked={choice.value === props.value}
            aria-describedby={choice.hint ? choiceHintId(choiceId(props.name, index)) : undefined}
          />
          <ChoiceWords kind="radios" choice={choice} id={choiceId(props.name, index)} />
        </div>
      ))}
    </div>
  </FieldsetFrame>
)

/** Any of a few. */
export const Checkboxes = (
  props: ChoiceFieldProps & { values?: readonly string[] | undefined },
): ReactElement => (
  <FieldsetFrame {...props}>
    <div className="nhsuk-checkboxes">
      {props.choices.map((choice, index) => (
        <div className="nhsuk-checkboxes__item" key={choice.value}>
          <input
            className="nhsuk-checkboxes__input"
            id={choiceId(props.name, index)}
            name={props.name}
            type="checkbox"
            value={choice.value}
            defaultChecked={props.values?.includes(choice.value)}
            aria-describedby={choice.hint ? choiceHintId(choiceId(props.name, index)) : undefined}
          />
          <ChoiceWords kind="checkboxes" choice={choice} id={choiceId(props.name, index)} />
        </div>
      ))}
    </div>
  </FieldsetFrame>
)

// The first keeps the field's own id, so that the error summary can link to it. Two dashes: with one, the
// second choice of question C1.2 would bear the id of question C1.2.2.
const choiceId = (name: string, index: number): string =>
  index === 0 ? fieldId(name) : `${fieldId(name)}--${index + 1}`

// Not `-hint`: for the first choice that is the id of the hint of the whole field.
const choiceHintId = (id: string): string => `${id}-choice-hint`

const ChoiceWords = ({
  kind,
  choice,
  id,
}: {
  kind: 'radios' | 'checkboxes'
  choice: Choice
  id: string
}): ReactElement => (
  <>
    <label className={`nhsuk-label nhsuk-${kind}__label`} htmlFor={id}>
      {choice.label}
    </label>
    {choice.hint ? (
      <div className={`nhsuk-hint nhsuk-${kind}__hint`} id={choiceHintId(id)}>
        {choice.hint}
      </div>
    ) : null}
  </>
)
